/// A stream of random numbers: Philox4x32-10, a counter-based generator.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011. A block of four 32-bit words is a pure function of a 64-bit key and a 128-bit
/// counter, so streams need no state in common.
///
/// A stream is named by a seed and a purpose:
/// - the key's two words are the seed's lower and upper half;
/// - the counter's words 2 and 3 are the lower and upper half of the 64-bit FNV-1a hash of the
///   purpose's UTF-8 bytes (`weights W1`, `shuffle epoch 3`, `data moons`);
/// - the counter's words 0 and 1 are the lower and upper half of the block's number, from 0.
///
/// Block by block the words 0, 1 and then 2, 3 give two 64-bit numbers, the lower half first.
package struct RandomGenerator: RandomNumberGenerator, Sendable {
  private let key: (UInt32, UInt32)
  private let stream: UInt64
  private var block: UInt64 = 0
  private var second: UInt64?

  /// The stream of a purpose.
  package init(seed: UInt64, purpose: String) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    stream = Self.fnv1a(purpose)
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    if let value = second {
      second = nil
      return value
    }
    let words = Self.philox(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: key)
    block &+= 1
    second = UInt64(words[2]) | UInt64(words[3]) << 32
    return UInt64(words[0]) | UInt64(words[1]) << 32
  }

  /// The ten rounds of Philox4x32.
  static func philox(counter: SIMD4<UInt32>, key: (UInt32, UInt32)) -> SIMD4<UInt32> {
    var words = counter
    var (key0, key1) = key
    for _ in 0..<10 {
      let a = words[0].multipliedFullWidth(by: 0xD251_1F53)
      let b = words[2].multipliedFullWidth(by: 0xCD9E_8D57)
      words = SIMD4(b.high ^ words[1] ^ key0, b.low, a.high ^ words[3] ^ key1, a.low)
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return words
  }

  /// The 64-bit FNV-1a hash of a text's UTF-8 bytes (Fowler, Noll, Vo).
  static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
