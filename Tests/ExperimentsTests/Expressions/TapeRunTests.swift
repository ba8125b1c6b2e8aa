import Autodiff
import Testing

@testable import Experiments

@Suite("Running tapes")
struct TapeRunTests {
  @Test("values and gradients agree with the reference", arguments: FixtureTape.all)
  func reference(_ fixture: FixtureTape) throws {
    let tape = try #require(readTape(fixture.tape))
    let result = tape.run()
    #expect(result.values.count == fixture.values.count)
    // 1e-12, and 1e-10 where a difference cancels, as the reference states.
    let tolerance =
      ["sigmoid, far", "tanh, far", "quotient"].contains(fixture.name) ? 1e-10 : 1e-12
    for value in result.values {
      let expected = try #require(fixture.values[value.name])
      #expect(agree(value.tensor, expected, tolerance: tolerance), "\(value.name)")
    }
    #expect(result.gradients.count == fixture.gradients.count)
    for gradient in result.gradients {
      let expected = try #require(fixture.gradients[gradient.target])
      #expect(gradient.values.count == expected.count)
      for value in gradient.values {
        let wanted = try #require(expected[value.name])
        #expect(
          agree(value.tensor, wanted, tolerance: tolerance),
          "d\(gradient.target)/d\(value.name): \(value.tensor.values), not \(wanted.values)")
      }
    }
  }

  @Test("the reference has its 95 tapes")
  func complete() {
    #expect(FixtureTape.all.count == 95)
  }

  private func gradients(_ text: String) -> [String: [Double]] {
    guard let result = readTape(text)?.run() else { return [:] }
    var all: [String: [Double]] = [:]
    for gradient in result.gradients {
      for value in gradient.values {
        all["\(gradient.target)/\(value.name)"] = value.tensor.values
      }
    }
    return all
  }

  private func value(_ text: String) -> [Double] {
    readTape("y = " + text)?.run().values.last?.tensor.values ?? []
  }

  @Test("without wrt, a gradient is by the parameters, or else by all literals")
  func missingWrt() {
    #expect(
      gradients("parameter w = 2\nx = 3\nL = (w * x)^2\ngradient L") == ["L/w": [36]])
    #expect(
      gradients("w = 2\nx = -3\nd = 1 / 2\nL = d * (w * x)^2\ngradient L")
        == ["L/w": [18], "L/x": [-12]])
  }

  @Test("a second name for a value has a gradient of its own")
  func alias() {
    #expect(
      gradients("x = 3\ny = x\nL = x * y\ngradient L wrt x, y") == ["L/x": [6], "L/y": [3]])
  }

  @Test("a value that is a number has a gradient as an exponent")
  func namedExponent() {
    let found = gradients("x = 2\nn = 2\nL = x^n\ngradient L wrt x, n")
    #expect(found["L/x"] == [4])
    #expect(abs((found["L/n"]?[0] ?? 0) - 4 * 0.693_147_180_559_945_3) < 1e-14)
  }

  @Test("at a kink the derivative is what the format says")
  func kinks() {
    let expected = [
      "relu": 0, "leaky_relu": 0.01, "elu": 1, "abs": 0,
    ]
    for (function, derivative) in expected {
      #expect(
        gradients("x = 0\ny = \(function)(x)\ngradient y") == ["y/x": [derivative]], "\(function)")
    }
    #expect(gradients("x = 0\ny = max(0, x)\ngradient y wrt x") == ["y/x": [0.5]])
    #expect(
      gradients("x = [2, 1, 2]\ny = max(x)\ngradient y wrt x") == ["y/x": [0.5, 0, 0.5]])
    #expect(gradients("p = 1\nt = 1\ny = mae(p, t)\ngradient y wrt p") == ["y/p": [0]])
  }

  @Test("reductions go over everything or one axis")
  func reductions() {
    let matrix = "[[1, 5, 3], [4, 2, 9]]"
    #expect(value("sum(\(matrix))") == [24])
    #expect(value("sum(\(matrix), axis=0)") == [5, 7, 12])
    #expect(value("mean(\(matrix), axis=1)") == [3, 5])
    #expect(value("max(\(matrix), axis=-1)") == [5, 9])
    #expect(value("min(\(matrix), axis=0)") == [1, 2, 3])
    #expect(value("max(\(matrix))") == [9])
  }

  @Test("cross_entropy takes indices, a column of indices or one-hot rows")
  func crossEntropy() {
    let logits = "[[1, 2, 3], [0, 0, 0]]"
    let indices = value("cross_entropy(\(logits), [2, 0])")
    #expect(abs(indices[0] - (0.407_605_964_444_380 + 1.098_612_288_668_110) / 2) < 1e-14)
    #expect(value("cross_entropy(\(logits), [[2], [0]])") == indices)
    #expect(value("cross_entropy(\(logits), [[0, 0, 1], [1, 0, 0]])") == indices)
    #expect(value("cross_entropy([1000, -1000], 0)") == [0])
    #expect(value("cross_entropy([1000, -1000], 1)") == [2000])
  }

  @Test("a certain prediction costs at most 100")
  func certainPrediction() {
    #expect(value("binary_cross_entropy([0, 1], [0, 1])") == [0])
    #expect(abs(value("binary_cross_entropy(0, 1)")[0] - 100) < 1e-12)
  }

  @Test("products follow NumPy's rule for vectors")
  func matrixProducts() {
    #expect(value("[1, 2] @ [3, 4]") == [11])
    #expect(value("[[1, 2], [3, 4]] @ [1, 1]") == [3, 7])
    #expect(value("[1, 1] @ [[1, 2], [3, 4]]") == [4, 6])
  }

  @Test("a parameter may start at the value of an expression")
  func computedParameter() throws {
    let tape = try #require(
      readTape("a = 3\nparameter w = a^2 + 1\nparameter v = 2w\nloss = (w - v)^2"))
    #expect(tape.initialValues == [NamedTensor("w", Tensor(10)), NamedTensor("v", Tensor(20))])
    #expect(tape.run().values.map(\.tensor.values) == [[3], [10], [20], [100]])
  }

  @Test("two gradient lines of one value are joined")
  func joinedGradients() throws {
    let tape = try #require(
      readTape("x = 1\ny = 2\nL = x * y\ngradient L wrt x\ngradient L wrt x, y"))
    #expect(tape.requests == [Tape.Request(target: "L", sources: ["x", "y"])])
  }

  @Test("ten thousand lines and ten thousand nodes in a line run")
  func large() throws {
    var lines = ["x = 1"]
    for index in 1...10_000 {
      lines.append("v\(index) = 0.5\(index == 1 ? "x" : "v\(index - 1)") + 1")
    }
    lines.append("gradient v10000 wrt x")
    let result = try #require(readTape(lines.joined(separator: "\n"))).run()
    #expect(result.values.last?.tensor.values == [2])
    let sum = "y = x" + String(repeating: " + x", count: 10_000)
    #expect(gradients("x = 1\n\(sum)\ngradient y") == ["y/x": [10_001]])
  }
}
