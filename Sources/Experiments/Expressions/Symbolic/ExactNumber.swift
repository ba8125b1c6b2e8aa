/// A coefficient: a fraction of integers, exact, or a float64 where that cannot be.
enum ExactNumber: Hashable, Sendable {
  /// In lowest terms, the denominator positive.
  case fraction(Int, Int)
  case float(Double)

  static let zero = ExactNumber(0)
  static let one = ExactNumber(1)

  init(_ integer: Int) { self = .fraction(integer, 1) }

  /// The fraction, or a float where it does not fit.
  init(_ numerator: Int, over denominator: Int) {
    guard denominator != 0 else {
      self = .float(Double(numerator) / 0)
      return
    }
    let divisor = Self.greatestCommonDivisor(numerator, denominator)
    guard let divisor, divisor != 0 else {
      self = .float(Double(numerator) / Double(denominator))
      return
    }
    let sign = denominator < 0 ? -1 : 1
    self = .fraction(sign * (numerator / divisor), sign * (denominator / divisor))
  }

  /// The decimal that was written, where it has at most 12 digits: 0.1 is 1/10.
  init(_ value: Double) {
    self = Self.decimal(value) ?? .float(value)
  }

  private static func decimal(_ value: Double) -> ExactNumber? {
    guard value.isFinite else { return nil }
    let parts = value.description.split(separator: "e")
    let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard digits.count == 2 else { return nil }
    let fraction = digits[1] == "0" ? "" : digits[1]
    guard let whole = Int(digits[0] + fraction), abs(whole) < 1_000_000_000_000 else { return nil }
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 99 : 0) - fraction.count
    guard abs(exponent) <= 12 else { return nil }
    var scale = 1
    for _ in 0..<abs(exponent) { scale *= 10 }
    if exponent < 0 { return ExactNumber(whole, over: scale) }
    let (product, overflow) = whole.multipliedReportingOverflow(by: scale)
    return overflow ? nil : ExactNumber(product)
  }

  /// Of magnitudes; nil where a magnitude does not fit.
  static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int? {
    guard a != .min, b != .min else { return nil }
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  var double: Double {
    switch self {
    case .fraction(let numerator, let denominator): Double(numerator) / Double(denominator)
    case .float(let value): value
    }
  }

  var isZero: Bool { double == 0 }
  var isOne: Bool { self == .one }
  var isNegative: Bool { double < 0 }

  var integer: Int? {
    if case .fraction(let numerator, 1) = self { numerator } else { nil }
  }

  var negated: ExactNumber { self * ExactNumber(-1) }

  static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    if case .fraction(let an, let ad) = a, case .fraction(let bn, let bd) = b {
      let (left, o1) = an.multipliedReportingOverflow(by: bd)
      let (right, o2) = bn.multipliedReportingOverflow(by: ad)
      let (numerator, o3) = left.addingReportingOverflow(right)
      let (denominator, o4) = ad.multipliedReportingOverflow(by: bd)
      if !o1, !o2, !o3, !o4 { return ExactNumber(numerator, over: denominator) }
    }
    return .float(a.double + b.double)
  }

  static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    if case .fraction(let an, let ad) = a, case .fraction(let bn, let bd) = b {
      let (numerator, o1) = an.multipliedReportingOverflow(by: bn)
      let (denominator, o2) = ad.multipliedReportingOverflow(by: bd)
      if !o1, !o2 { return ExactNumber(numerator, over: denominator) }
    }
    return .float(a.double * b.double)
  }

  /// 1 / self; infinite for zero.
  var reciprocal: ExactNumber {
    switch self {
    case .fraction(let numerator, let denominator): ExactNumber(denominator, over: numerator)
    case .float(let value): .float(1 / value)
    }
  }

  /// A whole power; nil where it is too large to be worth writing out.
  func power(_ exponent: Int) -> ExactNumber? {
    guard abs(exponent) <= 64, !(isZero && exponent < 0) else { return nil }
    var result = ExactNumber.one
    for _ in 0..<abs(exponent) { result = result * self }
    guard case .fraction = result else { return nil }
    return exponent < 0 ? result.reciprocal : result
  }
}
