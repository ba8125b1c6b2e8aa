/// The text of one file: its UTF-8 bytes as they are on disk, with an index of its lines.
///
/// Offsets are into `bytes`, so slices of the author's text can be spliced without change.
/// A line ends at LF, CR LF or a lone CR, as in CommonMark.
package struct SourceText: Sendable {
  /// The file's name as messages show it: what the user typed.
  package let name: String
  package let bytes: [UInt8]
  /// The offset of the first byte of each line; never empty.
  package let lineStarts: [Int]
  /// Of a text that was put together: where each part comes from, ascending; else none.
  package let parts: [Part]

  /// A stretch that comes from a file.
  package struct Part: Hashable, Sendable {
    /// Its first byte in the whole.
    package let start: Int
    package let name: String
    /// Its first line there, from 1.
    package let line: Int

    package init(start: Int, name: String, line: Int) {
      self.start = start
      self.name = name
      self.line = line
    }
  }

  package init(name: String, bytes: [UInt8], parts: [Part] = []) {
    self.name = name
    self.bytes = bytes
    self.lineStarts = Self.lineStarts(of: bytes)
    self.parts = parts
  }

  package init(name: String, _ text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Whether a word stands anywhere in it.
  package func contains(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      bytes.withUnsafeBufferPointer { bytes in
        guard let first = word.first else { return true }
        var rest = bytes[...]
        while let start = rest.firstIndex(of: first) {
          rest = bytes[start...]
          if rest.starts(with: word) { return true }
          rest.removeFirst()
        }
        return false
      }
    }
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        if byte == UInt8(ascii: "\n") {
          starts.append(offset)
        } else if byte == UInt8(ascii: "\r") {
          if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
          starts.append(offset)
        }
      }
    }
    return starts
  }

  /// The number of the line that holds `offset`, from 1. O(log lines).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line (from 1) without its line end.
  package func lineRange(_ line: Int) -> SourceRange {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceRange(start, end)
  }

  /// The start of the scalar that holds the byte at `offset`.
  func scalarStart(at offset: Int) -> Int {
    var start = offset
    while start > 0, start < bytes.count, offset - start < 3, bytes[start] & 0xC0 == 0x80 {
      start -= 1
    }
    return start
  }

  /// The file that the byte at `offset` comes from.
  package func fileName(at offset: Int) -> String {
    parts.last { $0.start <= offset }?.name ?? name
  }

  /// The place of a byte in the file that it comes from.
  package func location(of offset: Int) -> SourceLocation {
    let offset = min(max(0, offset), bytes.count)
    let line = line(at: offset)
    // In valid UTF-8 each scalar has one byte that continues no other.
    let column = bytes[lineStarts[line - 1]..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    let hasMark = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) && offset >= 3
    let part = parts.last { $0.start <= offset }
    let ownLine = part.map { $0.line + line - self.line(at: $0.start) } ?? line
    return SourceLocation(line: ownLine, column: column + 1 - (hasMark ? 1 : 0))
  }

  /// The offset of the first byte that is not valid UTF-8, or nil.
  package var invalidUTF8Offset: Int? {
    UTF8ValidityScanner(bytes: bytes).firstInvalidOffset()
  }

  /// The offsets of all bytes that are not part of valid UTF-8.
  package var invalidUTF8Offsets: [Int] {
    let scanner = UTF8ValidityScanner(bytes: bytes)
    var offsets: [Int] = []
    while let offset = scanner.firstInvalidOffset(from: (offsets.last ?? -1) + 1) {
      offsets.append(offset)
    }
    return offsets
  }

  package func text(_ range: SourceRange) -> String {
    let start = min(max(0, range.start), bytes.count)
    let end = min(max(start, range.end), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
