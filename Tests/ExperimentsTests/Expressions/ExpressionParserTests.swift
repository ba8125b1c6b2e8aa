import Source
import Testing

@testable import Experiments

@Suite("Reading expressions")
struct ExpressionParserTests {
  /// The tree with every operation in parentheses.
  private func read(_ text: String) -> String {
    let tokens = Lexer.tokens(of: text)
    do throws(LocatedTapeProblem) {
      let tree = try ExpressionParser.parse(tokens[...], start: 0)
      var texts: [String] = []
      for node in tree.nodes {
        switch node.kind {
        case .number(let number):
          texts.append(Int(exactly: number).map { String($0) } ?? String(number))
        case .name(let name): texts.append(name)
        case .negate(let operand): texts.append("(-\(texts[operand]))")
        case .binary(let binary, let a, let b):
          texts.append("(\(texts[a]) \(binary.sign) \(texts[b]))")
        case .call(let function, let arguments, let axis):
          let list = arguments.map { texts[$0] } + (axis.map { ["axis=\($0)"] } ?? [])
          texts.append("\(function.rawValue)(\(list.joined(separator: ", ")))")
        case .array(let items):
          texts.append("[\(items.map { texts[$0] }.joined(separator: ", "))]")
        }
      }
      return texts[tree.root]
    } catch {
      return error.problem.message
    }
  }

  @Test(
    "operators bind as in the format",
    arguments: [
      ("1 - 2 - 3", "((1 - 2) - 3)"),
      ("1 - 2 * 3", "(1 - (2 * 3))"),
      ("12 / x / 3", "((12 / x) / 3)"),
      ("2^x^2", "(2 ^ (x ^ 2))"),
      ("-x^2", "(-(x ^ 2))"),
      ("2^-1", "(2 ^ (-1))"),
      ("2^-x^2", "(2 ^ (-(x ^ 2)))"),
      ("(-x)^2", "((-x) ^ 2)"),
      ("-x * y", "((-x) * y)"),
      ("x * -y + 1", "((x * (-y)) + 1)"),
      ("2^-1 * 3", "((2 ^ (-1)) * 3)"),
      ("a @ b + c", "((a @ b) + c)"),
      ("x - -y", "(x - (-y))"),
      ("--x", "(-(-x))"),
      ("+x + +3", "(x + 3)"),
    ])
  func precedence(_ text: String, _ tree: String) {
    #expect(read(text) == tree)
  }

  @Test(
    "a number multiplies what stands right behind it",
    arguments: [
      ("3x", "(3 * x)"),
      ("2(x + 1)", "(2 * (x + 1))"),
      ("2exp(x)", "(2 * exp(x))"),
      ("3x^2", "(3 * (x ^ 2))"),
      ("2x/3", "((2 * x) / 3)"),
      ("-3x", "(-(3 * x))"),
      ("y @ 2x", "(y @ (2 * x))"),
      ("x^2 - 2x * y", "((x ^ 2) - ((2 * x) * y))"),
      ("2 x", "(2 * x)"),
      ("1.5e2x", "(150 * x)"),
      ("1e-1x", "(0.1 * x)"),
      ("2e", "(2 * e)"),
      ("2e - 1", "((2 * e) - 1)"),
      (".3x", "(0.3 * x)"),
      ("3.x", "(3 * x)"),
      ("1/(2x)", "(1 / (2 * x))"),
      ("2^(3x)", "(2 ^ (3 * x))"),
    ])
  func implicitProducts(_ text: String, _ tree: String) {
    #expect(read(text) == tree)
  }

  @Test(
    "pasted signs are read as what they stand for",
    arguments: [
      ("3 − x", "(3 - x)"), ("a·b", "(a * b)"), ("a × b", "(a * b)"), ("w₁ + θ", "(w₁ + θ)"),
      ("x\u{A0}+ 1", "(x + 1)"),
    ])
  func pastedSigns(_ text: String, _ tree: String) {
    #expect(read(text) == tree)
  }

  @Test("calls and arrays hold expressions")
  func calls() {
    #expect(read("sum(x, axis=0)") == "sum(x, axis=0)")
    #expect(read("max(0, z - 1)") == "max(0, (z - 1))")
    #expect(read("[[1, -2], [1/2, 2^3]]") == "[[1, (-2)], [(1 / 2), (2 ^ 3)]]")
  }

  @Test("ten thousand parentheses, signs and powers need no deep stack")
  func depth() {
    let count = 10_000
    let open = String(repeating: "(", count: count)
    let close = String(repeating: ")", count: count)
    #expect(read(open + "x" + close) == "x")
    #expect(read(open + "x").hasPrefix("'(' is never closed"))
    for text in [
      String(repeating: "-", count: count) + "x", "x" + String(repeating: "^x", count: count),
      String(repeating: "exp(", count: count) + "x" + close,
    ] {
      let tree = try? ExpressionParser.parse(Lexer.tokens(of: text)[...], start: 0)
      #expect((tree?.nodes.count ?? 0) > count)
    }
  }
}
