import Testing

@testable import Autodiff

struct GraphLossesTests {
  private typealias Build = (inout Graph, NodeID, NodeID) throws -> NodeID

  /// A loss and its gradient by the prediction.
  private func evaluate(
    _ p: Tensor, _ t: Tensor, _ build: Build
  ) throws -> (loss: Double, gradient: [Double]) {
    var graph = Graph()
    let prediction = graph.parameter("p", p.shape)
    let target = graph.input("t", t.shape)
    let loss = try build(&graph, prediction, target)
    #expect(graph.shape(of: loss) == .scalar)
    let gradient = try graph.gradient(of: loss, withRespectTo: [prediction])[0]
    let values = Interpreter<Double>.evaluate(graph, feeds: [prediction: p, target: t])
    return (values[loss.index].values[0], values[gradient.index].values)
  }

  @Test("mean squared error is the mean of squares")
  func mse() throws {
    let result = try evaluate(Tensor([3, 5]), Tensor([1, 6])) { try $0.mse($1, $2) }
    #expect(result.loss == 2.5)
    #expect(result.gradient == [2, -1])
  }

  @Test("mean absolute error has derivative 0 where the error is 0")
  func mae() throws {
    let result = try evaluate(Tensor([3, 6]), Tensor([1, 6])) { try $0.mae($1, $2) }
    #expect(result.loss == 1)
    #expect(result.gradient == [0.5, 0])
  }

  @Test("huber is quadratic up to an error of 1 and linear beyond")
  func huber() throws {
    let result = try evaluate(Tensor([0.5, 3, -4, 1]), Tensor([0, 0, 0, 0])) {
      try $0.huber($1, $2)
    }
    #expect(result.loss == (0.125 + 2.5 + 3.5 + 0.5) / 4)
    #expect(result.gradient == [0.125, 0.25, -0.25, 0.25])
  }

  @Test("binary cross-entropy of logits is exact at logits of ±1000 and at 0")
  func logits() throws {
    let result = try evaluate(Tensor([1000, -1000, 1000, 0]), Tensor([1, 0, 0, 1])) {
      try $0.binaryCrossEntropy(logits: $1, targets: $2)
    }
    #expect(result.loss == (1000 + 0.6931471805599453) / 4)
    #expect(result.gradient == [0, 0, 0.25, -0.125])
  }

  @Test("binary cross-entropy of probabilities is finite at 0 and 1")
  func probabilities() throws {
    let right = try evaluate(Tensor([1, 0, 0.5]), Tensor([1, 0, 1])) {
      try $0.binaryCrossEntropy(probabilities: $1, targets: $2)
    }
    #expect(abs(right.loss - 0.6931471805599453 / 3) < 1e-15)
    #expect(right.gradient.allSatisfy { $0.isFinite })
    let wrong = try evaluate(Tensor([0]), Tensor([1])) {
      try $0.binaryCrossEntropy(probabilities: $1, targets: $2)
    }
    #expect(wrong.loss == 100)
  }

  @Test("cross-entropy is stable at logits of ±1000")
  func crossEntropy() throws {
    let logits = Tensor([[1000, -1000, 0], [0, 0, 0]])
    let classes = Tensor([[0, 1, 0], [0, 0, 1]])
    let result = try evaluate(logits, classes) { try $0.crossEntropy(logits: $1, oneHot: $2) }
    #expect(abs(result.loss - (2000 + 1.0986122886681098) / 2) < 1e-12)
    #expect(result.gradient[..<3] == [0.5, -0.5, 0])
  }
}
