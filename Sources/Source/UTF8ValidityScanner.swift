/// Finds the bytes that do not belong to well-formed UTF-8 (Unicode 15, table 3-7).
struct UTF8ValidityScanner {
  let bytes: [UInt8]

  /// The offset of the first byte that is not part of a well-formed sequence, from `start` on.
  func firstInvalidOffset(from start: Int = 0) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while offset < bytes.count {
        let length = Self.sequenceLength(at: offset, in: bytes)
        if length == 0 { return offset }
        offset += length
      }
      return nil
    }
  }

  /// The length of the well-formed sequence that starts at `offset`, or 0.
  private static func sequenceLength(
    at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for position in (offset + 2)..<max(offset + 2, offset + length)
    where !(0x80...0xBF).contains(bytes[position]) {
      return 0
    }
    return length
  }
}
