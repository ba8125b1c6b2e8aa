/// The rows and cells of GitHub's pipe tables.
enum PipeTable {
  static let pipe = UInt8(ascii: "|")
  /// So many cells at most are added to a short row, so that a wide header over many short rows
  /// does not fill the memory.
  static let missingCellLimit = 256

  /// The cells of a row: their bytes without white space around them. `\|` does not part cells.
  static func cells(_ bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, bytes[start].isMarkdownSpace { start += 1 }
    while end > start, bytes[end - 1].isMarkdownSpace { end -= 1 }
    if start < end, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var cells: [Range<Int>] = []
    var cellStart = start
    var position = start
    while position < end {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < end,
        bytes[position + 1] == UInt8(ascii: "|")
      {
        position += 2
      } else if bytes[position] == UInt8(ascii: "|") {
        cells.append(trimmed(bytes, cellStart..<position))
        position += 1
        cellStart = position
      } else {
        position += 1
      }
    }
    if cellStart < end { cells.append(trimmed(bytes, cellStart..<end)) }
    return cells
  }

  /// The alignments that a delimiter row such as `|:--|--:|` gives, or nil where it is none.
  static func alignments(_ bytes: [UInt8], _ line: Range<Int>) -> [Document.ColumnAlignment]? {
    guard line.allSatisfy({ "|:- \t\r\n".utf8.contains(bytes[$0]) }) else { return nil }
    var alignments: [Document.ColumnAlignment] = []
    for cell in cells(bytes, line) {
      guard !cell.isEmpty else { return nil }
      let startsWithColon = bytes[cell.lowerBound] == UInt8(ascii: ":")
      let endsWithColon = cell.count > 1 && bytes[cell.upperBound - 1] == UInt8(ascii: ":")
      let first = cell.lowerBound + (startsWithColon ? 1 : 0)
      let last = cell.upperBound - (endsWithColon ? 1 : 0)
      guard first < last, (first..<last).allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else {
        return nil
      }
      switch (startsWithColon, endsWithColon) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.none)
      }
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// A range without the white space at its ends.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isMarkdownSpace { start += 1 }
    while end > start, bytes[end - 1].isMarkdownSpace { end -= 1 }
    return start..<end
  }
}
