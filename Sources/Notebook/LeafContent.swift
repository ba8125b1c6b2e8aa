import Source

/// The text of a paragraph or heading as CommonMark's inline rules see it: its lines without the
/// containers' markers and without indentation, and the way back to the draft.
struct LeafContent {
  struct Line {
    /// The offset in `bytes`.
    let start: Int
    /// The offset in the draft.
    let draft: Int
    /// The columns of white space before it, within its container.
    let indent: Int
    /// A continuation line without its container's markers.
    let isLazy: Bool
  }

  private(set) var bytes: [UInt8] = []
  private(set) var lines: [Line] = []

  /// - Parameters:
  ///   - offset: the draft's offset of the first line's content.
  ///   - lastLine: the last line, at least `line`.
  init(
    of text: SourceText, line: Int, offset: Int, lastLine: Int, in containers: ContainerStack
  ) {
    append(text, from: offset, line: line, indent: 0, isLazy: false, isLast: line >= lastLine)
    guard lastLine > line else { return }
    for number in (line + 1)...lastLine {
      let rest = containers.rest(ofLine: number)
      let end = text.lineRange(number).end
      let (start, indent) = rest.cursor.firstNonspace(in: text.bytes, end: end)
      append(
        text, from: start, line: number, indent: indent, isLazy: !rest.isComplete,
        isLast: number == lastLine)
    }
  }

  private mutating func append(
    _ text: SourceText, from start: Int, line: Int, indent: Int, isLazy: Bool, isLast: Bool
  ) {
    lines.append(Line(start: bytes.count, draft: start, indent: indent, isLazy: isLazy))
    let next = line < text.lineStarts.count ? text.lineStarts[line] : text.bytes.count
    let end = isLast ? text.lineRange(line).end : next
    if start < end { bytes.append(contentsOf: text.bytes[start..<end]) }
  }

  /// The line (from 0) that holds an offset in `bytes`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The draft's offset of the byte at an offset of the content.
  func draftOffset(_ offset: Int) -> Int {
    let line = lines[line(at: offset)]
    return line.draft + offset - line.start
  }

  /// The draft's offset behind the byte before an offset of the content.
  func draftEnd(_ offset: Int) -> Int {
    offset == 0 ? draftOffset(0) : draftOffset(offset - 1) + 1
  }

  /// The end of a line (from 0) without its line end and the white space before it.
  func trimmedEnd(ofLine line: Int) -> Int {
    var end = line + 1 < lines.count ? lines[line + 1].start : bytes.count
    while end > lines[line].start, bytes[end - 1].isMarkdownSpace { end -= 1 }
    return end
  }
}
