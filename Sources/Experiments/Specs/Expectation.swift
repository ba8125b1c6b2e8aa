import Source

/// A condition that must hold of the results: `final_loss < 0.01`, `verdict = converged`,
/// `gradients.W2[0][0] = -0.2561 ± 0.0001`.
package struct Expectation: Sendable {
  package enum Comparison: String, CaseIterable, Hashable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "!="
    case near = "≈"
  }

  package enum Value: Hashable, Sendable {
    case number(Double)
    case word(String)
  }

  package let text: String
  package let path: ResultPath
  package let comparison: Comparison
  package let value: Value
  /// The largest difference that still counts as equal.
  package let tolerance: Double
  package let range: SourceRange

  /// Nil where the text is not a condition.
  package init?(_ text: String, at range: SourceRange) {
    guard let parts = Self.parts(of: text), let path = ResultPath(parts.path) else { return nil }
    var right = parts.value
    var tolerance: Double?
    for mark in ["±", "+/-", "+-"] {
      guard let place = right.range(of: mark) else { continue }
      guard let given = DecimalNumber.parse(Self.trimmed(right[place.upperBound...])), given >= 0
      else { return nil }
      tolerance = given
      right = Self.trimmed(right[..<place.lowerBound])
      break
    }
    guard let value = Self.value(right) else { return nil }
    if case .word = value {
      guard tolerance == nil, parts.comparison == .equal || parts.comparison == .notEqual else {
        return nil
      }
    }
    self.text = text
    self.path = path
    self.value = value
    self.range = range
    comparison = parts.comparison
    self.tolerance = tolerance ?? Self.standardTolerance(parts.comparison, value)
  }

  /// `≈` without a tolerance: a millionth of the number.
  private static func standardTolerance(_ comparison: Comparison, _ value: Value) -> Double {
    guard comparison == .near, case .number(let number) = value else { return 0 }
    return abs(number) * 1e-6
  }

  private static func value(_ text: String) -> Value? {
    switch YAMLScalar.resolve(text) {
    case .integer(let whole): return .number(Double(whole))
    case .number(let number): return .number(number)
    case .null: return nil
    case .flag, .text:
      for quote in ["\"", "'"]
      where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote) {
        return .word(String(text.dropFirst().dropLast()))
      }
      switch text {
      case "nan": return .number(.nan)
      case "inf": return .number(.infinity)
      case "-inf": return .number(-.infinity)
      default: return .word(text)
      }
    }
  }

  /// The two sides of the first comparison that stands outside of brackets.
  private static func parts(
    of text: String
  ) -> (path: String, comparison: Comparison, value: String)? {
    let marks: [(String, Comparison)] = [
      ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("==", .equal), ("!=", .notEqual),
      ("≤", .lessOrEqual), ("≥", .greaterOrEqual), ("≠", .notEqual), ("≈", .near),
      ("<", .less), (">", .greater), ("=", .equal),
    ]
    var depth = 0
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "[" { depth += 1 }
      if text[index] == "]" { depth -= 1 }
      if depth == 0, let (mark, comparison) = marks.first(where: { text[index...].hasPrefix($0.0) })
      {
        let right = text[text.index(index, offsetBy: mark.count)...]
        return (trimmed(text[..<index]), comparison, trimmed(right))
      }
      index = text.index(after: index)
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension String {
  /// Where a short text stands in this one.
  func range(of part: String) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) { return index..<self.index(index, offsetBy: part.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
