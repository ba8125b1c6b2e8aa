/// The format of an inline value, as C's `printf` has it: `%.4f`, `%e`, `%.3g`, `%d`, `%s`, with
/// flags and a width.
struct PrintfFormat: Hashable, Sendable {
  private enum Conversion: Hashable, Sendable {
    case number(NumberStyle)
    case text
  }

  private var conversion: Conversion
  private var flags: Substring
  private var width: Int

  /// Widths and precisions end here.
  static let limit = 100

  /// Nil where `text` is no such format.
  init?(_ text: String) {
    guard text.first == "%" else { return nil }
    var rest = text.dropFirst()
    flags = rest.prefix { "-+ 0#".contains($0) }
    rest = rest.dropFirst(flags.count)
    guard let width = Self.number(&rest) else { return nil }
    self.width = width
    var precision: Int?
    if rest.first == "." {
      rest.removeFirst()
      guard let count = Self.number(&rest) else { return nil }
      precision = count
    }
    switch rest {
    case "f": conversion = .number(.fixed(precision ?? 6))
    case "e": conversion = .number(.scientific(precision ?? 6))
    case "g": conversion = .number(.general(precision ?? 6))
    case "d": conversion = .number(.fixed(0))
    case "s": conversion = .text
    default: return nil
    }
  }

  private static func number(_ text: inout Substring) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    text = text.dropFirst(digits.count)
    guard !digits.isEmpty else { return 0 }
    return Int(digits).flatMap { $0 <= limit ? $0 : nil }
  }

  func text(_ value: Double, _ notation: NumberText.Notation) -> String {
    guard case .number(let style) = conversion else {
      return padded(NumberText(value, .prose).written(notation), zeros: false)
    }
    let number = NumberText(value, style)
    let isPositive = !number.isNegative && !value.isNaN
    let sign = !isPositive ? "" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : ""
    return padded(sign + number.written(notation), zeros: value.isFinite)
  }

  /// A text under `%s`; nil where the format asks for a number.
  func text(_ string: String) -> String? {
    conversion == .text ? padded(string, zeros: false) : nil
  }

  private func padded(_ text: String, zeros: Bool) -> String {
    let count = max(0, width - text.count)
    if flags.contains("-") { return text + String(repeating: " ", count: count) }
    guard flags.contains("0"), zeros, count > 0 else {
      return String(repeating: " ", count: count) + text
    }
    let sign = text.prefix { "+-− ".contains($0) }
    return sign + String(repeating: "0", count: count) + text.dropFirst(sign.count)
  }
}
