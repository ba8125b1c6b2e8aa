import Source

/// Finds the end of a `$$` that opens a paragraph, beyond the paragraph: the lines between may start
/// like list items, headings, rules or quotations.
///
/// It ends with its container. Where a blank line comes between, the closing `$$` must end its
/// paragraph, so that an unclosed formula does not pair with the start of the next one.
struct DisplayMathScanner {
  struct Formula {
    /// Behind the closing dollars.
    let end: Int
    /// The bytes of each line that are TeX.
    let lines: [SourceRange]
  }

  private let text: SourceText
  /// The last place where two dollars stand together.
  private let lastDollars: Int

  init(text: SourceText) {
    self.text = text
    var last = -1
    var previous: UInt8 = 0
    for (offset, byte) in text.bytes.enumerated() {
      if byte == UInt8(ascii: "$"), previous == byte { last = offset - 1 }
      previous = byte
    }
    lastDollars = last
  }

  /// - Parameter start: the offset of the opening dollars.
  func formula(at start: Int, in containers: ContainerStack) -> Formula? {
    var lines: [SourceRange] = []
    var hasBlankLine = false
    let first = text.line(at: start)
    guard lastDollars > start + 1 else { return nil }
    for line in first...text.lineStarts.count {
      let end = text.lineRange(line).end
      var offset = start + 2
      if line > first {
        let rest = containers.rest(ofLine: line)
        guard rest.isComplete else { return nil }
        offset = min(end, rest.cursor.offset)
        let (nonspace, indent) = rest.cursor.firstNonspace(in: text.bytes, end: end)
        if nonspace >= end { hasBlankLine = true }
        if indent > 0 { offset = nonspace }
      }
      guard let close = dollars(from: offset, to: end) else {
        lines.append(SourceRange(offset, end))
        continue
      }
      lines.append(SourceRange(offset, close))
      if hasBlankLine, !endsParagraph(close + 2, line, containers) { return nil }
      return Formula(end: close + 2, lines: lines)
    }
    return nil
  }

  private func dollars(from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      if text.bytes[position] == UInt8(ascii: "\\") {
        position += 2
      } else if text.bytes[position] == UInt8(ascii: "$") {
        let run = position
        while position < end, text.bytes[position] == UInt8(ascii: "$") { position += 1 }
        if position - run == 2 { return run }
      } else {
        position += 1
      }
    }
    return nil
  }

  private func endsParagraph(_ offset: Int, _ line: Int, _ containers: ContainerStack) -> Bool {
    let end = text.lineRange(line).end
    guard offset >= end || text.bytes[offset..<end].allSatisfy(\.isMarkdownSpace) else {
      return false
    }
    guard line < text.lineStarts.count else { return true }
    let rest = containers.rest(ofLine: line + 1)
    let next = text.lineRange(line + 1).end
    return !rest.isComplete
      || rest.cursor.firstNonspace(in: text.bytes, end: next).offset >= next
  }
}
