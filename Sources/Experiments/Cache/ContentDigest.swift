import Crypto

/// The SHA-256 digest of some content.
package struct ContentDigest: Hashable, Sendable {
  /// Its 32 bytes, the first in the highest place of the first word.
  let words: SIMD4<UInt64>

  static let byteCount = 32

  package init(of text: String) {
    var text = text
    self = text.withUTF8 { ContentDigest(of: UnsafeRawBufferPointer($0)) }
  }

  package init(of bytes: UnsafeRawBufferPointer) {
    self = SHA256.hash(data: bytes).withUnsafeBytes { ContentDigest(bytes: $0) }
  }

  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { ContentDigest(of: $0) }
  }

  /// Of the numbers' bits, the lowest byte first; every nan counts as one.
  init(of numbers: [Double]) {
    let bits = numbers.map { ($0.isNaN ? Double.nan : $0).bitPattern.littleEndian }
    self = bits.withUnsafeBytes { ContentDigest(of: $0) }
  }

  /// - Precondition: there are at least 32 bytes.
  init(bytes: UnsafeRawBufferPointer) {
    var words = SIMD4<UInt64>()
    for index in 0..<4 {
      words[index] = UInt64(
        bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
    self.words = words
  }

  var bytes: [UInt8] {
    (0..<4).flatMap { index in withUnsafeBytes(of: words[index].bigEndian) { Array($0) } }
  }

  /// 64 hexadecimal digits.
  package var text: String {
    (0..<4).map { index in
      let digits = String(words[index], radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The first 16 of them.
  package var shortText: String { String(text.prefix(16)) }
}
