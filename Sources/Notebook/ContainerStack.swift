import Source

/// The block quotes and list items that are open around a block, and what each takes off the
/// start of a line.
///
/// cmark keeps the widths of list items to itself, so they are read again from the markers.
struct ContainerStack {
  private enum Container {
    case quote
    case item(width: Int)
  }

  private struct Entry {
    let container: Container
    let line: Int
    /// Behind the marker, in the line where the container opened.
    let inside: LineCursor
  }

  /// What is left of a line when the containers have taken their part.
  struct Rest {
    let cursor: LineCursor
    /// False where a container's marker is missing: a lazy continuation line.
    let isComplete: Bool
  }

  private let text: SourceText
  private var entries: [Entry] = []

  init(text: SourceText) {
    self.text = text
  }

  var isEmpty: Bool { entries.isEmpty }

  mutating func enterQuote(line: Int, offset: Int) {
    var cursor = position(onLine: line)
    cursor.advance(to: offset + 1, in: text.bytes)
    let end = text.lineRange(line).end
    if cursor.offset < end, text.bytes[cursor.offset].isSpaceOrTab {
      cursor.advance(columns: 1, in: text.bytes, end: end)
    }
    entries.append(Entry(container: .quote, line: line, inside: cursor))
  }

  mutating func enterItem(line: Int, offset: Int) {
    var cursor = position(onLine: line)
    let outerColumn = cursor.column
    let end = text.lineRange(line).end
    var afterMarker = offset
    while afterMarker < end, text.bytes[afterMarker].isDigit { afterMarker += 1 }
    afterMarker = min(end, afterMarker + 1)
    cursor.advance(to: afterMarker, in: text.bytes)
    let markerEnd = cursor
    while cursor.column - markerEnd.column <= 5, cursor.offset < end,
      text.bytes[cursor.offset].isSpaceOrTab
    {
      cursor.advance(columns: 1, in: text.bytes, end: end)
    }
    let gap = cursor.column - markerEnd.column
    // With five columns or more the item starts with indented code: its own part is one column.
    if gap >= 5 || gap < 1 || cursor.offset >= end {
      cursor = markerEnd
      if gap > 0 { cursor.advance(columns: 1, in: text.bytes, end: end) }
      let width = markerEnd.column + 1 - outerColumn
      entries.append(Entry(container: .item(width: width), line: line, inside: cursor))
    } else {
      let width = cursor.column - outerColumn
      entries.append(Entry(container: .item(width: width), line: line, inside: cursor))
    }
  }

  mutating func leave() {
    entries.removeLast()
  }

  /// Takes the containers' markers and indentation off a line that comes after their first.
  func rest(ofLine line: Int) -> Rest {
    let range = text.lineRange(line)
    var cursor = LineCursor(offset: range.start)
    var nonspace = cursor.nonspace(in: text.bytes, end: range.end)
    for entry in entries {
      if nonspace.offset >= range.end { break }
      let indent = nonspace.column - cursor.column
      switch entry.container {
      case .quote:
        guard indent <= 3, text.bytes[nonspace.offset] == UInt8(ascii: ">") else {
          return Rest(cursor: cursor, isComplete: false)
        }
        cursor.advance(columns: indent + 1, in: text.bytes, end: range.end)
        if cursor.offset < range.end, text.bytes[cursor.offset].isSpaceOrTab {
          cursor.advance(columns: 1, in: text.bytes, end: range.end)
        }
        nonspace = cursor.nonspace(in: text.bytes, end: range.end)
      case .item(let width):
        guard indent >= width else { return Rest(cursor: cursor, isComplete: false) }
        cursor.advance(columns: width, in: text.bytes, end: range.end)
      }
    }
    return Rest(cursor: cursor, isComplete: true)
  }

  /// The place behind the containers' marks, in a line where one of them may have opened.
  func position(onLine line: Int) -> LineCursor {
    if let last = entries.last, last.line == line { return last.inside }
    return rest(ofLine: line).cursor
  }
}
