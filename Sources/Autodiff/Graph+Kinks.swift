extension Graph {
  /// Appends, for every operation with a kink that `node` is computed from, a value whose elements'
  /// signs tell which branch the operation takes: z of relu(z), a − b of max(a, b), x − max(x).
  ///
  /// As long as no sign changes, `node` is a smooth function of the graph's leaves.
  package mutating func kinkArguments(of node: NodeID) throws(ShapeError) -> [NodeID] {
    let needed = nodesNeeded(for: [node])
    var arguments: [NodeID] = []
    for index in 0...node.index where needed[index] {
      let y = NodeID(index: index)
      let inputs = self[y].inputs
      switch self[y].operation {
      case .relu, .leakyRelu, .elu, .abs, .step, .sign: arguments.append(inputs[0])
      case .maximum, .minimum, .equal: arguments.append(try subtract(inputs[0], inputs[1]))
      case .maximumOver(let axis), .minimumOver(let axis):
        let shape = shape(of: inputs[0])
        arguments.append(try subtract(inputs[0], expand(y, along: axis, of: shape)))
      case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .sin, .cos, .tan,
        .tanh, .sigmoid, .gelu, .silu, .softplus, .normalCDF, .add, .subtract, .multiply, .divide,
        .power, .logisticLoss, .matmul, .transpose, .reshape, .broadcast, .sum, .softmax,
        .logSoftmax, .oneHot:
        continue
      }
    }
    return arguments
  }

  /// The nodes, no leaves, that a node is computed from, itself included, in order.
  package func computedNodes(for node: NodeID) -> [NodeID] {
    let needed = nodesNeeded(for: [node])
    return nodes.indices.filter { needed[$0] && nodes[$0].operation.kind.form != .leaf }
      .map { NodeID(index: $0) }
  }

  /// The same graph in which these nodes are parameters: leaves whose value is given.
  package func withParameters(at nodes: [NodeID]) -> Graph {
    let chosen = Set(nodes)
    var result = Graph()
    for (index, node) in self.nodes.enumerated() {
      let id = NodeID(index: index)
      if chosen.contains(id) {
        _ = result.parameter(node.name ?? "", node.shape)
      } else {
        _ = result.append(node)
      }
    }
    return result
  }
}
