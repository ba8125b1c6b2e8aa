/// A number's exact decimal digits, and roundings of them: every finite double is a finite decimal.
///
/// Rounding is to nearest, ties to even, on the exact value, as C's `printf` does it.
package struct DecimalExpansion: Hashable, Sendable {
  package private(set) var isNegative: Bool
  /// 0 to 9 each, the first not 0; empty for zero.
  package private(set) var digits: [UInt8]
  /// Where the point stands: the value is 0.d₁d₂d₃… · 10^point.
  package private(set) var point: Int

  /// - Precondition: `value` is finite.
  package init(_ value: Double) {
    isNegative = value.sign == .minus
    guard value != 0 else {
      digits = []
      point = 0
      return
    }
    let exponent = Int(value.exponent) - 52
    var integer = BigDecimalInteger(
      UInt64(value.significandBitPattern)
        | (value.isNormal ? 1 << 52 : 0))
    let power = value.isNormal ? exponent : -1074
    if power >= 0 {
      integer.multiply(by: 2, times: power)
      digits = integer.digits
      point = digits.count
    } else {
      // m / 2^k = m · 5^k / 10^k.
      integer.multiply(by: 5, times: -power)
      digits = integer.digits
      point = digits.count + power
    }
    dropTrailingZeros()
  }

  package var isZero: Bool { digits.isEmpty }

  /// Rounded to `count` digits behind the point.
  package func rounded(toFraction count: Int) -> DecimalExpansion {
    rounded(keeping: point + count)
  }

  /// Rounded to `count` significant digits.
  package func rounded(toSignificant count: Int) -> DecimalExpansion { rounded(keeping: count) }

  private func rounded(keeping count: Int) -> DecimalExpansion {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      result.point = 0
      return result
    }
    let rest = digits[count...]
    let isTie = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    let goesUp = isTie ? isOdd : (rest.first ?? 0) >= 5
    result.digits = Array(digits[..<count])
    if goesUp { result.increment() }
    result.dropTrailingZeros()
    return result
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  private mutating func dropTrailingZeros() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// The digit worth 10^power.
  private func digit(_ power: Int) -> UInt8 {
    let index = point - 1 - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// `123.4500`: the digits with `fraction` of them behind the point, without a sign. The value
  /// must have been rounded to as many.
  package func plainText(fraction: Int) -> String {
    var text: [UInt8] = []
    for power in stride(from: max(0, point - 1), through: 0, by: -1) {
      text.append(UInt8(ascii: "0") + digit(power))
    }
    if fraction > 0 {
      text.append(UInt8(ascii: "."))
      for power in 1...fraction { text.append(UInt8(ascii: "0") + digit(-power)) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `-1.2345e-7`, all digits: read back it is the value.
  package var scientificText: String {
    guard !isZero else { return isNegative ? "-0.0" : "0" }
    var text = isNegative ? "-" : ""
    text += String(digits[0])
    if digits.count > 1 { text += "." + digits.dropFirst().map { String($0) }.joined() }
    return text + "e" + String(point - 1)
  }
}

/// A non-negative integer of any size in limbs of nine decimal digits, the lowest first.
private struct BigDecimalInteger {
  private static let base: UInt64 = 1_000_000_000
  private var limbs: [UInt64] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(rest % Self.base)
      rest /= Self.base
    }
  }

  mutating func multiply(by factor: UInt64, times: Int) {
    // As many factors at once as fit beside a limb in 64 bits.
    let atOnce = factor == 2 ? 32 : 13
    let chunk = (0..<atOnce).reduce(UInt64(1)) { product, _ in product * factor }
    for _ in 0..<(times / atOnce) { multiply(by: chunk) }
    for _ in 0..<(times % atOnce) { multiply(by: factor) }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    while carry > 0 {
      limbs.append(carry % Self.base)
      carry /= Self.base
    }
  }

  var digits: [UInt8] {
    var result: [UInt8] = []
    for (index, limb) in limbs.reversed().enumerated() {
      let text = String(limb)
      if index > 0 { result += [UInt8](repeating: 0, count: 9 - text.utf8.count) }
      result += text.utf8.map { $0 - UInt8(ascii: "0") }
    }
    return result
  }
}
