import Autodiff

/// The chain rule written out between single numbers.
struct ChainRule {
  let graph: QuantityGraph
  let target: QuantityGraph.Quantity
  /// The local derivatives' values: of a quantity (outer key) by an input (inner key).
  let locals: [NodeID: [NodeID: Tensor]]

  /// The most ways from a quantity to the target that are written out.
  static let wayLimit = 8
  /// The longest way that is written out.
  static let lengthLimit = 24

  /// All ways from the target to a source, each a product of local derivatives; nil where there are
  /// too many or not all are numbers.
  func products(to source: NodeID) -> [[Explanation.Chain.Factor]]? {
    let wanted = reaching(source)
    guard wanted.contains(target.node) else { return nil }
    var ways: [[Explanation.Chain.Factor]] = []
    var pending: [(quantity: QuantityGraph.Quantity, way: [Explanation.Chain.Factor])] = [
      (target, [])
    ]
    while let (quantity, way) = pending.popLast() {
      if quantity.node == source {
        ways.append(way)
        continue
      }
      guard way.count < Self.lengthLimit else { return nil }
      // The last in is the first out, so the inputs go on in reverse.
      for input in quantity.inputs.reversed() where wanted.contains(input) {
        guard let next = quantities[input],
          let value = locals[quantity.node]?[input], value.values.count == 1,
          graph.graph.shape(of: quantity.node).count == 1
        else { return nil }
        let factor = Explanation.Chain.Factor(
          numerator: quantity.name, denominator: next.name, value: value.values[0])
        pending.append((next, way + [factor]))
      }
      if pending.count + ways.count > Self.wayLimit { return nil }
    }
    return ways
  }

  private let quantities: [NodeID: QuantityGraph.Quantity]

  init(
    graph: QuantityGraph, target: QuantityGraph.Quantity, locals: [NodeID: [NodeID: Tensor]]
  ) {
    self.graph = graph
    self.target = target
    self.locals = locals
    var quantities: [NodeID: QuantityGraph.Quantity] = [:]
    for quantity in graph.quantities { quantities[quantity.node] = quantity }
    self.quantities = quantities
  }

  /// The quantities that depend on a source, itself included.
  private func reaching(_ source: NodeID) -> Set<NodeID> {
    var result: Set<NodeID> = [source]
    for quantity in graph.quantities
    where quantity.node > source && quantity.inputs.contains(where: { result.contains($0) }) {
      result.insert(quantity.node)
    }
    return result
  }
}
