import Foundation
import Testing

@Suite("Handouts for an audience")
struct AudienceTests {
  private static let page = """
    # Page

    > [!EXERCISE] Halve it
    > Find the rate.
    >
    > > [!SOLUTION]
    > > The plantedword is here.
    > >
    > > ```yaml experiment secretblock
    > > minimize: w^2
    > > start: {w: 1.23456789}
    > > steps: 1
    > > ```
    >
    > After it.

    ```yaml experiment
    minimize: w^2
    start: {w: 3}
    steps: 1
    ```

    """

  @Test("students get no trace of a solution in any format, blocks inside it included")
  func student() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page, to: "page.md")
    let run = try CommandLineRun(
      ["page.md", "--to", "html,md,json", "--audience", "student"], in: folder.url)
    #expect(run.status == 0)
    for format in ["html", "md", "json"] {
      let text = try folder.read("output/page.\(format)")
      for planted in ["plantedword", "1.23456789", "secretblock", "SOLUTION"] {
        #expect(!text.contains(planted), "\(planted) in \(format)")
      }
      #expect(text.contains("experiment-1"), "\(format)")
    }
    #expect(try folder.read("output/page.md").contains("After it."))
  }

  @Test("solutions are unfolded in their own version and folded without one")
  func solutions() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page, to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    #expect(try folder.read("output/page.html").contains(#"<details class="callout solution">"#))
    _ = try CommandLineRun(["page.md", "--audience", "solutions"], in: folder.url)
    #expect(
      try folder.read("output/page.html").contains(#"<details class="callout solution" open>"#))
    #expect(try folder.read("output/page.md").contains("plantedword"))
  }

  @Test("an answer is a line to write on, and its value in the solutions")
  func answers() throws {
    let folder = try TemporaryFolder()
    let page = """
      Where does it end? `{answer walk.final.w ± 0.01}`

      ```yaml experiment walk
      minimize: (w - 5)^2
      start: {w: 8}
      learning rate: 0.1
      steps: 1
      show: [verdict]
      ```

      """
    try folder.write(page, to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    #expect(try folder.read("output/page.md").contains("end? `____________`\n"))
    _ = try CommandLineRun(["page.md", "--audience", "solutions"], in: folder.url)
    #expect(try folder.read("output/page.md").contains("end? **7.4 ± 0.01**\n"))
    #expect(
      try folder.read("output/page.html").contains(
        "<strong class=\"value\">7.4 ± 0.01</strong>"))
  }

  @Test("what is wrong behind a withheld solution is shown at its place in the notebook")
  func places() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page + "\n`{nothing.here}`\n", to: "page.md")
    let run = try CommandLineRun(["page.md", "--audience", "student"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("page.md:23:3: error: "))
  }
}
