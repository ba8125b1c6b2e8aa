import Testing

@testable import Autodiff

struct GraphGradientTests {
  @Test(
    "the gradient of every operation agrees with finite differences", arguments: OperationCase.all)
  func gradientIsRight(_ test: OperationCase) throws {
    for seed in 0..<2 as Range<UInt64> {
      var scene = try test.scene(seed: seed)
      let gradients = try scene.graph.gradient(of: scene.loss, withRespectTo: scene.parameters)
      try scene.graph.verify()
      guard test.domain != .index else { continue }
      let difference = differenceFromFiniteDifferences(
        scene.graph, of: scene.loss, gradients: gradients, parameters: scene.parameters,
        feeds: scene.feeds)
      #expect(difference < 1e-7, "seed \(seed)")
    }
  }

  @Test("the gradient of a gradient agrees with finite differences", arguments: OperationCase.all)
  func secondGradientIsRight(_ test: OperationCase) throws {
    guard test.domain != .index else { return }
    var scene = try test.scene(seed: 7)
    var draw = Draw(seed: 8)
    let first = try scene.graph.gradient(of: scene.loss, withRespectTo: scene.parameters)
    var total = scene.graph.constant(0)
    for gradient in first {
      let shape = scene.graph.shape(of: gradient)
      let weights = scene.graph.constant(Tensor(shape, (0..<shape.count).map { _ in draw.real() }))
      total = try scene.graph.add(
        total, scene.graph.sum(scene.graph.multiply(gradient, weights)))
    }
    let second = try scene.graph.gradient(of: total, withRespectTo: scene.parameters)
    let difference = differenceFromFiniteDifferences(
      scene.graph, of: total, gradients: second, parameters: scene.parameters, feeds: scene.feeds)
    #expect(difference < 1e-6)
  }

  @Test("at a kink the derivative is the one that the format names")
  func kinks() throws {
    let expected: [(Operation, Double)] = [
      (.relu, 0), (.abs, 0), (.leakyRelu, 0.01), (.elu, 1), (.step, 0), (.sign, 0),
    ]
    for (operation, slope) in expected {
      var graph = Graph()
      let x = graph.parameter("x", .scalar)
      let y = try graph.apply(operation, x)
      let gradient = try graph.gradient(of: y, withRespectTo: [x])[0]
      let values = Interpreter<Double>.evaluate(graph, feeds: [x: Tensor(0)])
      #expect(values[gradient.index].values == [slope], "\(operation.name)")
    }
  }

  @Test("equal values in max and min share the gradient evenly")
  func ties() throws {
    for operation in [Operation.maximum, .minimum] {
      var graph = Graph()
      let a = graph.parameter("a", .scalar)
      let b = graph.parameter("b", .scalar)
      let y = try graph.apply(operation, a, b)
      let gradients = try graph.gradient(of: y, withRespectTo: [a, b])
      let values = Interpreter<Double>.evaluate(graph, feeds: [a: Tensor(3), b: Tensor(3)])
      #expect(gradients.map { values[$0.index].values } == [[0.5], [0.5]])
    }
    for operation in [Operation.maximumOver(axis: nil), .minimumOver(axis: nil)] {
      var graph = Graph()
      let x = graph.parameter("x", .vector(4))
      let y = try graph.apply(operation, x)
      let gradient = try graph.gradient(of: y, withRespectTo: [x])[0]
      let feed = Tensor(operation == .maximumOver(axis: nil) ? [1, 5, 5, 2] : [9, 5, 5, 7])
      let values = Interpreter<Double>.evaluate(graph, feeds: [x: feed])
      #expect(values[gradient.index].values == [0, 0.5, 0.5, 0])
    }
  }

  @Test("powers of zero have finite gradients")
  func powersOfZero() throws {
    var graph = Graph()
    let a = graph.parameter("a", .vector(3))
    let b = graph.parameter("b", .vector(3))
    let loss = try graph.sum(graph.apply(.power, a, b))
    let gradients = try graph.gradient(of: loss, withRespectTo: [a, b])
    let values = Interpreter<Double>.evaluate(
      graph, feeds: [a: Tensor([0, 0, 2]), b: Tensor([0, 2, 0])])
    #expect(values[gradients[0].index].values == [0, 0, 0])
    #expect(values[gradients[1].index].values[..<2] == [0, 0])
  }

  @Test("a target that the node does not depend on has a gradient of zeros")
  func independentTarget() throws {
    var graph = Graph()
    let x = graph.parameter("x", .scalar)
    let other = graph.parameter("other", .matrix(2, 3))
    let y = try graph.apply(.square, x)
    let later = try graph.apply(.exp, y)
    let gradients = try graph.gradient(of: y, withRespectTo: [other, later])
    let values = Interpreter<Double>.evaluate(
      graph, feeds: [x: Tensor(2), other: .zeros(.matrix(2, 3))])
    #expect(values[gradients[0].index] == .zeros(.matrix(2, 3)))
    #expect(values[gradients[1].index] == Tensor(0))
  }

  @Test("only the ways from a target to the node are differentiated")
  func needlessBranches() throws {
    var graph = Graph()
    let x = graph.parameter("x", .scalar)
    let data = graph.input("data", .matrix(4, 4))
    let branch = try graph.sum(graph.apply(.tanh, data))
    let y = try graph.multiply(x, branch)
    let before = graph.nodes.count
    _ = try graph.gradient(of: y, withRespectTo: [x])
    // The seed and its product with the branch.
    #expect(graph.nodes.count == before + 2)
  }

  @Test("the gradient of a matrix is refused")
  func notScalar() throws {
    var graph = Graph()
    let x = graph.parameter("x", .matrix(2, 3))
    #expect(throws: ShapeError.notScalar(.matrix(2, 3))) {
      try graph.gradient(of: x, withRespectTo: [x])
    }
  }

  @Test("a matrix of one element counts as a scalar")
  func singleElement() throws {
    var graph = Graph()
    let x = graph.parameter("x", .matrix(1, 1))
    let y = try graph.apply(.square, x)
    let gradient = try graph.gradient(of: y, withRespectTo: [x])[0]
    let values = Interpreter<Double>.evaluate(graph, feeds: [x: Tensor([[3]])])
    #expect(values[gradient.index] == Tensor([[6]]))
  }
}
