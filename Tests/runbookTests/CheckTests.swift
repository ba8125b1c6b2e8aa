import Foundation
import Testing

@Suite("runbook check")
struct CheckTests {
  private static func page(rate: String) -> String {
    """
    ---
    parameters: {rate: \(rate)}
    ---
    # Page

    ```yaml experiment walk
    minimize: (w - 5)^2
    start: {w: 8}
    learning rate: ${rate}
    steps: 2
    ```

    """
  }

  @Test(
    "results that hold are counted, from the HTML where there is no JSON",
    arguments: ["html", "json"])
  func holds(format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.1"), to: "page.md")
    _ = try CommandLineRun(["page.md", "--to", format], in: folder.url)
    let check = try CommandLineRun(["check", "page.md"], in: folder.url)
    #expect(check.errors == "")
    #expect(check.output.hasSuffix("identical to output/page.\(format)\n"))
    #expect(check.status == 0)
  }

  @Test("a value that differs is shown at its block's line, old and new")
  func differs() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.1"), to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    try folder.write(Self.page(rate: "0.5"), to: "page.md")
    let check = try CommandLineRun(["check", "page.md"], in: folder.url)
    #expect(check.status == 1)
    #expect(
      check.output.contains(
        "page.md:6: walk.trials[0].losses[1]: recorded 5.760000000000002, now 0.0"))
    #expect(check.output.contains("values differ from output/page.html\n"))
  }

  @Test("a parameter set twice stands in the record once, with the value that counts")
  func setTwice() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.1"), to: "page.md")
    _ = try CommandLineRun(
      ["page.md", "--to", "json", "--set", "rate=0.5", "--set", "rate=0.2"], in: folder.url)
    let record = try folder.read("output/page.json")
    #expect(record.contains(#""rate": "0.2""#))
    #expect(!record.contains(#""rate": "0.5""#))
  }

  @Test("the parameters that a handout was made with come from its record")
  func parameters() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.1"), to: "page.md")
    _ = try CommandLineRun(["page.md", "--set", "rate=0.3"], in: folder.url)
    let check = try CommandLineRun(["check", "page.md"], in: folder.url)
    #expect(check.status == 0)
  }

  @Test("small differences hold within a tolerance")
  func tolerance() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.1"), to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    try folder.write(Self.page(rate: "0.1000001"), to: "page.md")
    let strict = try CommandLineRun(["check", "page.md"], in: folder.url)
    #expect(strict.status == 1)
    let tolerant = try CommandLineRun(
      ["check", "page.md", "--tolerance", "0.001"], in: folder.url)
    #expect(tolerant.status == 0)
    #expect(tolerant.output.hasSuffix("within 0.001 of output/page.html\n"))
  }

  @Test("without a record there is nothing to compare with, which is status 1")
  func noRecord() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.1"), to: "page.md")
    let check = try CommandLineRun(["check", "page.md"], in: folder.url)
    #expect(check.status == 1)
    #expect(
      check.errors == """
        runbook: nothing to compare page.md with: there is no output/page.html and no JSON beside it; \
        run 'runbook page.md' first

        """)
  }

  @Test("a page runs again by itself, from the notebook and the data that it carries")
  func page() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      # Page

      ```yaml experiment fit
      network: [1 linear]
      data: {from: points.csv, target: y}
      learning rate: 0.1
      steps: 5
      ```

      """, to: "page.md")
    try folder.write("x,y\n1,2\n2,3\n", to: "points.csv")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    let elsewhere = try TemporaryFolder()
    try elsewhere.write(try folder.read("output/page.html"), to: "handed-out.html")
    let check = try CommandLineRun(["check", "handed-out.html"], in: elsewhere.url)
    #expect(check.errors == "")
    #expect(check.output.hasPrefix("handed-out.html: "))
    #expect(check.output.hasSuffix(" values identical to handed-out.html\n"))
    #expect(check.status == 0)

    let tampered = try folder.read("output/page.html")
      .replacing(#""final_loss": "#, with: #""final_loss": 1"#)
    try elsewhere.write(tampered, to: "tampered.html")
    let broken = try CommandLineRun(["check", "tampered.html"], in: elsewhere.url)
    #expect(broken.status == 1)
    #expect(broken.output.contains("page.md:3: fit.trials[0].final_loss: recorded 1"))
  }

  @Test("a page that carries no notebook is named as such")
  func pageWithoutSource() throws {
    let folder = try TemporaryFolder()
    try folder.write("<p>Hello</p>", to: "other.html")
    let check = try CommandLineRun(["check", "other.html"], in: folder.url)
    #expect(check.status == 1)
    #expect(
      check.errors == "runbook: other.html carries no notebook and record to run it from\n")
  }

  @Test("'--report' writes what was found for other programs")
  func report() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page(rate: "0.5"), to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    try folder.write(
      Self.page(rate: "0.5").replacing("steps: 2", with: "steps: 1"), to: "page.md")
    _ = try CommandLineRun(["check", "page.md", "--report", "report.json"], in: folder.url)
    let report = try JSONSerialization.jsonObject(with: Data(folder.read("report.json").utf8))
    let object = try #require(report as? [String: Any])
    #expect(object["status"] as? Int == 1)
    let notebooks = try #require(object["notebooks"] as? [[String: Any]])
    #expect(notebooks.count == 1)
    #expect(notebooks[0]["record"] as? String == "output/page.html")
    #expect(notebooks[0]["errors"] as? Int == 0)
    let broken = try #require(notebooks[0]["broken"] as? [[String: Any]])
    let steps = try #require(broken.first { $0["path"] as? String == "walk.trials[0].steps" })
    #expect(steps["line"] as? Int == 6)
    #expect(steps["recorded"] as? String == "2")
    #expect(steps["computed"] as? String == "1")
    #expect(steps["difference"] as? Double == 1)
  }
}
