import Experiments
import Notebook
import Source

/// Turns paths in prose into the text of their values.
struct InlineValues: Sendable {
  let lookUp: Handout.LookUp
  /// Lists show at most so many numbers.
  private static let listLimit = 100

  /// The value's text, or why there is none.
  func text(
    path: String, format: String?, _ notation: NumberText.Notation = .typographic
  ) -> Result<String, Problem> {
    var printf: PrintfFormat?
    if let format {
      printf = PrintfFormat(format)
      if printf == nil { return .failure(Problem(ReportingFact.unknownFormat(format))) }
    }
    switch lookUp(path) {
    case .problem(let fact): return .failure(Problem(fact))
    case .value(let value): return text(of: value, path: path, printf, notation)
    }
  }

  struct Problem: Error {
    let fact: any DiagnosticFact

    init(_ fact: any DiagnosticFact) { self.fact = fact }
  }

  private func text(
    of value: ResultValue, path: String, _ format: PrintfFormat?, _ notation: NumberText.Notation
  ) -> Result<String, Problem> {
    func text(_ number: Double) -> String {
      format?.text(number, notation) ?? NumberText(number, .prose).written(notation)
    }
    switch value {
    case .string(let string):
      // Non-finite numbers are strings in the JSON, and texts have no number format.
      guard let format else { return .success(string) }
      if let text = format.text(string) { return .success(text) }
      if let number = Self.nonFinite(string) { return .success(format.text(number, notation)) }
      return .failure(Problem(ReportingFact.formatNeedsNumber(path: path, value: string)))
    case .integer(let number): return .success(format == nil ? String(number) : text(Double(number)))
    case .number(let number, _): return .success(text(number))
    case .numbers, .array:
      guard let list = Self.list(value, text) else {
        return .failure(Problem(ReportingFact.notOneValue(path: path, members: [])))
      }
      return .success(list)
    case .object(let members):
      return .failure(
        Problem(ReportingFact.notOneValue(path: path, members: members.map(\.key))))
    }
  }

  private static func nonFinite(_ text: String) -> Double? {
    switch text {
    case "nan": .nan
    case "inf": .infinity
    case "-inf": -.infinity
    default: nil
    }
  }

  /// `[0.5, 0.1]` or a matrix of such rows; nil for anything deeper or longer.
  private static func list(_ value: ResultValue, _ text: (Double) -> String) -> String? {
    func row(_ value: ResultValue) -> [String]? {
      switch value {
      case .numbers(let numbers, _): numbers.count <= listLimit ? numbers.map(text) : nil
      case .number(let number, _): [text(number)]
      case .integer(let number): [text(Double(number))]
      case .string, .array, .object: nil
      }
    }
    if let numbers = row(value) { return "[" + numbers.joined(separator: ", ") + "]" }
    guard case .array(let items) = value, items.count <= listLimit else { return nil }
    var rows: [String] = []
    for item in items {
      guard let numbers = row(item) else { return nil }
      if case .numbers = item {
        rows.append("[" + numbers.joined(separator: ", ") + "]")
      } else {
        rows += numbers
      }
    }
    return "[" + rows.joined(separator: ", ") + "]"
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
