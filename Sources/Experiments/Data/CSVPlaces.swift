import Source

/// Finds the fields of a CSV text (RFC 4180) by row and column, for messages.
struct CSVPlaces {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Where the quote stands that is never closed, or nil.
  func unclosedQuote() -> Int? {
    var scanner = Scanner(bytes: bytes)
    while scanner.offset < bytes.count {
      _ = scanner.field()
      if let quote = scanner.unclosedQuote { return quote }
      scanner.skipSeparator()
    }
    return nil
  }

  /// The range of a field; of a field that is missing the end of its row. Rows count from 0, the
  /// header is row 0, and blank lines count for nothing.
  func range(row: Int, column: Int) -> SourceRange {
    var scanner = Scanner(bytes: bytes)
    scanner.skipBlankLines()
    for _ in 0..<row {
      repeat { _ = scanner.field() } while scanner.skipSeparator()
      scanner.skipBlankLines()
    }
    var range = scanner.field()
    for _ in 0..<column {
      guard scanner.skipSeparator() else { return .point(range.end) }
      range = scanner.field()
    }
    return range
  }

  private struct Scanner {
    let bytes: [UInt8]
    var offset = 0
    var unclosedQuote: Int?

    private func isLineEnd(_ offset: Int) -> Bool {
      bytes[offset] == 0x0A || bytes[offset] == 0x0D
    }

    mutating func skipBlankLines() {
      var next = offset
      while next < bytes.count {
        if isLineEnd(next) { offset = next + 1 } else if bytes[next] != 0x20 { return }
        next += 1
      }
    }

    /// The next field without blanks around it; the offset is then at its separator.
    mutating func field() -> SourceRange {
      while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
      let start = offset
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { skipQuoted() }
      while offset < bytes.count, bytes[offset] != UInt8(ascii: ","), !isLineEnd(offset) {
        offset += 1
      }
      var end = offset
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
      return SourceRange(start, end)
    }

    private mutating func skipQuoted() {
      let start = offset
      offset += 1
      while offset < bytes.count {
        if bytes[offset] == UInt8(ascii: "\"") {
          guard offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "\"") else {
            offset += 1
            return
          }
          offset += 1
        }
        offset += 1
      }
      unclosedQuote = start
    }

    /// Goes behind a comma (true) or a line end (false).
    @discardableResult mutating func skipSeparator() -> Bool {
      guard offset < bytes.count else { return false }
      let isComma = bytes[offset] == UInt8(ascii: ",")
      let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      offset += isPair ? 2 : 1
      return isComma
    }
  }
}
