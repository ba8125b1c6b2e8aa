/// Renames the repetitions of a key, so that a text whose keys repeat can still be read in full.
///
/// The first letter is replaced by one of the private use area, which keeps every mark in place.
struct YAMLDuplicates {
  static let mask = "\u{E000}"

  private let original: [UInt8]
  private var masked: Set<Int> = []

  init(bytes: [UInt8]) { original = bytes }

  var text: String {
    guard !masked.isEmpty else { return String(decoding: original, as: UTF8.self) }
    var result: [UInt8] = []
    for (offset, byte) in original.enumerated() {
      if masked.contains(offset) {
        result += Self.mask.utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Renames the next `key:` behind the one at `first`; nil where none is found.
  mutating func maskRepetition(of key: String, after first: Int) -> Int? {
    let letters = Array(key.utf8)
    guard let letter = letters.first, letter < 0x80 else { return nil }
    var offset = first + letters.count
    while offset + letters.count < original.count {
      if original[offset] == letter, !masked.contains(offset), isKey(letters, at: offset) {
        masked.insert(offset)
        return offset
      }
      offset += 1
    }
    return nil
  }

  private func isKey(_ letters: [UInt8], at offset: Int) -> Bool {
    guard original[offset...].starts(with: letters) else { return false }
    let before = offset > 0 ? original[offset - 1] : 0x0A
    let isStart = [0x0A, 0x0D, 0x20, UInt8(ascii: "{"), UInt8(ascii: ",")].contains(before)
    var end = offset + letters.count
    while end < original.count, original[end] == 0x20 { end += 1 }
    return isStart && end < original.count && original[end] == UInt8(ascii: ":")
  }
}
