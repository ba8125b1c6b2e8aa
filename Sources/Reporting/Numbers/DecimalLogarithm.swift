/// Logarithms and powers of ten by plain arithmetic, so that a plot's coordinates do not depend on
/// the platform's mathematics library.
enum DecimalLogarithm {
  /// log₁₀ x to some 15 digits, for x > 0: the exponent of two, and for the mantissa m in
  /// [√½, √2) the series ln m = 2 artanh((m − 1)/(m + 1)).
  static func log10(_ value: Double) -> Double {
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.414213562373095 {
      mantissa /= 2
      exponent += 1
    }
    let z = (mantissa - 1) / (mantissa + 1)
    var sum = 0.0
    for k in stride(from: 21, through: 1, by: -2) { sum = sum * z * z + 1 / Double(k) }
    let log2 = 0.301029995663981195
    let perLn = 0.434294481903251828
    return exponent * log2 + 2 * z * sum * perLn
  }

  /// 10ⁿ for whole n, rounded once or a few times.
  static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent.magnitude { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }
}
