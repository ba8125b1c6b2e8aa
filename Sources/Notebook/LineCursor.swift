/// A place in a line of Markdown that knows its column, where a tab reaches to the next multiple
/// of four and may be used up in part, as CommonMark's rules on indentation ask.
struct LineCursor {
  private(set) var offset: Int
  private(set) var column: Int
  /// True where part of the tab at `offset` has been used up.
  private(set) var isInsideTab = false

  init(offset: Int, column: Int = 0) {
    self.offset = offset
    self.column = column
  }

  /// The columns that the rest of a partly used tab still takes.
  var columnsLeftOfTab: Int { isInsideTab ? Self.tabStop - column % Self.tabStop : 0 }

  /// Goes over so many columns of spaces and tabs, or single bytes of anything else.
  mutating func advance(columns: Int, in bytes: [UInt8], end: Int) {
    var left = columns
    while left > 0, offset < end {
      if bytes[offset] == UInt8(ascii: "\t") {
        let width = Self.tabStop - column % Self.tabStop
        isInsideTab = width > left
        column += min(left, width)
        if !isInsideTab { offset += 1 }
        left -= min(left, width)
      } else {
        isInsideTab = false
        offset += 1
        column += 1
        left -= 1
      }
    }
  }

  /// Goes to a byte further on in the line.
  mutating func advance(to target: Int, in bytes: [UInt8]) {
    while offset < target {
      column += bytes[offset] == UInt8(ascii: "\t") ? Self.tabStop - column % Self.tabStop : 1
      offset += 1
      isInsideTab = false
    }
  }

  /// Goes to the first byte that is neither space nor tab.
  func nonspace(in bytes: [UInt8], end: Int) -> LineCursor {
    var cursor = self
    while cursor.offset < end, bytes[cursor.offset].isSpaceOrTab {
      cursor.advance(to: cursor.offset + 1, in: bytes)
    }
    return cursor
  }

  /// The offset of the first byte that is neither space nor tab, and the columns up to it.
  func firstNonspace(in bytes: [UInt8], end: Int) -> (offset: Int, indent: Int) {
    let cursor = nonspace(in: bytes, end: end)
    return (cursor.offset, cursor.column - column)
  }

  private static let tabStop = 4
}
