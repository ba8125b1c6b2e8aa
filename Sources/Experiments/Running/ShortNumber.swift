/// Numbers in sentences: two significant digits.
enum ShortNumber {
  /// `0.0042`, `17`, `1.3e-07` as `1.3e-7`; whole numbers to 9999 as they are.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    if value == value.rounded(), abs(value) < 10_000 { return String(Int(value)) }
    var size = abs(value)
    var exponent = 0
    while size >= 100 {
      size /= 10
      exponent += 1
    }
    while size < 10 {
      size *= 10
      exponent -= 1
    }
    var digits = Int(size.rounded())
    if digits == 100 {
      digits = 10
      exponent += 1
    }
    return (value < 0 ? "-" : "") + place(digits, exponent)
  }

  /// Two digits times a power of ten.
  private static func place(_ digits: Int, _ exponent: Int) -> String {
    let two = String(digits)
    if (0...2).contains(exponent) { return two + String(repeating: "0", count: exponent) }
    let leading = two.first.map { String($0) } ?? ""
    let rest = digits % 10 == 0 ? "" : String(digits % 10)
    if exponent == -1 { return rest.isEmpty ? leading : leading + "." + rest }
    if (-6 ... -2).contains(exponent) {
      return "0." + String(repeating: "0", count: -exponent - 2) + leading + rest
    }
    return leading + (rest.isEmpty ? "" : "." + rest) + "e" + String(exponent + 1)
  }
}
