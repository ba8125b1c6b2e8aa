import Experiments
import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The Jupyter form of a handout, by nbformat's rules.
@Suite struct JupyterTests {
  private static let text = """
    ---
    title: A page
    ---

    # A page

    Before `{walk.final_loss}`.

    ```yaml experiment walk
    minimize: (w - 5)^2
    ```

    Between "quotes" \\alpha.

    > [!SOLUTION]
    > ```yaml experiment inner
    > x
    > ```

    ```csv data points
    x,y
    ```
    """

  private func cells(show: [Presentation.Part]) throws -> [[String: Any]] {
    let walk = SampleResults.block(
      "walk", .experiment,
      .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 3)])), show: show)
    let points = SampleResults.block("points", .data, .data(SampleResults.xorData))
    let inner = SampleResults.block(
      "inner", .experiment,
      .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 1)])),
      show: [.verdict])
    let page = handout(
      Self.text, [walk, points, inner], values: ["walk.final_loss": .number(0.5, .float64)])
    let json = try JSONSerialization.jsonObject(with: Data(JupyterRenderer.render(page)))
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    return try #require(notebook["cells"] as? [[String: Any]])
  }

  private func source(_ cell: [String: Any]) -> String {
    (cell["source"] as? [String])?.joined() ?? ""
  }

  @Test("prose and blocks alternate; a block in a callout is prose")
  func structure() throws {
    let cells = try cells(show: [.lossTable])
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "markdown", "code"])
    #expect(
      cells.map { $0["id"] as? String } == ["prose-1", "block-walk", "prose-3", "block-points"])
    #expect(source(cells[0]) == "# A page\n\nBefore 0.5.")
    #expect(source(cells[1]) == "minimize: (w - 5)^2")
    #expect(source(cells[2]).hasPrefix("Between \"quotes\" \\alpha.\n\n> <details>"))
    #expect(source(cells[2]).contains("Verdict after 1 step"))
  }

  @Test("tables are Markdown, and plots are SVG that stands by itself with its letters beside it")
  func outputs() throws {
    let cells = try cells(show: [.lossTable, .lossPlot])
    let outputs = try #require(cells[1]["outputs"] as? [[String: Any]])
    #expect(outputs.allSatisfy { $0["output_type"] as? String == "display_data" })
    let data = outputs.compactMap { $0["data"] as? [String: [String]] }
    #expect(data.count == 2)
    #expect(Set(data[0].keys) == ["text/markdown", "text/plain"])
    #expect(data[0]["text/plain"]?.joined().contains("| Step |") == true)
    #expect(Set(data[1].keys) == ["image/svg+xml", "text/plain"])
    let svg = try #require(data[1]["image/svg+xml"]?.joined())
    #expect(svg.contains(" xmlns=\"http://www.w3.org/2000/svg\"><style>:root{--page:#fff"))
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(cells[1]["execution_count"] is NSNull)
  }
}
