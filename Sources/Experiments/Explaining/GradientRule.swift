import Autodiff

/// How the gradient at a quantity comes about from those that use it, with symbols.
struct GradientRule {
  let graph: QuantityGraph
  let target: QuantityGraph.Quantity
  let locals: [NodeID: LocalDerivatives]

  /// The rule, its products' shapes (empty where there is no matrix product); empty where no short
  /// rule can be given.
  func rule(at id: NodeID, usedBy consumers: [QuantityGraph.Quantity]) -> (
    text: String, shapes: String
  ) {
    var texts: [String] = []
    var shapes: [String] = []
    for consumer in consumers {
      guard let local = locals[consumer.node],
        let (text, shape) = contribution(at: id, from: consumer, local)
      else { return ("", "") }
      texts.append(text)
      if !shape.isEmpty { shapes.append(shape) }
    }
    return (texts.joined(separator: " + "), shapes.joined(separator: " + "))
  }

  private func contribution(
    at id: NodeID, from consumer: QuantityGraph.Quantity, _ local: LocalDerivatives
  ) -> (String, String)? {
    let isTarget = consumer.node == target.node
    let upstream = "∂\(target.name)/∂\(consumer.name)"
    let counts = [id, consumer.node].map { graph.graph.shape(of: $0).count }
    if counts == [1, 1], !isTarget {
      return ("\(upstream) · ∂\(consumer.name)/∂\(graph.names[id] ?? "")", "")
    }
    return local.rule(for: id, upstream: isTarget ? nil : upstream)
  }
}
