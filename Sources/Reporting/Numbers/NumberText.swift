import Experiments

/// A number as it is read, in its parts, so that columns can be aligned on the decimal point.
///
/// It shows so many significant digits without trailing zeros, correctly rounded from the exact
/// value; whole digits are never rounded away. From 10⁷ on, and below 10⁻⁴, it has a power of ten.
/// A zero has no sign.
package struct NumberText: Hashable, Sendable {
  /// The letters that a number is written with.
  package enum Notation: Hashable, Sendable {
    /// `-1.2e-05`, `inf`.
    case ascii
    /// `−1.2×10⁻⁵`, `∞`.
    case typographic
  }

  /// The significant digits of a table's numbers.
  package static let tableDigits = 5
  /// The significant digits of a number in a sentence.
  package static let proseDigits = 6

  private(set) var isNegative = false
  /// The digits before the point, or `nan` or `inf`.
  private var whole: String
  private(set) var fraction = ""
  private(set) var exponent: Int?

  package init(_ value: Double, digits count: Int = tableDigits) {
    guard value.isFinite else {
      whole = value.isNaN ? "nan" : "inf"
      isNegative = value < 0
      return
    }
    let exact = DecimalExpansion(value)
    let rounded = exact.rounded(toSignificant: exact.point <= 7 ? max(count, exact.point) : count)
    isNegative = value < 0
    let digits = rounded.digits.map { $0 + UInt8(ascii: "0") }
    guard !rounded.isZero, !(-3...7).contains(rounded.point) else {
      let places = max(0, digits.count - rounded.point)
      let text = rounded.plainText(fraction: rounded.isZero ? 0 : places)
      let parts = text.split(separator: ".")
      whole = String(parts[0])
      fraction = parts.count > 1 ? String(parts[1]) : ""
      return
    }
    whole = String(decoding: digits.prefix(1), as: UTF8.self)
    fraction = String(decoding: digits.dropFirst(), as: UTF8.self)
    exponent = rounded.point - 1
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

  /// `1`, without point and fraction.
  var isPowerOfTen: Bool { exponent != nil && fraction.isEmpty && whole == "1" }

  /// `e-05` or `×10⁻⁵`.
  private func power(_ notation: Notation) -> String {
    guard let exponent else { return "" }
    switch notation {
    case .ascii:
      let digits = String(exponent.magnitude)
      return (exponent < 0 ? "e-" : "e+") + (digits.utf8.count < 2 ? "0" : "") + digits
    case .typographic: return "×10" + Superscript.text(exponent)
    }
  }
}

/// Raised digits.
enum Superscript {
  static func text(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let raised = String(number.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return (number < 0 ? "⁻" : "") + String(raised)
  }
}
