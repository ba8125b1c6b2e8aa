import Experiments
import Notebook
import Source

/// Turns paths in prose into the text of their values.
struct InlineValues: Sendable {
  let lookUp: Handout.LookUp
  /// Lists show at most so many numbers.
  private static let listLimit = 100

  struct Problem: Error {
    let fact: any DiagnosticFact

    init(_ fact: any DiagnosticFact) { self.fact = fact }
  }

  /// The value's text, or why there is none.
  func text(
    path: String, format: String?, _ notation: NumberText.Notation = .typographic
  ) -> Result<String, Problem> {
    var style: NumberFormat?
    if let format {
      style = NumberFormat(format)
      if style == nil { return .failure(Problem(ReportingFact.unknownFormat(format))) }
    }
    switch lookUp(path) {
    case .problem(let fact): return .failure(Problem(fact))
    case .gap: return .success(Gap.text)
    case .value(let value): return text(of: value, path: path, style, notation)
    }
  }

  /// An answer's value with its tolerance: `7.4 ± 0.01`.
  func text(
    _ answer: Document.AnswerField, _ notation: NumberText.Notation = .typographic
  ) -> Result<String, Problem> {
    text(path: answer.path, format: nil, notation).map { value in
      guard let tolerance = answer.tolerance else { return value }
      return "\(value) ± \(NumberText(tolerance, digits: NumberText.proseDigits).written(notation))"
    }
  }

  private func text(
    of value: ResultValue, path: String, _ format: NumberFormat?, _ notation: NumberText.Notation
  ) -> Result<String, Problem> {
    if case .object(let members) = value {
      return .failure(
        Problem(ReportingFact.notOneValue(path: path, members: members.map(\.key))))
    }
    guard Self.count(value) <= Self.listLimit else {
      return .failure(Problem(ReportingFact.notOneValue(path: path, members: [])))
    }
    return .success(Self.text(value) { Self.text($0, format, notation) })
  }

  private static func count(_ value: ResultValue) -> Int {
    switch value {
    case .string, .integer, .number, .object: 1
    case .numbers(let numbers, _): numbers.count
    case .array(let items): items.reduce(0) { $0 + ($1.isList ? count($1) : 1) }
    }
  }

  private static func text(_ value: ResultValue, _ number: (Double) -> String) -> String {
    switch value {
    case .string(let text): text
    // A whole number is never rounded.
    case .integer(let integer): integer.magnitude < 1 << 53 ? number(Double(integer)) : "\(integer)"
    case .number(let value, _): number(value)
    case .numbers(let numbers, _): "[" + numbers.map(number).joined(separator: ", ") + "]"
    case .array(let items):
      "[" + items.map { text($0, number) }.joined(separator: ", ") + "]"
    case .object: "…"
    }
  }

  private static func text(
    _ value: Double, _ format: NumberFormat?, _ notation: NumberText.Notation
  ) -> String {
    guard let format else {
      return NumberText(value, digits: NumberText.proseDigits).written(notation)
    }
    let text = format.text(value)
    return notation == .ascii ? text : Typography.number(text)
  }

  /// Replaces `` `{path %.3f}` `` within a caption; what cannot be found stays as written.
  func expand(_ caption: String, _ notation: NumberText.Notation) -> String {
    guard caption.contains("`{") else { return caption }
    var result = ""
    var rest = Substring(caption)
    while let start = rest.firstRange(of: "`{"),
      let end = rest[start.upperBound...].firstRange(of: "}`")
    {
      result += rest[..<start.lowerBound]
      let words = rest[start.upperBound..<end.lowerBound].split(separator: " ")
      let format = words.count == 2 ? String(words[1]) : nil
      if let path = words.first, words.count <= 2,
        case .success(let text) = text(path: String(path), format: format, notation)
      {
        result += text
      } else {
        result += rest[start.lowerBound..<end.upperBound]
      }
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}

extension ResultValue {
  fileprivate var isList: Bool {
    switch self {
    case .numbers, .array: true
    case .string, .integer, .number, .object: false
    }
  }
}

/// Numbers in ASCII as a printer would set them.
enum Typography {
  /// `-1.5e-05` as −1.5×10⁻⁵; anything else as it is, but for the minus sign.
  static func number(_ text: String) -> String {
    let parts = text.split(separator: "e", omittingEmptySubsequences: false)
    let isPower = parts.count == 2 && parts[0].last?.isNumber == true
    guard isPower, let exponent = Int(parts[1]) else {
      return text.replacing("-", with: "−")
    }
    return parts[0].replacing("-", with: "−") + "×10" + Superscript.text(exponent)
  }
}
