import Source

/// The text of a paragraph or heading as CommonMark's inline rules see it: its lines without the
/// containers' markers and without indentation, and the way back to the draft.
struct LeafContent {
  struct Line {
    /// The offset in `bytes`.
    let start: Int
    /// The offset in the draft. Where spaces stand for a tab, this is so far before what follows
    /// the tab.
    let draft: Int
    /// The least offset in the draft that belongs to the line's content.
    let floor: Int
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
  init() {}

  init(
    of text: SourceText, line: Int, offset: Int, lastLine: Int, in containers: ContainerStack
  ) {
    load(text, line: line, offset: offset, lastLine: lastLine, in: containers)
  }

  /// Takes the lines of another leaf in place of its own, in the same memory.
  mutating func load(
    _ text: SourceText, line: Int, offset: Int, lastLine: Int, in containers: ContainerStack
  ) {
    bytes.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    append(text, from: offset, line: line, indent: 0, isLazy: false)
    guard lastLine > line else { return }
    for number in (line + 1)...lastLine {
      bytes.append(UInt8(ascii: "\n"))
      let rest = containers.rest(ofLine: number)
      let end = text.lineRange(number).end
      let (start, indent) = rest.cursor.firstNonspace(in: text.bytes, end: end)
      if rest.isComplete {
        append(text, from: start, line: number, indent: indent, isLazy: false)
      } else {
        // As in cmark, a lazy line keeps its indentation, and the rest of a tab as spaces.
        let padding = rest.cursor.columnsLeftOfTab
        let start = rest.cursor.offset + (padding > 0 ? 1 : 0)
        append(text, from: start, line: number, indent: indent, isLazy: true, padding: padding)
      }
    }
  }

  private mutating func append(
    _ text: SourceText, from start: Int, line: Int, indent: Int, isLazy: Bool, padding: Int = 0
  ) {
    lines.append(
      Line(
        start: bytes.count, draft: start - padding, floor: start - min(1, padding),
        indent: indent, isLazy: isLazy))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
    let end = text.lineRange(line).end
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
    return max(line.floor, line.draft + offset - line.start)
  }

  /// The offset of the content that stands for an offset in the draft.
  func offset(ofDraft draftOffset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].floor <= draftOffset { low = middle } else { high = middle }
    }
    return lines[low].start + draftOffset - lines[low].draft
  }

  /// The bytes of a line (from 0) without its line end.
  func range(ofLine line: Int) -> Range<Int> {
    let end = line + 1 < lines.count ? lines[line + 1].start - 1 : bytes.count
    return lines[line].start..<end
  }

  /// The draft's offset behind the byte before an offset of the content.
  func draftEnd(_ offset: Int) -> Int {
    offset == 0 ? draftOffset(0) : draftOffset(offset - 1) + 1
  }
}
