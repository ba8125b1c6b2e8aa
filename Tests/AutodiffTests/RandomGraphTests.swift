import Testing

@testable import Autodiff

struct RandomGraphTests {
  @Test("random graphs compiled and interpreted give equal bits")
  func compiledEqualsInterpreted() throws {
    for seed in 0..<400 as Range<UInt64> {
      var random = try RandomGraph(seed: seed)
      let gradients = try random.differentiate()
      let outputs = random.graph.nodes.indices.map { NodeID(index: $0) }
      // Once with every value kept, and once with places reused.
      for kept in [outputs, [random.loss]] {
        try expectCompiledEqualsInterpreted(
          random.graph, parameters: random.parameters, gradients: gradients, outputs: kept,
          feeds: random.feeds, "RandomGraph(seed: \(seed))")
      }
    }
  }

  @Test("simplification changes no bit of random graphs and keeps them well formed")
  func simplificationKeepsBits() throws {
    for seed in 0..<100 as Range<UInt64> {
      var random = try RandomGraph(seed: seed)
      let kept = try random.differentiate() + [random.loss]
      let simplified = random.graph.simplified(keeping: kept)
      try simplified.graph.verify()
      #expect(simplified.graph.nodes.count <= random.graph.nodes.count)
      var feeds: [NodeID: Tensor] = [:]
      for (node, value) in random.feeds {
        if let image = simplified.nodes[node.index] { feeds[image] = value }
      }
      let before = Interpreter<Float>.evaluate(random.graph, feeds: random.feeds)
      let after = Interpreter<Float>.evaluate(simplified.graph, feeds: feeds)
      for node in kept {
        let image = simplified.node(for: node)
        #expect(sameBits(before[node.index], after[image.index]), "RandomGraph(seed: \(seed))")
      }
    }
  }
}
