import Source

/// Finds bytes in a YAML text by libyaml's marks, and where values end, which the marks do not say.
///
/// libyaml counts columns in Unicode scalars and ends lines at LF, CR, CR LF, NEL, LS and PS, so its
/// lines are not those of a `SourceText`.
struct YAMLPlaces {
  let bytes: [UInt8]
  private let lineStarts: [Int]
  private let isASCII: Bool
  /// Marks come in ascending order mostly, so the last one found is a good place to start from.
  private var cursor = (line: 0, column: 0, offset: 0)

  init(_ text: String) {
    bytes = Array(text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    lineStarts = Self.lineStarts(of: bytes)
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var offset = 0
    while offset < bytes.count {
      let length = lineEndLength(at: offset, in: bytes)
      offset += max(1, length)
      if length > 0 { starts.append(offset) }
    }
    return starts
  }

  private static func lineEndLength(at offset: Int, in bytes: [UInt8]) -> Int {
    func byte(_ distance: Int) -> UInt8 {
      offset + distance < bytes.count ? bytes[offset + distance] : 0
    }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }

  /// The offset of a mark, line and column from 1.
  mutating func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return bytes.count }
    let start = lineStarts[line - 1]
    if isASCII { return min(bytes.count, start + column - 1) }
    if cursor.line != line || cursor.column > column { cursor = (line, 1, start) }
    while cursor.column < column, cursor.offset < bytes.count {
      cursor.offset += 1
      while cursor.offset < bytes.count, bytes[cursor.offset] & 0xC0 == 0x80 { cursor.offset += 1 }
      cursor.column += 1
    }
    return cursor.offset
  }

  /// The end of the line that holds `offset`, without blanks at its end.
  func endOfLine(from offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    while end > offset, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// Past an anchor or a tag that stands before a value.
  func skippingProperties(from offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count,
      bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!")
    {
      while offset < bytes.count, bytes[offset] > 0x20 { offset += 1 }
      while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
    }
    return offset
  }

  /// The offset behind the quote that closes the one at `offset`, or the line's end.
  func endOfQuoted(from offset: Int) -> Int {
    let quote = bytes[offset]
    var end = offset + 1
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        end += 2
      } else if bytes[end] == quote {
        guard quote == UInt8(ascii: "'"), end + 1 < bytes.count, bytes[end + 1] == quote else {
          return end + 1
        }
        end += 2
      } else {
        end += 1
      }
    }
    return endOfLine(from: offset)
  }

  /// The offset behind the bracket that closes the one at `offset`, or its line's end.
  func endOfFlow(from offset: Int) -> Int {
    let lineEnd = endOfLine(from: offset)
    var depth = 0
    var end = offset
    while end < lineEnd {
      switch bytes[end] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return end + 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if startsToken(end) { end = min(lineEnd, endOfQuoted(from: end)) - 1 }
      default: break
      }
      end += 1
    }
    return lineEnd
  }

  /// Whether a quote here opens a quoted scalar, rather than standing inside a word.
  private func startsToken(_ offset: Int) -> Bool {
    guard offset > 0 else { return true }
    return [0x20, 0x09, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":")]
      .contains(bytes[offset - 1])
  }

  /// The offset behind the parenthesis that closes the first one after `offset`, on its line.
  func endOfCall(from offset: Int) -> Int? {
    let lineEnd = endOfLine(from: offset)
    var depth = 0
    for end in offset..<lineEnd {
      if bytes[end] == UInt8(ascii: "(") { depth += 1 }
      if bytes[end] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return end + 1 }
      }
    }
    return nil
  }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  func hasText(_ text: String, at offset: Int) -> Bool {
    bytes[offset...].starts(with: text.utf8)
  }
}
