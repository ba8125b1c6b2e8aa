/// The shortest decimal number that reads back to the same binary one, and of several of that length the
/// nearest: digits × 10^exponent.
///
/// After R. Giulietti, "The Schubfach way to render doubles" (2020): with c·2^q the value, the interval
/// that rounds to it is scaled by a power of ten to where it holds one or two integers, and the
/// scaled ends, known to 128 bits, are rounded to odd so that comparisons with them stay right.
struct ShortestDecimal {
  let digits: UInt64
  let exponent: Int

  /// - Parameter value: finite and not 0; its sign is left out.
  init(_ value: Double) {
    self.init(
      fraction: value.significandBitPattern, biased: Int(value.exponentBitPattern),
      fractionBits: 52, bias: 1023)
  }

  /// - Parameter value: finite and not 0; its sign is left out.
  init(_ value: Float) {
    self.init(
      fraction: UInt64(value.significandBitPattern), biased: Int(value.exponentBitPattern),
      fractionBits: 23, bias: 127)
  }

  private init(fraction: UInt64, biased: Int, fractionBits: Int, bias: Int) {
    let c = biased == 0 ? fraction : fraction | 1 << UInt64(fractionBits)
    let q = max(1, biased) - bias - fractionBits
    // Below a power of two the neighbour is only half as far away.
    let isLowerCloser = fraction == 0 && biased > 1
    let k = (q * 1_262_611 - (isLowerCloser ? 524_031 : 0)) >> 22
    let shift = UInt64(q + Self.binaryExponent(ofPower: -k) + 1)
    let power = Self.powers[-k - Self.leastPower]
    let lower = Self.rounded(power, (4 * c - 2 + (isLowerCloser ? 1 : 0)) << shift)
    let middle = Self.rounded(power, 4 * c << shift)
    let upper = Self.rounded(power, (4 * c + 2) << shift)
    // An even number takes in the ends of its interval.
    let odd = c & 1
    let (least, most) = (lower + odd, upper - odd)
    let s = middle / 4
    if s >= 10 {
      let tens = s / 10
      let isBelow = least <= 40 * tens
      let isAbove = 40 * tens + 40 <= most
      if isBelow != isAbove {
        (digits, exponent) = (tens + (isAbove ? 1 : 0), k + 1)
        return
      }
    }
    let isBelow = least <= 4 * s
    let isAbove = 4 * s + 4 <= most
    if isBelow != isAbove {
      digits = s + (isAbove ? 1 : 0)
    } else {
      let half = 4 * s + 2
      digits = s + (middle > half || middle == half && s & 1 == 1 ? 1 : 0)
    }
    exponent = k
  }

  /// ⌊log₂ 10^k⌋
  private static func binaryExponent(ofPower k: Int) -> Int { (k * 1_741_647) >> 19 }

  /// The upper 64 of 192 bits of a product, with the last one set where the others are not 0.
  private static func rounded(_ power: Power, _ factor: UInt64) -> UInt64 {
    let low = power.low.multipliedFullWidth(by: factor).high
    let product = power.high.multipliedFullWidth(by: factor)
    let (rest, overflow) = product.low.addingReportingOverflow(low)
    return (product.high + (overflow ? 1 : 0)) | (rest > 1 ? 1 : 0)
  }

  /// The leading 128 bits of a power of ten, rounded up.
  private struct Power {
    let high: UInt64
    let low: UInt64
  }

  private static let leastPower = -292

  /// 10^−292 to 10^324. Doubled or halved, a power of ten is one of five: the leading bits are found by
  /// multiplying and dividing long integers by 5.
  private static let powers: [Power] = {
    var below: [Power] = []
    var quotient = LongInteger(powerOfTwo: 1024)
    for _ in 0..<(-leastPower) {
      quotient.divideByFive()
      below.append(quotient.leading(isExact: false))
    }
    var above: [Power] = []
    var product = LongInteger(powerOfTwo: 128)
    for _ in 0...324 {
      above.append(product.leading(isExact: true))
      product.multiplyByFive()
    }
    return below.reversed() + above
  }()

  /// A whole number, its lowest 32 bits first.
  private struct LongInteger {
    private var words: [UInt32]

    init(powerOfTwo exponent: Int) {
      words = Array(repeating: 0, count: exponent / 32) + [1 << UInt32(exponent % 32)]
    }

    mutating func multiplyByFive() {
      var carry: UInt64 = 0
      for index in words.indices {
        carry += UInt64(words[index]) * 5
        words[index] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { words.append(UInt32(carry)) }
    }

    /// Without the remainder: the quotient by 25 is that of the quotient by 5.
    mutating func divideByFive() {
      var rest: UInt64 = 0
      for index in words.indices.reversed() {
        rest = rest << 32 | UInt64(words[index])
        words[index] = UInt32(rest / 5)
        rest %= 5
      }
      if words.last == 0 { words.removeLast() }
    }

    /// - Parameter isExact: whether the number is the value itself, not a quotient of it.
    func leading(isExact: Bool) -> Power {
      let shift = UInt64(words[words.count - 1].leadingZeroBitCount)
      func word(_ index: Int) -> UInt64 {
        let place = words.count - 1 - index
        return place >= 0 ? UInt64(words[place]) : 0
      }
      func pair(_ index: Int) -> UInt64 {
        let value = word(index) << 32 | word(index + 1)
        return shift == 0 ? value : value << shift | word(index + 2) >> (32 - shift)
      }
      let (high, low) = (pair(0), pair(2))
      var isWhole = isExact
      if isExact {
        // What stands behind the leading 128 bits.
        let next = shift == 0 ? word(4) : word(4) << (32 + shift) & 0xFFFF_FFFF
        isWhole = next == 0 && words.dropLast(min(5, words.count)).allSatisfy { $0 == 0 }
      }
      if isWhole { return Power(high: high, low: low) }
      let (sum, overflow) = low.addingReportingOverflow(1)
      return Power(high: high + (overflow ? 1 : 0), low: sum)
    }
  }
}
