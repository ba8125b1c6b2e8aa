import Autodiff
import Source
import Testing

@testable import Experiments

@Suite("Errors in tapes")
struct TapeProblemTests {
  @Test("an unknown name is underlined, with the name that was meant")
  func unknownName() {
    #expect(
      tapeProblems("learning = 2\ny = lerning^2") == [
        """
        t.md:2:5: error: unknown name 'lerning'
        2 | y = lerning^2
          |     ^^^^^^^
          help: did you mean 'learning'?
        """
      ])
  }

  @Test("a product that could belong to a quotient or a power asks for parentheses")
  func twoReadings() {
    #expect(
      tapeProblems("x = 2\ny = 1/2(x + 1)\nz = 2^3exp(x)") == [
        """
        t.md:2:7: error: '/2(…)' can be read in two ways and needs parentheses
        2 | y = 1/2(x + 1)
          |       ^^
          help: write …/(2(…)) or (…/2) * (…)
        """,
        """
        t.md:3:7: error: '^3exp(…)' can be read in two ways and needs parentheses
        3 | z = 2^3exp(x)
          |       ^^^^
          help: write …^(3exp(…)) or (…^3) * exp(…)
        """,
      ])
  }

  @Test("inner sizes that differ are named with the product")
  func innerSizes() {
    #expect(
      tapeProblems("x = [[1, 2, 3], [4, 5, 6]]\nW = [[1], [2], [3], [4]]\ny = 2 + x @ W") == [
        """
        t.md:3:9: error: inner sizes 3 and 4 differ in x @ W: (2, 3) @ (4, 1)
        3 | y = 2 + x @ W
          |         ^^^^^
        """
      ])
  }

  @Test(
    "each mistake is said at its place",
    arguments: [
      ("y = x", "1:5: unknown name 'x'"),
      ("y = a + 1\na = 2", "1:5: 'a' is used before it is defined"),
      ("y = (1 + 2", "1:5: '(' is never closed"),
      ("y = 1 + 2)", "1:10: ')' has no '(' before it"),
      ("y = [1, 2", "1:5: '[' is never closed"),
      ("y = 2**3", "1:6: '**' is not a power here"),
      ("x = 1\ny = x x", "2:5: a sign is missing between 'x' and 'x'"),
      ("y = 2 3", "1:5: a sign is missing between '2' and '3'"),
      ("x = 1\ny = (x)(x)", "2:7: a sign is missing between ')' and '('"),
      ("x = 1\ny = 1/2x", "2:7: '/2x' can be read in two ways and needs parentheses"),
      ("x = 1\ny = 2^3x", "2:7: '^3x' can be read in two ways and needs parentheses"),
      ("x = 1\ny = 1/-2x", "2:8: '/2x' can be read in two ways and needs parentheses"),
      ("y = exp(1, 2)", "1:5: 'exp' takes 1 value, this call has 2"),
      ("y = mse(1)", "1:5: 'mse' takes 2 values, this call has 1"),
      ("y = max()", "1:5: 'max' takes 1 or 2 values, this call has 0"),
      ("y = sigmod(1)", "1:5: unknown function 'sigmod'"),
      ("x = 2\ny = x(3)", "2:5: 'x' is a value, not a function"),
      ("y = exp + 1", "1:5: 'exp' is a function and needs its argument"),
      ("y = sum([1], dim=0)", "1:14: 'sum' has no option 'dim'"),
      ("y = exp(1, axis=0)", "1:12: 'exp' has no option 'axis'"),
      ("y = sum([1], axis=0.5)", "1:19: 'axis' is a whole number"),
      ("y = sum([1], axis=1)", "1:5: shape (1) has no axis 1 in sum([1], axis=1)"),
      ("y = max([1], 2, axis=0)", "1:5: 'max' of two values is elementwise and takes no axis"),
      ("x = 1\nx = 2", "2:1: 'x' is defined twice"),
      ("max = 1", "1:1: 'max' is a word of the language and cannot be a name"),
      ("gradient = 1", "1:1: 'gradient' is a word of the language and cannot be a name"),
      ("A = [[1, 2], [3]]", "1:14: this row has 1 entry, the first row has 2"),
      ("A = [1, [3]]", "1:9: an array holds either numbers or rows, not both"),
      ("A = [[[1]]]", "1:5: an array has at most two dimensions"),
      ("A = []", "1:5: an empty array has no shape"),
      ("a = 1\nA = [a, 2]", "2:6: an array's entries are numbers; 'a' is a name"),
      (
        "y = [1, 2] + [1, 2, 3]",
        "1:5: shapes (2) and (3) do not fit together in [1, 2] + [1, 2, 3]"
      ),
      ("y = 2 @ [1]", "1:5: a scalar has no matrix product in 2 @ [1]: () @ (1)"),
      ("x = [1, 2]\ngradient x", "2:10: a gradient is taken of a scalar; 'x' has shape (2)"),
      ("L = 1 + 1\ngradient L", "2:10: there is nothing to differentiate 'L' by"),
      ("x = 1\ngradient L wrt x", "2:10: unknown name 'L'"),
      ("x = 1\ngradient x wrt y", "2:16: unknown name 'y'"),
      ("x = 1\ngradient x by x", "2:12: 'by' is unexpected here"),
      ("x = 1\ngradient x wrt", "2:15: a name is missing here"),
      ("x = 1\ngradient x wrt x, x", "2:19: 'x' is named twice"),
      ("gradient", "1:1: 'gradient' of what?"),
      ("1 + 2", "1:1: this line is neither a definition nor a 'gradient' line"),
      ("y", "1:1: this line is neither a definition nor a 'gradient' line"),
      ("y =", "1:4: 'y' has no right side"),
      ("y = 1 +", "1:8: a value is missing after '+'"),
      ("y = * 2", "1:5: a value is missing before '*'"),
      ("y = 1 + * 2", "1:9: a value is missing between '+' and '*'"),
      ("y = 1 = 2", "1:7: a second '=' in one line"),
      ("y = 1, 2", "1:6: a comma only separates arguments and entries"),
      ("y = 3 $ 4", "1:7: '$' does not belong in an expression"),
      ("x = 1\ny = x²", "2:6: '²' does not belong in an expression"),
      ("y = 1e999", "1:5: 1e999 is too large for a float64"),
      ("parameter w", "1:12: '=' is missing after 'w'"),
      ("y = cross_entropy([[1, 2]], [2])", "1:5: 2 is not a class: there are 2, from 0 to 1"),
      (
        "y = cross_entropy([[1, 2]], [0, 1])",
        "1:5: classes of shape (2) do not fit logits of shape (1, 2) in "
          + "cross_entropy([[1, 2]], [0, 1])"
      ),
    ])
  func place(_ text: String, _ expected: String) {
    let diagnostics = Tape.read(Excerpt(text: text, fileOffset: 0)).diagnostics
    let source = SourceText(name: "t.md", text)
    let found = diagnostics.map { diagnostic in
      let place = source.location(of: diagnostic.range?.start ?? 0)
      return "\(place.line):\(place.column): \(diagnostic.fact.message)"
    }
    #expect(found == [expected])
  }

  @Test("all lines' errors are told, and none that follows from another")
  func severalErrors() {
    let text = """
      x = 2 +
      y = 3x
      z = q + r
      w = z + y
      gradient w wrt x
      v = 3)
      """
    let messages = Tape.read(Excerpt(text: text, fileOffset: 0)).diagnostics.map(\.fact.message)
    #expect(
      messages == [
        "a value is missing after '+'", "unknown name 'q'", "unknown name 'r'",
        "')' has no '(' before it",
      ])
  }

  @Test("a matrix may go over lines, and a forgotten bracket costs one line")
  func brackets() {
    #expect(
      readTape("A = [[1, 2],  # first\n     [3, 4]]\nL = sum(A)")?.run().values.last?.tensor
        == Tensor(10))
    #expect(tapeProblems("A = [[1, 2], [3, 4]\nb = 2\nc = b + d").count == 2)
  }

  @Test("places are those of the file")
  func excerpt() {
    let file = "> ```tape\n> x = 1\n> y = x + q\n> ```\n"
    let excerpt = Excerpt(
      text: "x = 1\ny = x + q\n",
      lines: [.init(offset: 0, fileOffset: 12), .init(offset: 6, fileOffset: 20)])
    #expect(
      printedProblems(Tape.read(excerpt).diagnostics, in: file) == [
        """
        t.md:3:11: error: unknown name 'q'
        3 | > y = x + q
          |           ^
        """
      ])
  }
}
