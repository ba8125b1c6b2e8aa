import Autodiff
import Foundation
import Testing

@testable import Experiments

@Suite("Derivatives in symbols")
struct ScalarDerivativeTests {
  private func derivative(
    _ expression: String, by name: String = "x", with values: String = "x = 0.7\ny = 0.4"
  ) -> ScalarDerivative? {
    guard let tape = readTape("\(values)\nf = \(expression)"), let target = tape.node(named: "f")
    else { return nil }
    var names: [NodeID: String] = [:]
    for definition in tape.definitions where definition.isLiteral && definition.name != "f" {
      names[definition.node] = definition.name
    }
    return ScalarExpression(of: target, in: tape.graph, names: names)?.derivative(by: name)
  }

  @Test(
    "a derivative is what a textbook prints",
    arguments: [
      ("(x - 5)^2", "2(x - 5)"),
      ("(3x)^2", "18x"),
      ("(2x + 3)^2", "4(2x + 3)"),
      ("exp(cos(x))", "-sin(x)*exp(cos(x))"),
      ("0.1x^2", "0.2x"),
      ("x^2/10", "x/5"),
      ("x^0.5", "1/(2sqrt(x))"),
      ("sin(x)^2 + cos(x)^2 + x", "1"),
      ("x^x", "x^x*(ln(x) + 1)"),
      ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
      ("tanh(x)", "1 - tanh(x)^2"),
      ("relu(3x)", "3step(3x)"),
      ("leaky_relu(x)", "max(0.01, step(x))"),
      ("elu(x)", "exp(min(x, 0))"),
      ("gelu(x)", "Phi(x) + x*phi(x)"),
      ("silu(x)", "sigmoid(x)*(1 + x*(1 - sigmoid(x)))"),
      ("softplus(x)", "sigmoid(x)"),
      ("abs(x)", "sign(x)"),
      ("max(0, x)", "heaviside(x)"),
      ("1/x", "-1/x^2"),
      ("x^(-3)", "-3/x^4"),
      ("ln(x/(1 - x))", "1/(x*(1 - x))"),
      ("-x * ln(x) - (1 - x) * ln(1 - x)", "ln(1 - x) - ln(x)"),
      ("(x + 1)/(x^2 + 2)", "(2 - x^2 - 2x)/(x^2 + 2)^2"),
      ("sin(2x) * exp(-x)", "exp(-x)*(2cos(2x) - sin(2x))"),
      ("x^2 * y + 3x * y^2", "2x*y + 3y^2"),
      ("(1 - x)^2 + 100(y - x^2)^2", "400x*(x^2 - y) - 2(1 - x)"),
      ("2(x + 1) - 2x", "0"),
      ("2^x^2", "2x*ln(2)*2^(x^2)"),
      ("x^3 - 2x^2 + 4x - 7", "3x^2 - 4x + 4"),
      ("sin(x * y) + sin(y * x)", "2y*cos(x*y)"),
      ("mse(x, y)", "2(x - y)"),
      ("binary_cross_entropy(sigmoid(x), y)", "sigmoid(x) - y"),
      ("mean(x) + sum(y)", "1"),
      ("5", "0"),
    ])
  func textbook(_ expression: String, _ expected: String) {
    #expect(derivative(expression)?.text == expected)
  }

  @Test("a number is kept apart from a name that would continue it")
  func exponentLikeName() {
    #expect(derivative("e1^2", by: "e1", with: "e1 = 3")?.text == "2*e1")
    #expect(derivative("e^2", by: "e", with: "e = 3")?.text == "2e")
  }

  @Test("a derivative has a form for people and one for TeX")
  func notations() {
    let wave = derivative("exp(cos(x)) - x^2/2")
    #expect(wave?.display == "−sin(x)·e^(cos(x)) − x")
    #expect(wave?.tex == "-\\sin\\left(x\\right) e^{\\cos\\left(x\\right)} - x")
    #expect(derivative("sigmoid(x)")?.display == "sigmoid(x)(1 − sigmoid(x))")
    #expect(derivative("(2x + 3)^3")?.display == "6(2x + 3)²")
    #expect(
      derivative("sqrt(w1 + rate_max)", by: "w1", with: "w1 = 1\nrate_max = 2")?.tex
        == "\\frac{1}{2 \\sqrt{w_{1} + \\mathrm{rate}_{\\mathrm{max}}}}")
  }

  @Test("tapes name their parameters and numbers alone")
  func leafNames() throws {
    let result = try #require(
      readTape("x = 2\na = 3x\nL = a^2\ngradient L wrt x, a")
    ).run()
    #expect(result.gradients[0].derivatives == [NamedText("x", "18x"), NamedText("a", "2a")])
  }

  @Test("what is not a scalar has no derivative in symbols")
  func arrays() throws {
    let result = try #require(readTape("x = [1, 2]\ns = 2\nL = s * sum(x)\ngradient L")).run()
    #expect(result.gradients[0].derivatives.isEmpty)
  }

  @Test("a large or deep expression is given up in little time")
  func limits() {
    let deep = String(repeating: "sin(", count: 5_000) + "x" + String(repeating: ")", count: 5_000)
    #expect(derivative(deep) == nil)
    let nested =
      String(repeating: "tanh(", count: 50) + "x" + String(repeating: ")", count: 50)
    #expect((derivative(nested)?.text.count ?? 5_000) < 20_000)
    let terms = (1...5_000).map { "sin(\($0)x)" }.joined(separator: " + ")
    #expect(derivative(terms) == nil)
    let factors = (1...150).map { "(x + \($0))" }.joined(separator: " * ")
    #expect(derivative(factors) == nil)
    let doubled =
      "v0 = 0.5x\n"
      + (1...60).map { "v\($0) = sin(v\($0 - 1)) * v\($0 - 1)" }
      .joined(separator: "\n")
    #expect(derivative("v60", with: "x = 1\n\(doubled)") == nil)
    #expect(derivative("x" + String(repeating: " + x", count: 9_999))?.text == "10000")
  }

  // MARK: Numbers

  private func checkNumbers(_ text: String, _ label: String) throws {
    let tape = try #require(readTape(text), "\(label)")
    let result = tape.run()
    var values: [String: Double] = [:]
    for value in result.values where value.tensor.shape.rank == 0 {
      values[value.name] = value.tensor.values[0]
    }
    for gradient in result.gradients {
      for derivative in gradient.derivatives {
        let wanted = gradient.values.first { $0.name == derivative.name }?.tensor.values[0] ?? .nan
        let found = try #require(value(of: derivative.text, at: values), "\(label)")
        let close = abs(found - wanted) <= 1e-7 * max(1, abs(wanted))
        #expect(
          close || !wanted.isFinite || !found.isFinite,
          "\(label): \(text)\nd\(gradient.target)/d\(derivative.name) = \(derivative.text) is \(found), not \(wanted)"
        )
      }
    }
  }

  /// The derivative's text as the expression language reads it.
  private func value(of text: String, at values: [String: Double]) -> Double? {
    var text = text
    // What only derivatives know, in the language's own words, away from the kinks.
    for (name, arguments) in [
      ("step", "sigmoid(1e9"), ("heaviside", "sigmoid(1e9"), ("sign", "tanh(1e9"),
    ] { text = text.replacing("\(name)(", with: "\(arguments) * (") }
    if text.contains("sigmoid(1e9") || text.contains("tanh(1e9") {
      text = closing(text)
    }
    let lines = values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let tape = Tape.read(
      .init(text: (lines + ["derivative = \(text)"]).joined(separator: "\n"), fileOffset: 0)
    ).tape
    return tape?.run().values.last?.tensor.values[0]
  }

  /// Closes the parenthesis that `1e9 * (` opens.
  private func closing(_ text: String) -> String {
    var result = ""
    var depth = 0
    var extra: [Int] = []
    for character in text {
      result.append(character)
      if character == "(" {
        depth += 1
        if result.hasSuffix("(1e9 * (") { extra.append(depth) }
      } else if character == ")" {
        if extra.last == depth {
          result.append(")")
          extra.removeLast()
          depth -= 1
        }
        depth -= 1
      }
    }
    return result
  }

  @Test("every scalar tape of the reference has derivatives that give its gradients")
  func reference() throws {
    for fixture in FixtureTape.all where !fixture.tape.contains("gelu") {
      try checkNumbers(fixture.tape, fixture.name)
    }
  }

  @Test("random expressions have derivatives that give their gradients")
  func random() throws {
    for seed in 0..<2_000 {
      var generator = RandomExpression(seed: UInt64(seed))
      let expression = generator.expression(depth: 2 + seed % 3)
      let x = 0.3 + 0.001 * Double(seed % 1_700)
      let text = "x = \(x)\ny = \(2.1 - x)\nf = \(expression)\ngradient f wrt x, y"
      try checkNumbers(text, "seed \(seed)")
    }
  }
}

/// Random expressions in x and y, from a seed (SplitMix64).
struct RandomExpression {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next(below count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(count))
  }

  mutating func expression(depth: Int) -> String {
    if depth == 0 {
      return ["x", "y", "3x", "2", "0.5", "x^2", "1.5y"][next(below: 7)]
    }
    let a = expression(depth: depth - 1)
    switch next(below: 12) {
    case 0, 1: return "(\(a) + \(expression(depth: depth - 1)))"
    case 2: return "(\(a) - \(expression(depth: depth - 1)))"
    case 3, 4: return "(\(a) * (\(expression(depth: depth - 1))))"
    case 5: return "((\(a)) / (1 + (\(expression(depth: depth - 1)))^2))"
    case 6: return "(\(a))^\(2 + next(below: 2))"
    case 7: return "(1.1 + sin(\(a)))^(\(expression(depth: 0)))"
    case 8: return "-(\(a))"
    case 9: return "max(\(a), \(expression(depth: depth - 1)))"
    default:
      let functions = [
        "sin", "cos", "tanh", "sigmoid", "relu", "leaky_relu", "elu", "silu", "softplus", "abs",
        "exp", "ln",
      ]
      let function = functions[next(below: functions.count)]
      switch function {
      case "exp": return "exp(sin(\(a)))"
      case "ln": return "ln(1 + (\(a))^2)"
      default: return "\(function)(\(a))"
      }
    }
  }
}
