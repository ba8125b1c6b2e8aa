import Testing

@testable import runbook

@Suite("The list of formats")
struct OutputFormatTests {
  @Test("formats are separated by commas and named once each")
  func list() throws {
    #expect(try OutputFormat.list("html,md") == [.html, .md])
    #expect(try OutputFormat.list("json, html,json") == [.json, .html])
    #expect(try OutputFormat.list("markdown") == [.md])
  }

  @Test("an unknown format is named, with what there is and what may be meant")
  func unknown() {
    #expect(throws: (any Error).self) { try OutputFormat.list("htlm") }
    do {
      _ = try OutputFormat.list("md,htlm")
    } catch {
      #expect(
        "\(error)"
          == "Unknown format 'htlm': --to takes html, md, json, csv, pdf, ipynb. Did you mean 'html'?"
      )
    }
  }
}
