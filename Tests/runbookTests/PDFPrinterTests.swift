import Foundation
import Testing

@testable import runbook

@Suite struct PDFPrinterTests {
  @Test("the dates of its making are blanks of the same length")
  func dates() {
    let pdf = "<</Title (A)\n/CreationDate (D:20250101000000+00'00')\n/ModDate (D:2025)>> (D:1)"
    let bytes = PDFPrinter.withoutDates(Array(pdf.utf8))
    #expect(bytes.count == pdf.utf8.count)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("2025") && !text.contains("Date"))
    #expect(text.hasPrefix("<</Title (A)\n ") && text.hasSuffix(">> (D:1)"))
  }

  @Test("without a browser the message says what was looked for, and other formats are written")
  func noBrowser() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Page\n", to: "page.md")
    let run = try CommandLineRun(
      ["page.md", "--to", "pdf,md"], in: folder.url, environment: ["PATH": folder.url.path])
    #expect(run.status == 1)
    #expect(
      run.errors == """
        runbook: '--to pdf' needs a browser of the Chromium family, and none is here (looked for chromium, \
        chromium-browser, google-chrome, google-chrome-stable, chrome, microsoft-edge, brave-browser); \
        install one, or name its path in RUNBOOK_BROWSER

        """)
    #expect(run.output == "output/page.md\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/output") == [
        "page.md"
      ])
  }

  @Test("a browser that is named and prints nothing is told with its last words")
  func failing() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Page\n", to: "page.md")
    let browser = try folder.write("#!/bin/sh\necho no display >&2\nexit 1\n", to: "browser")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: browser.path)
    let run = try CommandLineRun(
      ["page.md", "--to", "pdf"], in: folder.url, environment: ["RUNBOOK_BROWSER": browser.path])
    #expect(run.status == 1)
    #expect(run.errors == "runbook: \(browser.path) printed no PDF: no display\n")
    let missing = try CommandLineRun(
      ["page.md", "--to", "pdf"], in: folder.url, environment: ["RUNBOOK_BROWSER": "/none"])
    #expect(missing.errors == "runbook: RUNBOOK_BROWSER names '/none', which cannot be started\n")
  }

  @Test("what a browser prints is the file, without its dates and with nothing left beside it")
  func printing() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Page\n", to: "page.md")
    // Stands in for a browser: takes the page and writes where it is told.
    let browser = try folder.write(
      """
      #!/bin/sh
      for word; do case "$word" in --print-to-pdf=*) file=${word#*=};; file://*) page=${word#file://};; esac; done
      { printf '%%PDF /CreationDate (D:2025)\\n'; grep -c '<h1' "$page"; } > "$file"
      """, to: "browser")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: browser.path)
    let run = try CommandLineRun(
      ["page.md", "--to", "pdf"], in: folder.url, environment: ["RUNBOOK_BROWSER": browser.path])
    #expect(run.errors == "")
    #expect(
      try folder.read("output/page.pdf") == "%PDF " + String(repeating: " ", count: 22) + "\n1\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/output") == [
        "page.pdf"
      ])
  }
}
