/// How a number is shown.
package enum NumberStyle: Hashable, Sendable {
  /// To so many significant digits without trailing zeros; whole digits are never rounded away.
  /// From 10⁷ on, and below 10⁻⁴, with a power of ten.
  case significant(Int)
  /// C's `%.Nf`.
  case fixed(Int)
  /// C's `%.Ne`.
  case scientific(Int)
  /// C's `%.Ng`.
  case general(Int)

  /// What tables use.
  package static let table = NumberStyle.significant(5)
  /// What stands in a sentence.
  package static let prose = NumberStyle.significant(6)
}

/// A number as it is read, in its parts, so that columns can be aligned on the decimal point.
///
/// Digits come from the exact decimal value, correctly rounded (an exact half to even). A number
/// that rounds to zero has no sign.
package struct NumberText: Hashable, Sendable {
  /// The letters that a number is written with.
  package enum Notation: Hashable, Sendable {
    /// `-1.2e-05`, `inf`.
    case ascii
    /// `−1.2×10⁻⁵`, `∞`.
    case typographic
  }

  package private(set) var isNegative = false
  /// The digits before the point, or `nan` or `inf`.
  package private(set) var whole: String
  package private(set) var fraction = ""
  package private(set) var exponent: Int?

  package init(_ value: Double, _ style: NumberStyle = .table) {
    guard value.isFinite else {
      whole = value.isNaN ? "nan" : "inf"
      isNegative = value < 0
      return
    }
    whole = "0"
    var decimal = ExactDecimal(value)
    switch style {
    case .significant(let count):
      decimal.round(toDigits: max(count, min(7, decimal.point)))
      let isFixed = decimal.digits.isEmpty || (-3...7).contains(decimal.point)
      if isFixed { setFixed(decimal) } else { setScientific(decimal) }
    case .fixed(let count):
      decimal.round(toDecimals: count)
      setFixed(decimal, decimals: count)
    case .scientific(let count):
      decimal.round(toDigits: count + 1)
      setScientific(decimal, decimals: count)
    case .general(let count):
      decimal.round(toDigits: max(1, count))
      let isFixed = decimal.digits.isEmpty || (-3...max(1, count)).contains(decimal.point)
      if isFixed { setFixed(decimal) } else { setScientific(decimal) }
    }
    isNegative = value < 0 && !decimal.digits.isEmpty
  }

  private mutating func setFixed(_ decimal: ExactDecimal, decimals: Int? = nil) {
    let point = decimal.point
    whole = point > 0 ? Self.text(decimal.digits.prefix(point), count: point) : "0"
    let leading = String(repeating: "0", count: max(0, min(-point, decimals ?? -point)))
    fraction = leading + Self.text(decimal.digits.dropFirst(max(0, point)), count: 0)
    pad(to: decimals)
  }

  private mutating func setScientific(_ decimal: ExactDecimal, decimals: Int? = nil) {
    whole = Self.text(decimal.digits.prefix(1), count: 1)
    fraction = Self.text(decimal.digits.dropFirst(), count: 0)
    exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
    pad(to: decimals)
  }

  private mutating func pad(to decimals: Int?) {
    guard let decimals else { return }
    fraction += String(repeating: "0", count: max(0, decimals - fraction.utf8.count))
  }

  private static func text(_ digits: ArraySlice<UInt8>, count: Int) -> String {
    var bytes = digits.map { $0 + UInt8(ascii: "0") }
    while bytes.count < count { bytes.append(UInt8(ascii: "0")) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension NumberText {
  package func written(_ notation: Notation) -> String { head(notation) + tail(notation) }

  /// What stands before the decimal point.
  func head(_ notation: Notation) -> String {
    let sign = isNegative ? (notation == .ascii ? "-" : "−") : ""
    return sign + (notation == .typographic && whole == "inf" ? "∞" : whole)
  }

  /// The decimal point and what follows.
  func tail(_ notation: Notation) -> String {
    (fraction.isEmpty ? "" : "." + fraction) + power(notation)
  }

  /// `e-05` or `×10⁻⁵`.
  func power(_ notation: Notation) -> String {
    guard let exponent else { return "" }
    let digits = String(exponent.magnitude)
    switch notation {
    case .ascii:
      return (exponent < 0 ? "e-" : "e+") + (digits.utf8.count < 2 ? "0" : "") + digits
    case .typographic:
      let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
      let raised = digits.compactMap(\.wholeNumberValue).map { superscripts[$0] }
      return "×10" + (exponent < 0 ? "⁻" : "") + String(raised)
    }
  }
}
