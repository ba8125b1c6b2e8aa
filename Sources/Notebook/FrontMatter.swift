import Source

/// The YAML that a notebook may open with, between a first line `---` and a line `---` or `...`.
enum FrontMatter {
  case none
  /// The text between the two lines, and the offset of the line after them.
  case found(Excerpt, end: Int)
  /// The place of the opening line.
  case unclosed(SourceRange)

  init(of source: SourceText) {
    let first = source.lineRange(1)
    let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let opening = SourceRange(start, first.end)
    guard Self.isDelimiter(opening, "---", in: source) else {
      self = .none
      return
    }
    var lines: [Excerpt.Cut] = []
    for number in 1..<max(1, source.lineStarts.count) {
      let line = source.lineRange(number + 1)
      if Self.isDelimiter(line, "---", in: source) || Self.isDelimiter(line, "...", in: source) {
        let isLast = number + 1 >= source.lineStarts.count
        let end = isLast ? source.bytes.count : source.lineStarts[number + 1]
        self = .found(Excerpt(lines, of: source, end: line.start), end: end)
        return
      }
      lines.append(Excerpt.Cut(line))
    }
    self = .unclosed(SourceRange(start, start + 3))
  }

  /// Whether a line is the mark, with nothing but white space behind it.
  private static func isDelimiter(
    _ line: SourceRange, _ mark: String, in source: SourceText
  ) -> Bool {
    guard line.count >= 3 else { return false }
    return source.bytes[line.bytes].starts(with: mark.utf8)

      && source.bytes[(line.start + 3)..<line.end].allSatisfy { $0.isSpaceOrTab }
  }
}
