import Source
import Testing

@Suite struct ExcerptTests {
  private let source = SourceText(name: "a", "> ab\n>  éc\r\n>\t\n")

  @Test("offsets lead back to the file")
  func offsets() {
    let excerpt = Excerpt(
      [.init(SourceRange(2, 4)), .init(SourceRange(8, 11))], of: source, end: 13)
    #expect(excerpt.text == "ab\néc\n")
    #expect([0, 1, 2, 3, 5, 7].map { excerpt.fileOffset(of: $0) } == [2, 3, 4, 8, 10, 13])
    #expect(excerpt.fileRange(SourceRange(1, 5)) == SourceRange(3, 10))
    #expect(excerpt.fileRange(SourceRange(5, 1)) == SourceRange(10, 10))
  }

  @Test("spaces in place of a tab shift nothing behind them")
  func padding() {
    let tab = SourceText(name: "a", "-\tx")
    let excerpt = Excerpt([.init(SourceRange(2, 3), padding: 2)], of: tab, end: 3)
    #expect(excerpt.text == "  x\n")
    #expect(excerpt.fileOffset(of: 2) == 2)
  }

  @Test("a line and a column in scalars lead to an offset")
  func linesAndColumns() {
    let excerpt = Excerpt(text: "ab\néc\n", fileOffset: 10)
    #expect(excerpt.offset(line: 1, column: 1) == 5)
    #expect(excerpt.offset(line: 2, column: 0) == 7)
    #expect(excerpt.offset(line: 9, column: 0) == 7)
    #expect(excerpt.fileOffset(of: 3) == 13)
  }

  @Test("a column past the end of its line stays on the line")
  func columnPastTheLine() {
    let excerpt = Excerpt(text: "ab\ncd", fileOffset: 0)
    #expect(excerpt.offset(line: 0, column: 9) == 2)
  }
}
