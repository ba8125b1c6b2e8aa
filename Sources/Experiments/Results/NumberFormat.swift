/// A number format as in C's `printf`: `%.4f`, `%.3e`, `%g`, `%+d`, with text around it.
///
/// Digits are those of the exact value, rounded to nearest, ties to even, in no locale. A zero has
/// no sign: what rounds to nothing is not `-0.000`.
package struct NumberFormat: Hashable, Sendable {
  private enum Style: Hashable, Sendable {
    case fixed
    case scientific
    case general
    case whole
  }

  private var prefix = ""
  private var suffix = ""
  private var style = Style.fixed
  private var precision = 6
  private var width = 0
  private var showsPlus = false
  private var padsWithZeros = false
  private var isLeftAligned = false

  /// Nil where the text is not a format of one number.
  package init?(_ text: String) {
    var rest = text[...]
    guard let before = Self.literal(&rest), rest.popFirst() == "%" else { return nil }
    prefix = before
    while let flag = rest.first, "+-0 ".contains(flag) {
      showsPlus = showsPlus || flag == "+"
      padsWithZeros = padsWithZeros || flag == "0"
      isLeftAligned = isLeftAligned || flag == "-"
      rest.removeFirst()
    }
    width = Self.number(&rest) ?? 0
    var hasPrecision = false
    if rest.first == "." {
      rest.removeFirst()
      precision = Self.number(&rest) ?? 0
      hasPrecision = true
    }
    switch rest.popFirst() {
    case "f": style = .fixed
    case "e": style = .scientific
    case "g": style = .general
    case "d" where !hasPrecision, "i" where !hasPrecision: style = .whole
    default: return nil
    }
    guard precision <= 100, width <= 100, let after = Self.literal(&rest), rest.isEmpty else {
      return nil
    }
    suffix = after
  }

  /// Text up to a format, `%%` standing for `%`.
  private static func literal(_ rest: inout Substring) -> String? {
    var text = ""
    while let next = rest.first {
      if next == "%" {
        guard rest.dropFirst().first == "%" else { return text }
        rest.removeFirst()
      }
      text.append(next)
      rest.removeFirst()
    }
    return text
  }

  private static func number(_ rest: inout Substring) -> Int? {
    let digits = rest.prefix { "0"..."9" ~= $0 }
    rest.removeFirst(digits.count)
    return digits.count <= 3 ? Int(digits) : 1000
  }

  /// The value as text: `nan`, `inf` and `-inf` where it is not finite.
  package func text(_ value: Double) -> String {
    guard value.isFinite else {
      return prefix + padded(ResultValue.shortest(value), sign: "", zeros: false) + suffix
    }
    let exact = DecimalExpansion(value)
    let (digits, isZero) = digits(exact)
    let sign = exact.isNegative && !isZero ? "-" : showsPlus ? "+" : ""
    return prefix + padded(digits, sign: sign, zeros: padsWithZeros && !isLeftAligned) + suffix
  }

  private func digits(_ exact: DecimalExpansion) -> (text: String, isZero: Bool) {
    switch style {
    case .fixed, .whole:
      let places = style == .whole ? 0 : precision
      let rounded = exact.rounded(toFraction: places)
      return (rounded.plainText(fraction: places), rounded.isZero)
    case .scientific:
      return (Self.scientific(exact, precision), exact.isZero)
    case .general:
      let significant = max(1, precision)
      let rounded = exact.rounded(toSignificant: significant)
      let exponent = rounded.isZero ? 0 : rounded.point - 1
      if exponent < -4 || exponent >= significant {
        let needed = max(0, rounded.digits.count - 1)
        return (Self.scientific(rounded, needed), false)
      }
      let fraction = max(0, rounded.digits.count - rounded.point)
      return (rounded.plainText(fraction: rounded.isZero ? 0 : fraction), rounded.isZero)
    }
  }

  /// `1.23e-05`: one digit before the point, an exponent of at least two digits.
  private static func scientific(_ exact: DecimalExpansion, _ precision: Int) -> String {
    let rounded = exact.rounded(toSignificant: precision + 1)
    let exponent = rounded.isZero ? 0 : rounded.point - 1
    var digits = rounded.digits.map { String($0) }
    digits += [String](repeating: "0", count: max(0, precision + 1 - digits.count))
    let fraction = digits.dropFirst().joined()
    let magnitude = String(abs(exponent))
    return digits[0] + (precision > 0 ? "." + fraction : "") + "e" + (exponent < 0 ? "-" : "+")
      + (magnitude.count < 2 ? "0" : "") + magnitude
  }

  private func padded(_ digits: String, sign: String, zeros: Bool) -> String {
    let missing = max(0, width - digits.count - sign.count)
    if isLeftAligned { return sign + digits + String(repeating: " ", count: missing) }
    return zeros
      ? sign + String(repeating: "0", count: missing) + digits
      : String(repeating: " ", count: missing) + sign + digits
  }
}
