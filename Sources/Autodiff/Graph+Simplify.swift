/// A graph in fewer nodes, with the way from the nodes of the original.
package struct SimplifiedGraph: Sendable {
  package let graph: Graph
  /// For each node of the original the node that holds its value, or nil where nothing kept needs
  /// it.
  let nodes: [NodeID?]

  /// The node that holds an original node's value.
  ///
  /// - Precondition: the node was kept, or is needed by one that was.
  package func node(for original: NodeID) -> NodeID {
    guard let node = nodes[original.index] else {
      preconditionFailure("node \(original.index) was not kept")
    }
    return node
  }
}

extension Graph {
  /// Drops what the kept nodes do not need, merges equal computations and removes operations that
  /// change nothing.
  ///
  /// The rule: no bit of any kept value may change, in float64 or float32, whatever the values
  /// (signs of zeros and infinities included; only which of several NaNs results is left open). So
  /// x · 1, x / 1, x − 0 and x + −0 become x, but x + 0 stays (it makes +0 of −0), and so does
  /// 0 · x. Nothing is reassociated.
  package func simplified(keeping kept: [NodeID]) -> SimplifiedGraph {
    let needed = nodesNeeded(for: kept)
    var simplifier = Simplifier()
    var map = [NodeID?](repeating: nil, count: nodes.count)
    for (index, node) in nodes.enumerated() where needed[index] {
      map[index] = simplifier.add(node, inputs: node.inputs.compactMap { map[$0.index] })
    }
    // Rewriting may have left nodes behind that nothing needs any more.
    let lean = simplifier.graph.compacted(keeping: kept.compactMap { map[$0.index] })
    return SimplifiedGraph(
      graph: lean.graph, nodes: map.map { $0.flatMap { lean.nodes[$0.index] } })
  }

  private func compacted(keeping kept: [NodeID]) -> SimplifiedGraph {
    let needed = nodesNeeded(for: kept)
    var result = Graph()
    var map = [NodeID?](repeating: nil, count: nodes.count)
    for (index, node) in nodes.enumerated() where needed[index] {
      map[index] = result.append(node.with(inputs: node.inputs.compactMap { map[$0.index] }))
    }
    return SimplifiedGraph(graph: result, nodes: map)
  }

  /// Which nodes the kept ones are computed from, themselves included.
  func nodesNeeded(for kept: [NodeID]) -> [Bool] {
    var needed = [Bool](repeating: false, count: nodes.count)
    for id in kept { needed[id.index] = true }
    for index in nodes.indices.reversed() where needed[index] {
      for input in nodes[index].inputs { needed[input.index] = true }
    }
    return needed
  }
}

extension Node {
  func with(inputs: [NodeID]) -> Node {
    Node(operation: operation, inputs: inputs, shape: shape, name: name)
  }
}

/// Builds the simplified graph node by node.
private struct Simplifier {
  var graph = Graph()
  private var known: [Key: NodeID] = [:]

  /// What makes two nodes compute the same bits.
  private enum Key: Hashable {
    case constant(Shape, [UInt64])
    case computed(Operation, [NodeID])
  }

  mutating func add(_ node: Node, inputs: [NodeID]) -> NodeID {
    let inputs = withoutNeedlessBroadcasts(node, inputs)
    let rewritten = rewrite(node, inputs)
    switch rewritten {
    case .existing(let id):
      if graph[id].name == nil, let name = node.name, !isLeaf(id) { graph.setName(name, of: id) }
      return id
    case .node(let node): return merge(node)
    }
  }

  private func isLeaf(_ id: NodeID) -> Bool { graph[id].operation.kind.form == .leaf }

  private mutating func merge(_ node: Node) -> NodeID {
    guard let key = key(node) else { return graph.append(node) }
    if let id = known[key] { return id }
    let id = graph.append(node)
    known[key] = id
    return id
  }

  private func key(_ node: Node) -> Key? {
    let kind = node.operation.kind
    if kind == .input || kind == .parameter { return nil }
    if case .constant(let tensor) = node.operation {
      // Bits, since 0 and −0 are equal numbers; data is large, and not worth a comparison.
      guard tensor.values.count <= 16 else { return nil }
      return .constant(node.shape, tensor.values.map { $0.bitPattern })
    }
    let commutes = kind == .add || kind == .multiply || kind == .equal
    return .computed(node.operation, commutes ? node.inputs.sorted() : node.inputs)
  }

  /// Elementwise operations repeat their operands themselves.
  private func withoutNeedlessBroadcasts(_ node: Node, _ inputs: [NodeID]) -> [NodeID] {
    guard node.operation.kind.form == .binary else { return inputs }
    var result = inputs
    for position in inputs.indices {
      guard case .broadcast = graph[inputs[position]].operation else { continue }
      var candidate = result
      candidate[position] = graph[inputs[position]].inputs[0]
      let shapes = candidate.map { graph.shape(of: $0) }
      if Shape.broadcast(shapes[0], shapes[1]) == node.shape { result = candidate }
    }
    return result
  }

  private enum Rewritten {
    case existing(NodeID)
    case node(Node)
  }

  private func rewrite(_ node: Node, _ inputs: [NodeID]) -> Rewritten {
    let plain = Rewritten.node(node.with(inputs: inputs))
    let kind = node.operation.kind
    if kind == .multiply || kind == .add { return rewriteCommuting(node, inputs, plain) }
    if kind == .divide && isConstant(inputs[1], 1) || kind == .subtract && isConstant(inputs[1], 0)
      || kind == .broadcast
    {
      return unchanged(inputs[0], node, plain)
    }
    if kind == .negate || kind == .transpose { return rewriteInverse(node, inputs[0], plain) }
    return kind == .reshape ? rewriteReshape(node, inputs[0], plain) : plain
  }

  private func rewriteCommuting(
    _ node: Node, _ inputs: [NodeID], _ plain: Rewritten
  ) -> Rewritten {
    let neutral = node.operation == .add ? -0.0 : 1
    if isConstant(inputs[0], neutral), keeps(inputs[1], node) { return .existing(inputs[1]) }
    if isConstant(inputs[1], neutral), keeps(inputs[0], node) { return .existing(inputs[0]) }
    return node.operation == .add ? rewriteSum(node, inputs, plain) : plain
  }

  private func rewriteSum(_ node: Node, _ inputs: [NodeID], _ plain: Rewritten) -> Rewritten {
    // a + (−b) and a − b round alike.
    for (position, other) in [(1, 0), (0, 1)] where graph[inputs[position]].operation == .negate {
      let operands = [inputs[other], graph[inputs[position]].inputs[0]]
      return .node(
        Node(operation: .subtract, inputs: operands, shape: node.shape, name: node.name))
    }
    return plain
  }

  /// −(−x) and (xᵀ)ᵀ are x; the negative of a constant is a constant.
  private func rewriteInverse(_ node: Node, _ input: NodeID, _ plain: Rewritten) -> Rewritten {
    if graph[input].operation == node.operation { return .existing(graph[input].inputs[0]) }
    if node.operation == .negate, case .constant(let tensor) = graph[input].operation {
      let negative = Tensor(node.shape, tensor.values.map { -$0 })
      return .node(
        Node(operation: .constant(negative), inputs: [], shape: node.shape, name: node.name))
    }
    return plain
  }

  private func rewriteReshape(_ node: Node, _ input: NodeID, _ plain: Rewritten) -> Rewritten {
    if case .constant(let tensor) = graph[input].operation {
      let operation = Operation.constant(Tensor(node.shape, tensor.values))
      return .node(Node(operation: operation, inputs: [], shape: node.shape, name: node.name))
    }
    guard case .reshape = graph[input].operation else { return unchanged(input, node, plain) }
    let source = graph[input].inputs[0]
    return unchanged(source, node, .node(node.with(inputs: [source])))
  }

  private func unchanged(_ id: NodeID, _ node: Node, _ plain: Rewritten) -> Rewritten {
    keeps(id, node) ? .existing(id) : plain
  }

  private func keeps(_ id: NodeID, _ node: Node) -> Bool { graph.shape(of: id) == node.shape }

  /// Whether a node is a constant whose every element has these very bits.
  private func isConstant(_ id: NodeID, _ value: Double) -> Bool {
    guard case .constant(let tensor) = graph[id].operation, tensor.values.count <= 16 else {
      return false
    }
    return tensor.values.allSatisfy { $0.bitPattern == value.bitPattern }
  }
}
