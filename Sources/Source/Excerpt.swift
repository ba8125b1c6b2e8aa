/// Text taken out of a file line by line, such as a code block's body: what a container's markers
/// (`> `, a list's indentation) leave of each line, with the way back to the file.
package struct Excerpt: Hashable, Sendable {
  package let text: String
  /// Where each line of `text` starts: its offset in `text`'s UTF-8 and in the file.
  package let lines: [Line]

  package struct Line: Hashable, Sendable {
    package let offset: Int
    package let fileOffset: Int

    package init(offset: Int, fileOffset: Int) {
      self.offset = offset
      self.fileOffset = fileOffset
    }
  }

  /// - Parameter lines: ascending, the first at offset 0; never empty.
  package init(text: String, lines: [Line]) {
    self.text = text
    self.lines = lines
  }

  /// Text that stands in the file as it is, from `fileOffset` on.
  package init(text: String, fileOffset: Int) {
    let starts = SourceText(name: "", text).lineStarts
    self.init(
      text: text, lines: starts.map { Line(offset: $0, fileOffset: fileOffset + $0) })
  }

  /// A line of a file without its line end, as far as it is taken out.
  package struct Cut: Hashable, Sendable {
    package let range: SourceRange
    /// So many spaces stand before it in place of a tab that its container used up in part.
    package let padding: Int

    package init(_ range: SourceRange, padding: Int = 0) {
      self.range = range
      self.padding = padding
    }
  }

  /// Lines taken out of a file; in `text` each ends in a line feed.
  ///
  /// - Parameter end: the place in the file that the end of `text` stands for.
  package init(_ cuts: [Cut], of source: SourceText, end: Int) {
    var bytes: [UInt8] = []
    var lines: [Line] = []
    for cut in cuts {
      lines.append(Line(offset: bytes.count, fileOffset: cut.range.start - cut.padding))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: cut.padding))
      bytes.append(contentsOf: source.bytes[cut.range.bytes])
      bytes.append(UInt8(ascii: "\n"))
    }
    lines.append(Line(offset: bytes.count, fileOffset: end))
    self.init(text: String(decoding: bytes, as: UTF8.self), lines: lines)
  }

  /// The offset in the file of an offset in `text`'s UTF-8.
  package func fileOffset(of offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].offset <= offset { low = middle } else { high = middle }
    }
    return lines[low].fileOffset + offset - lines[low].offset
  }

  package func fileRange(_ range: SourceRange) -> SourceRange {
    let start = fileOffset(of: range.start)
    return SourceRange(start, max(start, fileOffset(of: range.end)))
  }

  /// The offset in `text`'s UTF-8 of a line and a column in Unicode scalars, both from 0; at most
  /// the end of the line.
  package func offset(line: Int, column: Int) -> Int {
    guard line < lines.count else { return text.utf8.count }
    let start = text.utf8.index(text.startIndex, offsetBy: lines[line].offset)
    var offset = lines[line].offset
    for scalar in text[start...].unicodeScalars.prefix(column) {
      if scalar == "\n" || scalar == "\r" { break }
      offset += UTF8.width(scalar)
    }
    return offset
  }
}
