import Testing

@testable import Autodiff

struct ProgramTests {
  @Test("compiled and interpreted operations give equal bits", arguments: OperationCase.all)
  func operationsAgree(_ test: OperationCase) throws {
    var scene = try test.scene(seed: 11)
    let gradients = try scene.graph.gradient(of: scene.loss, withRespectTo: scene.parameters)
    try expectCompiledEqualsInterpreted(
      scene.graph, parameters: scene.parameters, gradients: gradients,
      outputs: [scene.result, scene.loss], feeds: scene.feeds, test.testDescription)
  }

  @Test("compiled and interpreted operations agree at the edges of the numbers")
  func edgesAgree() throws {
    let edges: [Double] = [
      0, -0.0, 1, -1, 0.5, -0.5, 0x1p-1070, -0x1p-1070, 0x1p-1074, 0x1p-1030, 0x1p-1022, 0x1p-149,
      1e-38, 1e300,
      -1e300, 1e38, 1e39, 700, -745, 710, -746, 88, -104, 1000, -1000, .infinity, -.infinity, .nan,
      1e5, -1e5, 3.5, 7,
    ]
    for test in OperationCase.all where test.domain != .index {
      var scene = try test.scene(seed: 1)
      for parameter in scene.parameters {
        let shape = scene.graph.shape(of: parameter)
        let start = parameter.index * 5
        let values = (0..<shape.count).map { edges[($0 &* 7 + start) % edges.count] }
        scene.feeds[parameter] = Tensor(shape, values)
      }
      let gradients = try scene.graph.gradient(of: scene.loss, withRespectTo: scene.parameters)
      try expectCompiledEqualsInterpreted(
        scene.graph, parameters: scene.parameters, gradients: gradients,
        outputs: [scene.result], feeds: scene.feeds, "edges of \(test.testDescription)")
    }
  }

  @Test("long reductions agree over several blocks")
  func longReductionsAgree() throws {
    var draw = Draw(seed: 3)
    for count in [4095, 4096, 4097, 10_000] {
      var graph = Graph()
      let x = graph.parameter("x", .matrix(2, count))
      let outputs = [
        try graph.sum(x), try graph.sum(x, axis: 0), try graph.sum(x, axis: 1),
        try graph.apply(.maximumOver(axis: 1), x), try graph.apply(.softmax, x),
        try graph.apply(.logSoftmax, x),
      ]
      let feed = Tensor(.matrix(2, count), (0..<2 * count).map { _ in draw.real() })
      try expectCompiledEqualsInterpreted(
        graph, parameters: [x], gradients: [], outputs: outputs, feeds: [x: feed], "\(count)")
    }
  }

  @Test("gradients end in their slab even where they are leaves, constant or shared")
  func gradientsEndInTheirSlab() throws {
    var graph = Graph()
    let a = graph.parameter("a", .vector(3))
    let b = graph.parameter("b", .vector(3))
    let c = graph.parameter("c", .vector(3))
    let d = graph.parameter("d", .vector(3))
    let sum = try graph.add(graph.multiply(a, b), graph.add(c, d))
    let loss = try graph.sum(sum)
    let gradients = try graph.gradient(of: loss, withRespectTo: [a, b, c, d])
    let feeds = [
      a: Tensor([1, 2, 3]), b: Tensor([4, 5, 6]), c: Tensor([7, 8, 9]), d: Tensor([1, 1, 1]),
    ]
    try expectCompiledEqualsInterpreted(
      graph, parameters: [a, b, c, d], gradients: gradients, outputs: [loss, sum], feeds: feeds,
      "leaves")
    let program = Program(graph, parameters: [a, b, c, d], gradients: gradients, outputs: [])
    #expect(gradients[..<2].map { program.offset(of: $0) } == [12, 15])
    #expect([a, b, c, d].map { program.offset(of: $0) } == [0, 3, 6, 9])
  }

  @Test("programs of one workspace share the head and leave each other's tails alone")
  func programsShareTheHead() throws {
    func make(_ rows: Int) throws -> (Graph, w: NodeID, x: NodeID, loss: NodeID) {
      var graph = Graph()
      let x = graph.input("x", .matrix(rows, 2))
      let w = graph.parameter("w", .matrix(2, 1))
      let y = try graph.apply(.matmul(transposeLeft: false, transposeRight: false), x, w)
      let loss = try graph.mean(y)
      return (graph, w, x, loss)
    }
    let first = try make(3)
    let second = try make(2)
    let large = Program(
      first.0, parameters: [first.w], gradients: [], outputs: [first.loss], stateSlots: 2)
    let small = Program(
      second.0, parameters: [second.w], gradients: [], outputs: [second.loss], stateSlots: 2,
      tail: large.end)
    let workspace = Workspace<Double>([large, small])
    workspace.store(Tensor([2, 10]), at: large.offset(of: first.w))
    workspace.store(Tensor([1, 1, 2, 2, 3, 3]), at: large.offset(of: first.x))
    workspace.store(Tensor([1, 0, 0, 1]), at: small.offset(of: second.x))
    workspace.run(large)
    workspace.run(small)
    workspace.run(large)
    #expect(workspace.elements[large.offset(of: first.loss)] == 24)
    #expect(workspace.elements[small.offset(of: second.loss)] == 6)
    #expect(large.offset(of: first.x) >= 4 * large.parameterCount)
  }

  @Test("values that are not read again give up their places")
  func memoryIsReused() throws {
    var graph = Graph()
    let x = graph.input("x", .vector(1000))
    var y = x
    for _ in 0..<100 { y = try graph.apply(.tanh, graph.add(y, graph.apply(.sin, y))) }
    let program = Program(graph, parameters: [], gradients: [], outputs: [y])
    #expect(program.end < 5 * 1008 + 16)
  }

  @Test("a graph of 10,000 nodes compiles and differentiates without deep recursion")
  func deepGraph() throws {
    var graph = Graph()
    let x = graph.parameter("x", .scalar)
    var y = x
    for _ in 0..<5000 { y = try graph.apply(.sin, graph.add(y, x)) }
    let gradient = try graph.gradient(of: y, withRespectTo: [x])
    try expectCompiledEqualsInterpreted(
      graph, parameters: [x], gradients: gradient, outputs: [y], feeds: [x: Tensor(0.1)], "deep")
  }
}
