import Autodiff
import Source

@testable import Experiments

/// A printed derivative or rule, put into the expression language and computed.
enum PrintedRule {
  /// The value of a rule, or nil where the language does not read it.
  ///
  /// - Parameters:
  ///   - names: texts such as `∂L/∂z`, and the names that they get.
  static func value(
    of rule: String, at values: [(name: String, tensor: Tensor)], names: [(String, String)] = []
  ) -> Tensor? {
    let lines = values.map { "\($0.name) = \(literal($0.tensor))" }
    let text = (lines + ["printed_rule = \(translated(rule, names))"]).joined(separator: "\n")
    return Tape.read(.init(text: text, fileOffset: 0)).tape?.run().values.last?.tensor
  }

  static func literal(_ tensor: Tensor) -> String {
    let rows = (0..<tensor.shape.rows).map { row in
      let start = row * tensor.shape.columns
      let numbers = tensor.values[start..<(start + tensor.shape.columns)].map { "\($0)" }
      return "[" + numbers.joined(separator: ", ") + "]"
    }
    switch tensor.shape.rank {
    case 0: return "\(tensor.values[0])"
    case 1: return rows[0]
    default: return "[" + rows.joined(separator: ", ") + "]"
    }
  }

  static func translated(_ rule: String, _ names: [(String, String)]) -> String {
    var text = rule
    for (printed, name) in names { text = text.replacing(printed, with: name) }
    text = text.replacing("⊙", with: "*").replacing("·", with: "*")
    for (rows, columns) in [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)] {
      let ones = Tensor(
        .matrix(rows, columns), [Double](repeating: 1, count: rows * columns))
      text = text.replacing("ones(\(rows), \(columns))", with: literal(ones))
    }
    text = text.replacing("one_hot(\(RandomTape.classes))", with: RandomTape.classRows)
    text = text.replacing("ones(2)", with: "[1, 1]").replacing("ones(3)", with: "[1, 1, 1]")
    while let mark = text.firstIndex(of: "ᵀ") {
      let start = atomStart(of: text, before: mark)
      let atom = text[start..<mark]
      text.replaceSubrange(start...mark, with: "transpose(\(atom))")
    }
    for (function, start, end) in [
      ("step", "sigmoid(1e9 * (", "))"), ("heaviside", "sigmoid(1e9 * (", "))"),
      ("sign", "tanh(1e9 * (", "))"), ("log_softmax", "ln(softmax(", "))"),
    ] { text = replaced(function, in: text, start, end) }
    return text
  }

  private static func atomStart(of text: String, before mark: String.Index) -> String.Index {
    var index = mark
    var depth = 0
    while index > text.startIndex {
      let previous = text.index(before: index)
      let character = text[previous]
      if character == ")" || character == "]" { depth += 1 }
      if character == "(" || character == "[" {
        if depth == 0 { break }
        depth -= 1
      } else if depth == 0, character != ")", character != "]",
        !character.isLetter && !character.isNumber && character != "_"
      {
        break
      }
      index = previous
    }
    return index
  }

  /// A call of a function with its argument between other words.
  private static func replaced(
    _ function: String, in text: String, _ start: String, _ end: String
  ) -> String {
    var result = text
    let name = "\(function)("
    while let call = result.ranges(of: name).first(where: { range in
      guard range.lowerBound > result.startIndex else { return true }
      let before = result[result.index(before: range.lowerBound)]
      return !before.isLetter && before != "_"
    }) {
      var depth = 1
      var index = call.upperBound
      while index < result.endIndex {
        if result[index] == "(" { depth += 1 }
        if result[index] == ")" { depth -= 1 }
        if depth == 0 { break }
        index = result.index(after: index)
      }
      guard index < result.endIndex else { return result }
      let argument = result[call.upperBound..<index]
      result.replaceSubrange(call.lowerBound...index, with: "\(start)\(argument)\(end)")
    }
    return result
  }

  /// Whether a printed value is the wanted one, repeated along axes of size 1.
  static func agrees(_ found: Tensor, _ wanted: Tensor) -> Bool {
    let (a, b) = (found.shape, wanted.shape)
    let isVector = a.rank == 1 && a.count == b.count
    guard isVector || Shape.broadcast(a, b)?.count == b.count else { return false }
    let scale = wanted.values.map(abs).max() ?? 0
    for row in 0..<b.rows {
      for column in 0..<b.columns {
        let value =
          isVector
          ? found.values[row * b.columns + column]
          : found[a.rows == 1 ? 0 : row, a.columns == 1 ? 0 : column]
        let expected = wanted[row, column]
        if !(abs(value - expected) <= 1e-7 * max(1, scale)) { return false }
      }
    }
    return true
  }
}
