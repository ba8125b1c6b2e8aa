import Source
import Testing

@Suite struct SourceTextTests {
  @Test("a word is found wherever it stands, whole")
  func word() {
    func contains(_ text: String) -> Bool { SourceText(name: "a.md", text).contains("losses") }
    #expect(contains("losses"))
    #expect(contains("a lolosses b"))
    #expect(contains("…losses"))
    #expect(!contains(""))
    #expect(!contains("losse"))
    #expect(!contains("loss es, Losses"))
  }

  @Test("lines end at LF, CR LF and a lone CR")
  func lines() {
    let text = SourceText(name: "a", "b\nc\r\nd\re")
    #expect(text.lineStarts == [0, 2, 5, 7])
    #expect((1...4).map { text.text(text.lineRange($0)) } == ["b", "c", "d", "e"])
    #expect([0, 1, 2, 4, 5, 7, 8].map { text.line(at: $0) } == [1, 1, 2, 2, 3, 4, 4])
  }

  @Test("an empty text has one empty line")
  func empty() {
    let text = SourceText(name: "a", "")
    #expect(text.lineStarts == [0])
    #expect(text.lineRange(1) == SourceRange(0, 0))
    #expect(text.location(of: 0) == Source.SourceLocation(line: 1, column: 1))
  }

  @Test("columns count Unicode scalars, without a byte-order mark")
  func columns() {
    let text = SourceText(name: "a", "\u{FEFF}é😀x\n\ty")
    #expect(text.location(of: 9) == Source.SourceLocation(line: 1, column: 3))
    #expect(text.location(of: 3) == Source.SourceLocation(line: 1, column: 1))
    #expect(text.location(of: 0) == Source.SourceLocation(line: 1, column: 1))
    #expect(text.location(of: 12) == Source.SourceLocation(line: 2, column: 2))
    #expect(text.location(of: 999) == Source.SourceLocation(line: 2, column: 3))
    #expect(text.location(of: -1) == Source.SourceLocation(line: 1, column: 1))
  }

  @Test("a slice stays within the text")
  func slices() {
    let text = SourceText(name: "a", "abc")
    #expect(text.text(SourceRange(1, 99)) == "bc")
    #expect(text.text(SourceRange(5, 2)) == "")
  }

  @Test(
    "the first invalid byte is found",
    arguments: [
      ([0x61, 0x80], 1), ([0xC0, 0xAF], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0x61, 0xE2, 0x82], 1), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),
      ([0xC3, 0xA9, 0xFF], 2), ([0xE1, 0x80, 0x41], 0),
    ] as [([UInt8], Int)])
  func invalidUTF8(_ bytes: [UInt8], _ offset: Int) {
    #expect(SourceText(name: "a", bytes: bytes).invalidUTF8Offset == offset)
  }

  @Test("valid text has no invalid byte, and all invalid ones are listed")
  func validUTF8() {
    #expect(SourceText(name: "a", "aé€😀\u{7FF}\u{FFFF}\u{10FFFF}").invalidUTF8Offset == nil)
    #expect(
      SourceText(name: "a", bytes: [0xFF, 0x61, 0xC3, 0x61, 0x80]).invalidUTF8Offsets == [0, 2, 4])
  }
}
