import Training

extension ResultValue {
  /// The shortest text that reads back to the same bits; `nan`, `inf` and `-inf` where the number is
  /// not finite. Whole numbers have no point.
  package static func shortest(_ value: Double, _ precision: Precision = .float64) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    // A zero's sign would be lost by readers who take "-0" for a whole number.
    if value == 0 { return value.sign == .minus ? "-0.0" : "0" }
    return tidied(precision == .float32 ? Float(value).description : value.description)
  }

  /// Swift's `1e-05`, `100.0` and `1e+16` as `1e-5`, `100` and `1e16`.
  private static func tidied(_ text: String) -> String {
    if text.hasSuffix(".0") { return String(text.dropLast(2)) }
    guard let mark = text.firstIndex(of: "e") else { return text }
    var mantissa = text[..<mark]
    if mantissa.hasSuffix(".0") { mantissa = mantissa.dropLast(2) }
    let exponent = text[text.index(after: mark)...]
    let digits = exponent.drop { $0 == "+" || $0 == "-" || $0 == "0" }
    return mantissa + "e" + (exponent.hasPrefix("-") ? "-" : "") + digits
  }

  /// The value as prose shows it: a number's shortest text, a list in brackets.
  package var text: String {
    switch self {
    case .string(let text): text
    case .integer(let value): String(value)
    case .number(let value, let precision): Self.shortest(value, precision)
    case .numbers(let values, let precision):
      "[" + values.map { Self.shortest($0, precision) }.joined(separator: ", ") + "]"
    case .array(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { $0.key + ": " + $0.value.text }.joined(separator: ", ") + "}"
    }
  }

  /// The value in a format; lists number by number, texts as they are.
  package func text(_ format: NumberFormat) -> String {
    switch self {
    case .string(let text): text
    case .integer(let value): format.text(Double(value))
    case .number(let value, _): format.text(value)
    case .numbers(let values, _): "[" + values.map(format.text).joined(separator: ", ") + "]"
    case .array(let items):
      "[" + items.map { $0.text(format) }.joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { $0.key + ": " + $0.value.text(format) }.joined(separator: ", ") + "}"
    }
  }

  /// The number, where it is one.
  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value, _): value
    case .string, .numbers, .array, .object: nil
    }
  }
}
