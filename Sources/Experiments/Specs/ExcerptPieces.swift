import Source

/// Builds a text from parts of an excerpt and others, keeping the way back to the file.
struct ExcerptPieces {
  private let original: Excerpt
  private let bytes: [UInt8]
  private var result: [UInt8] = []
  private var lines: [Excerpt.Line] = []
  /// How far the original has been taken over.
  private var position = 0
  private var nextLine = 0

  init(_ excerpt: Excerpt) {
    original = excerpt
    bytes = Array(excerpt.text.utf8)
  }

  /// Puts `text` for a part of the original; parts ascend and do not overlap.
  mutating func replace(_ range: SourceRange, by text: String) {
    keep(to: range.start)
    lines.append(
      Excerpt.Line(offset: result.count, fileOffset: original.fileOffset(of: range.start)))
    result += text.utf8
    position = range.end
  }

  mutating func finished() -> Excerpt {
    keep(to: bytes.count)
    if lines.isEmpty { lines = [Excerpt.Line(offset: 0, fileOffset: original.fileOffset(of: 0))] }
    return Excerpt(text: String(decoding: result, as: UTF8.self), lines: lines)
  }

  private mutating func keep(to end: Int) {
    guard position < end else { return }
    lines.append(
      Excerpt.Line(offset: result.count, fileOffset: original.fileOffset(of: position)))
    let shift = result.count - position
    while nextLine < original.lines.count, original.lines[nextLine].offset < end {
      let line = original.lines[nextLine]
      if line.offset > position {
        lines.append(Excerpt.Line(offset: line.offset + shift, fileOffset: line.fileOffset))
      }
      nextLine += 1
    }
    result += bytes[position..<end]
    position = end
  }
}
