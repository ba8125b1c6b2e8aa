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
}
