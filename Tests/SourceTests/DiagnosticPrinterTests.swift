import Source
import Testing

@Suite struct DiagnosticPrinterTests {
  private struct Fact: DiagnosticFact {
    let message = "it is wrong"
    var help: String?
  }

  private func text(
    _ text: String, _ start: Int, _ end: Int, help: String? = nil, colored: Bool = false
  ) -> String {
    let printer = DiagnosticPrinter(source: SourceText(name: "a.md", text), colored: colored)
    return printer.text(for: Diagnostic(.error, Fact(help: help), at: SourceRange(start, end)))
  }

  @Test("a diagnostic shows its line, carets and help")
  func plain() {
    #expect(
      text("x\nlerning rate: 1\n", 2, 14, help: "did you mean 'learning rate'?") == """
        a.md:2:1: error: it is wrong
        2 | lerning rate: 1
          | ^^^^^^^^^^^^
          help: did you mean 'learning rate'?
        """)
  }

  @Test("the caret stands under a tab's text and a wide character's columns")
  func tabsAndWideCharacters() {
    #expect(text("\tab", 2, 3) == "a.md:1:3: error: it is wrong\n1 | \tab\n  | \t ^")
    #expect(text("😀é=界x", 7, 11) == "a.md:1:4: error: it is wrong\n1 | 😀é=界x\n  |     ^^^")
  }

  @Test("an empty range has one caret, at the line's end too")
  func emptyRange() {
    #expect(text("ab\n", 2, 2) == "a.md:1:3: error: it is wrong\n1 | ab\n  |   ^")
    #expect(text("", 0, 0) == "a.md:1:1: error: it is wrong\n1 | \n  | ^")
  }

  @Test("a range over lines is marked to the end of the first")
  func severalLines() {
    #expect(text("abc\r\nd\r\n", 1, 6) == "a.md:1:2: error: it is wrong\n1 | abc\n  |  ^^")
  }

  @Test("a byte-order mark takes no column")
  func byteOrderMark() {
    #expect(text("\u{FEFF}ab", 4, 5) == "a.md:1:2: error: it is wrong\n1 | ab\n  |  ^")
    #expect(text("\u{FEFF}ab", 0, 4) == "a.md:1:1: error: it is wrong\n1 | ab\n  | ^")
  }

  @Test("of a long line a window around the range is shown")
  func longLine() {
    let line = String(repeating: "a", count: 500) + "XY" + String(repeating: "b", count: 500)
    let lines = text(line, 500, 502).split(separator: "\n")
    #expect(lines[0] == "a.md:1:501: error: it is wrong")
    #expect(
      lines[1]
        == "1 | …" + String(repeating: "a", count: 72) + "XY" + String(repeating: "b", count: 70)
        + "…")
    #expect(lines[2] == "  | " + String(repeating: " ", count: 73) + "^^")
  }

  @Test("control characters cannot drive the terminal")
  func controlCharacters() {
    #expect(
      text("a\u{1B}[2Jb", 5, 6)
        == "a.md:1:6: error: it is wrong\n1 | a\u{FFFD}[2Jb\n  |      ^")
  }

  @Test("without a place the file alone is named")
  func noPlace() {
    let printer = DiagnosticPrinter(source: SourceText(name: "a.md", "x"))
    #expect(
      printer.text(for: Diagnostic(.warning, Fact(help: "look"), at: nil))
        == "a.md: warning: it is wrong\n  help: look")
  }

  @Test("a place in another file is shown from that file")
  func otherFile() {
    let printer = DiagnosticPrinter(source: SourceText(name: "a.md", "x"))
    let data = SourceText(name: "b.csv", "1,2\n3,z\n")
    let diagnostic = Diagnostic(.error, Fact(), at: SourceRange(6, 7), in: data)
    #expect(
      printer.text(for: diagnostic) == "b.csv:2:3: error: it is wrong\n2 | 3,z\n  |   ^")
  }

  @Test("colours are for those who ask")
  func colors() {
    #expect(text("ab", 0, 1, colored: true).contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(!text("ab", 0, 1).contains("\u{1B}"))
  }

  @Test("a message that quotes control characters cannot drive the terminal either")
  func controlCharactersInMessages() {
    struct Quoting: DiagnosticFact {
      let message = "'a\n\u{1B}[2J' is wrong"
      let help: String? = "not \u{7}"
    }
    let printer = DiagnosticPrinter(source: SourceText(name: "a.md", "x"))
    #expect(
      printer.text(for: Diagnostic(.error, Quoting(), at: nil))
        == "a.md: error: 'a\u{FFFD}\u{FFFD}[2J' is wrong\n  help: not \u{FFFD}")
  }

  @Test("the window of a long line is cut between whole characters")
  func longLineOfWideCharacters() {
    let emoji = String(repeating: "😀", count: 2000)
    let lines = text(emoji + "=" + emoji, 8000, 8001).split(separator: "\n")
    #expect(lines[0] == "a.md:1:2001: error: it is wrong")
    #expect(
      lines[1] == "1 | …" + String(repeating: "😀", count: 72) + "="
        + String(repeating: "😀", count: 71) + "…")
  }
}
