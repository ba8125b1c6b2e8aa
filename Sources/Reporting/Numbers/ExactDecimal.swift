/// The decimal digits of a double's magnitude, all of them: every double is a finite decimal.
///
/// The value is 0.d₁d₂d₃… × 10^`point`. Zero has no digits.
struct ExactDecimal: Hashable, Sendable {
  /// From the most significant on; the first is not 0.
  private(set) var digits: [UInt8]
  /// Where the decimal point stands: after so many digits (it may be negative or beyond the last).
  private(set) var point: Int

  /// - Precondition: `value` is finite. Its sign is ignored.
  init(_ value: Double) {
    var mantissa = value.significandBitPattern
    var exponent = Int(value.exponentBitPattern)
    if exponent == 0 { exponent = 1 } else { mantissa |= 1 << 52 }
    guard mantissa != 0 else {
      (digits, point) = ([], 0)
      return
    }
    let zeros = mantissa.trailingZeroBitCount
    mantissa >>= UInt64(zeros)
    exponent += zeros - 1075
    var limbs = Limbs(mantissa)
    // m · 2⁻ᵏ = m · 5ᵏ · 10⁻ᵏ, so only whole numbers are ever multiplied.
    if exponent >= 0 {
      limbs.multiply(by: 2, times: exponent, atOnce: 29)
    } else {
      limbs.multiply(by: 5, times: -exponent, atOnce: 13)
    }
    digits = limbs.digits
    point = digits.count + min(exponent, 0)
  }

  /// Rounds to `count` digits (0 or fewer leave nothing or a one in the place before), an exact
  /// half to the even digit, as C's `printf` does. Trailing zeros are dropped.
  mutating func round(toDigits count: Int) {
    if count < digits.count {
      let up = roundsUp(after: count)
      digits.removeSubrange(max(0, count)...)
      if up { increment(lastOf: count) }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  mutating func round(toDecimals count: Int) { round(toDigits: point + count) }

  private func roundsUp(after count: Int) -> Bool {
    guard count >= 0 else { return false }
    let first = digits[count]
    if first != 5 || digits.count > count + 1 { return first >= 5 }
    return count > 0 && digits[count - 1] % 2 == 1
  }

  private mutating func increment(lastOf count: Int) {
    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits.removeLast()
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits = [1]
      point += 1
    }
  }
}

/// A whole number in base 10⁹, least significant limb first.
private struct Limbs {
  private var limbs: [UInt64]
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    limbs = [value % Self.base, value / Self.base % Self.base]
    limbs.reserveCapacity(8)
  }

  /// Multiplies by `factor` to the power of `times`, by `factor` to the power of `atOnce` at once.
  mutating func multiply(by factor: UInt64, times: Int, atOnce: Int) {
    var left = times
    while left > 0 {
      let count = min(left, atOnce)
      var power: UInt64 = 1
      for _ in 0..<count { power *= factor }
      multiply(by: power)
      left -= count
    }
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

  /// The decimal digits without leading zeros.
  var digits: [UInt8] {
    var reversed: [UInt8] = []
    reversed.reserveCapacity(limbs.count * 9)
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        reversed.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while reversed.last == 0 { reversed.removeLast() }
    return reversed.reversed()
  }
}
