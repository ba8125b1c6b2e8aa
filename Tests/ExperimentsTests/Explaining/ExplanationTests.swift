import Autodiff
import Testing
import Training

@testable import Experiments

@Suite("Explanations")
struct ExplanationTests {
  private func step(_ name: String, of explanation: Explanation?) -> Explanation.Step? {
    explanation?.steps.first { $0.name == name }
  }

  private func locals(_ name: String, of explanation: Explanation?) -> [String] {
    step(name, of: explanation)?.locals.map { "d\(name)/d\($0.name) = \($0.symbolic)" } ?? []
  }

  @Test("local derivatives and gradients agree with the reference")
  func twoScalarLayers() throws {
    let fixture = try #require(FixtureTape.all.first { $0.name == "two scalar layers" })
    let explanation = try #require(readTape(fixture.tape)?.run().explanation)
    let wanted = try #require(fixture.localDerivatives)
    var found = 0
    for step in explanation.steps {
      let gradient = step.name == "L" ? nil : fixture.gradients["L"]?[step.name]
      if let gradient { #expect(agree(step.gradient, gradient, tolerance: 1e-12)) }
      for local in step.locals {
        guard let expected = wanted["d\(step.name)/d\(local.name)"] else { continue }
        #expect(agree(local.value, expected, tolerance: 1e-12), "d\(step.name)/d\(local.name)")
        found += 1
      }
    }
    #expect(found == wanted.count)
    let chain = try #require(explanation.chains.first { $0.parameter == "w1" })
    #expect(
      chain.products.map { $0.map { "\($0.numerator)/\($0.denominator)" } } == [
        ["L/e", "e/a2", "a2/z2", "z2/a1", "a1/z1", "z1/w1"]
      ])
    let product = chain.products[0].map(\.value).reduce(1, *)
    #expect(abs(product - chain.value) < 1e-15)
    #expect(step("a2", of: explanation)?.formula == "sigmoid(z2)")
    #expect(locals("a2", of: explanation) == ["da2/dz2 = a2*(1 - a2)"])
    #expect(step("z1", of: explanation)?.rule == "∂L/∂a1 · ∂a1/∂z1")
    #expect(step("t", of: explanation)?.role == .data)
    #expect(step("w1", of: explanation)?.role == .parameter)
    #expect(step("L", of: explanation)?.role == .target)
  }

  @Test("a quantity used twice has a product for each way")
  func severalWays() throws {
    let explanation = try #require(
      readTape("x = 3\na = x^2\nb = a * x\nL = a + b\ngradient L wrt x")?.run().explanation)
    let chain = try #require(explanation.chains.first)
    #expect(chain.products.map { $0.map(\.value) } == [[1, 6], [1, 3, 6], [1, 9]])
    #expect(chain.value == 33)
    #expect(step("x", of: explanation)?.rule == "∂L/∂a · ∂a/∂x + ∂L/∂b · ∂b/∂x")
  }

  @Test("too many ways are not written out")
  func manyWays() throws {
    let doubling = (1...12).map { "v\($0) = v\($0 - 1) * sin(v\($0 - 1))" }
    let sums = (1...12).map { "s\($0) = v\($0) + v\($0 - 1)" }
    let text =
      (["v0 = 0.5"] + doubling + sums + ["L = s1 * s12 * s6 * s5 * s4 * s3 * s2 * v3 * v2"])
      .joined(separator: "\n") + "\ngradient L wrt v0"
    let explanation = try #require(readTape(text)?.run().explanation)
    #expect(explanation.chains.isEmpty)
    #expect(explanation.steps.count == 26)
  }

  @Test("matrices have rules with shapes")
  func matrixRules() throws {
    let text = """
      x = [[0, 1], [1, 1], [0, 2]]
      y = [[1], [0], [1]]
      parameter W1 = [[0.5, -0.3], [0.2, 0.8]]
      parameter b1 = [0, 0]
      parameter W2 = [[0.4], [-0.6]]
      z = x @ W1 + b1
      h = relu(z)
      p = sigmoid(h @ W2)
      loss = mse(p, y)
      gradient loss
      """
    let explanation = try #require(readTape(text)?.run().explanation)
    let rules = ["W1", "b1", "W2", "h", "z", "p"].map { step($0, of: explanation)?.rule ?? "" }
    #expect(
      rules == [
        "xᵀ @ ∂loss/∂z", "sum(∂loss/∂z, axis=0)", "hᵀ @ (∂loss/∂p ⊙ (p*(1 - p)))",
        "(∂loss/∂p ⊙ (p*(1 - p))) @ W2ᵀ", "∂loss/∂h ⊙ step(z)", "2(p - y)/3",
      ])
    #expect(step("W1", of: explanation)?.shapes == "(2, 3) @ (3, 2)")
    #expect(step("W1", of: explanation)?.formula == "")
    #expect(
      locals("z", of: explanation) == [
        "dz/dx = … @ W1ᵀ", "dz/dW1 = xᵀ @ …", "dz/db1 = sum(…, axis=0)",
      ])
    #expect(explanation.chains.isEmpty)
  }

  private func explanation(
    _ layers: [Layer], loss: Loss, x: Tensor, y: Tensor, weights: [String: Tensor] = [:]
  ) throws -> (Explanation?, Objective) {
    let data = Dataset(features: x, targets: y)
    let model = try NetworkModel(Network(inputs: nil, layers: layers), loss: loss, data: data)
    let objective = try model.objective(samples: x.shape.rows, mode: .training)
    var feeds: [NodeID: Tensor] = [:]
    for parameter in objective.parameters {
      let shape = objective.graph.shape(of: parameter.node)
      let filled = (0..<shape.count).map { 0.1 * Double($0 % 7) - 0.2 }
      feeds[parameter.node] = weights[parameter.name] ?? Tensor(shape, filled)
    }
    if let features = objective.features { feeds[features] = x }
    if let targets = objective.targets {
      let shape = objective.graph.shape(of: targets)
      feeds[targets] =
        shape.count == y.shape.count
        ? y
        : Tensor(
          shape,
          y.values.flatMap { label in (0..<shape.columns).map { Double($0) == label ? 1 : 0 } })
    }
    return (Explanation(objective, feeds: feeds), objective)
  }

  @Test("a network of single numbers has the chain rule of its textbook")
  func scalarNetwork() throws {
    let (found, _) = try explanation(
      [.dense(units: 1, .relu), .dense(units: 1, .sigmoid)], loss: .mse, x: Tensor([[2]]),
      y: Tensor([[1]]),
      weights: [
        "W1": Tensor([[0.5]]), "b1": Tensor([0.1]), "W2": Tensor([[0.3]]), "b2": Tensor([-0.2]),
      ])
    let explanation = try #require(found)
    #expect(
      explanation.steps.map { "\($0.name) = \($0.formula)" } == [
        "x = ", "W1 = ", "b1 = ", "z1 = x @ W1 + b1", "a1 = relu(z1)", "W2 = ", "b2 = ",
        "z2 = a1 @ W2 + b2", "a2 = sigmoid(z2)", "y = ", "L = (a2 - y)^2",
      ])
    #expect(locals("L", of: explanation) == ["dL/da2 = 2(a2 - y)", "dL/dy = 2(y - a2)"])
    let chain = try #require(explanation.chains.first { $0.parameter == "W1" })
    #expect(
      chain.products.map { $0.map { "\($0.numerator)/\($0.denominator)" } } == [
        ["L/a2", "a2/z2", "z2/a1", "a1/z1", "z1/W1"]
      ])
    #expect(abs(chain.value - -0.139_672_759_126_163_53) < 1e-15)
  }

  @Test("losses from logits name the probabilities")
  func logits() throws {
    let x = Tensor([[0.5, 1], [1, -1], [0, 2]])
    let (classes, _) = try explanation(
      [.dense(units: 3, .softmax)], loss: .crossEntropy, x: x, y: Tensor([[2], [0], [1]]))
    #expect(
      locals("L", of: classes) == ["dL/dy = -log_softmax(z1)/3", "dL/dz1 = (a1 - y)/3"])
    #expect(step("W1", of: classes)?.rule == "xᵀ @ ∂L/∂z1")
    let (binary, _) = try explanation(
      [.dense(units: 1, .sigmoid)], loss: .binaryCrossEntropy, x: x, y: Tensor([[1], [0], [1]]))
    #expect(step("z1", of: binary)?.rule == "(a1 - y)/3")
    #expect(step("L", of: binary)?.formula == "mean(softplus(z1) - y*z1)")
  }

  @Test("every layer and activation is explained")
  func layers() throws {
    let x = Tensor([[0.5, 1], [1, -1], [0, 2]])
    for activation in Activation.allCases where activation != .softmax {
      let (found, _) = try explanation(
        [
          .dense(units: 2, activation), .batchNorm, .layerNorm,
          .residual([.dense(units: 2, .tanh)]),
          .dense(units: 1, .linear),
        ], loss: .huber, x: x, y: Tensor([[1], [0], [1]]))
      let explanation = try #require(found)
      #expect(explanation.steps.last?.name == "L")
      #expect(explanation.steps.allSatisfy { $0.gradient != nil }, "\(activation)")
    }
  }

  @Test("what is too large is not explained")
  func limits() {
    let lines = (1...300).map { "v\($0) = 0.5v\($0 - 1)" }.joined(separator: "\n")
    let result = readTape("v0 = 1\n\(lines)\ngradient v300 wrt v0")?.run()
    #expect(result != nil && result?.explanation == nil)
    let ones = "[" + [String](repeating: "1", count: 60_000).joined(separator: ", ") + "]"
    #expect(readTape("v = \(ones)\nL = sum(v)\ngradient L")?.run().explanation == nil)
  }

  @Test("of a minimised expression the author's words are kept")
  func minimize() throws {
    let model = try #require(
      ExpressionModel.read(
        .init(text: "(w - 5)^2", fileOffset: 0),
        start: [.init(NamedTensor("w", Tensor(8)), range: nil)]
      ).model)
    let explanation = try #require(model.explanation())
    #expect(explanation.steps.map(\.formula) == ["", "(w - 5)^2"])
    #expect(explanation.steps.map(\.gradient) == [Tensor(6), Tensor(1)])
    #expect(model.derivatives == [NamedText("w", "2(w - 5)")])
    #expect(model.scalarDerivatives.first?.derivative.display == "2(w − 5)")
  }
}
