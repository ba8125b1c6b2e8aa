import Autodiff

/// A graph seen as its named quantities: what lies between two names is a formula.
struct QuantityGraph {
  struct Quantity {
    let node: NodeID
    let name: String
    /// The quantities that its formula names, in order of first use. Empty for leaves.
    let inputs: [NodeID]
    /// The nodes of the formula without the inputs, in order, the quantity itself last.
    let formula: [NodeID]
  }

  let graph: Graph
  /// In order of computation.
  let quantities: [Quantity]
  let names: [NodeID: String]

  /// - Parameter names: the nodes that are quantities.
  init(_ graph: Graph, names: [NodeID: String]) {
    self.graph = graph
    self.names = names
    quantities = names.sorted { $0.key < $1.key }.map { node, name in
      Self.quantity(node, name, in: graph, names)
    }
  }

  private static func quantity(
    _ node: NodeID, _ name: String, in graph: Graph, _ names: [NodeID: String]
  ) -> Quantity {
    var inputs: [NodeID] = []
    var seen: Set<NodeID> = [node]
    var formula = [node]
    // The operands are taken from left to right, so that the inputs come in the order of reading.
    var pending = Array(graph[node].inputs.reversed())
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if names[next] != nil {
        inputs.append(next)
      } else {
        formula.append(next)
        pending += graph[next].inputs.reversed()
      }
    }
    return Quantity(node: node, name: name, inputs: inputs, formula: formula.sorted())
  }

  /// The quantities that a target is computed from, itself included.
  func dependencies(of target: NodeID) -> Set<NodeID> {
    var result: Set<NodeID> = [target]
    for quantity in quantities.reversed() where result.contains(quantity.node) {
      result.formUnion(quantity.inputs)
    }
    return result
  }

  /// The quantity that is the softmax of another.
  func softmaxName(of id: NodeID) -> String? {
    quantities.first { quantity in
      guard case .softmax = graph[quantity.node].operation else { return false }
      return graph[quantity.node].inputs == [id]
    }?.name
  }

  /// The quantities that are a function of one other, such as a = sigmoid(z).
  var calls: [(SymbolicExpression, String)] {
    quantities.compactMap { quantity in
      guard quantity.formula.count == 1, quantity.inputs.count == 1 else { return nil }
      var symbols = names
      symbols[quantity.node] = nil
      let expression = SymbolicReader(graph: graph, symbols: symbols, elementwise: true)
        .expression(of: quantity.node)
      guard let expression, expression.isSimpleCall else { return nil }
      return (expression, quantity.name)
    }
  }
}
