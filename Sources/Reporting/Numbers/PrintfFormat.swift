/// The number format of an inline value: `%.4f`, `%e`, `%.3g`, `%d`, with an optional `+`.
struct PrintfFormat: Hashable, Sendable {
  var style: NumberStyle
  var showsPlus = false

  /// Nil where `text` is no such format.
  init?(_ text: String) {
    var rest = Substring(text)
    guard rest.popFirst() == "%" else { return nil }
    if rest.first == "+" {
      showsPlus = true
      rest.removeFirst()
    }
    var precision: Int?
    if rest.first == "." {
      rest.removeFirst()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let count = digits.isEmpty ? 0 : Int(digits), count <= 100 else { return nil }
      precision = count
      rest = rest.dropFirst(digits.count)
    }
    switch rest {
    case "f": style = .fixed(precision ?? 6)
    case "e": style = .scientific(precision ?? 6)
    case "g": style = .general(precision ?? 6)
    case "d" where precision == nil: style = .fixed(0)
    default: return nil
    }
  }

  func text(_ value: Double, _ notation: NumberText.Notation) -> String {
    let number = NumberText(value, style)
    let plus = showsPlus && !number.isNegative && !value.isNaN ? "+" : ""
    return plus + number.written(notation)
  }
}
