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
    let shape = graph.graph.shape(of: id)
    let outer = graph.graph.shape(of: consumer.node)
    let upstream = "∂\(target.name)/∂\(consumer.name)"
    let name = graph.names[id] ?? ""
    switch local.rule(for: id) {
    case .elementwise(let derivative):
      let isTarget = consumer.node == target.node
      if shape.count == 1, outer.count == 1, !isTarget {
        return ("\(upstream) · ∂\(consumer.name)/∂\(name)", "")
      }
      let product = times(isTarget ? "" : upstream, derivative, local, outer.count == 1 ? "·" : "⊙")
      return outer.count == 1 ? (product, "") : (summed(product, from: outer, to: shape), "")
    case .leftFactor(let right, let derivative):
      let delta = times(upstream, derivative, local, "⊙")
      let partner = partnerShape(of: id, in: consumer)
      return (
        "\(parenthesized(delta)) @ \(right)ᵀ",
        partner.map { "\(outer) @ \($0.transposed)" } ?? ""
      )
    case .rightFactor(let left, let derivative):
      let delta = times(upstream, derivative, local, "⊙")
      let partner = partnerShape(of: id, in: consumer)
      return (
        "\(left)ᵀ @ \(parenthesized(delta))",
        partner.map { "\($0.transposed) @ \(outer)" } ?? ""
      )
    case .softmax:
      let row = "\(upstream) ⊙ \(consumer.name)"
      return ("\(consumer.name) ⊙ (\(upstream) - sum(\(row), axis=\(outer.rank - 1)))", "")
    case .other:
      return nil
    }
  }

  /// The shape of the other factor of the product that a quantity stands in, where it is a matrix.
  private func partnerShape(of id: NodeID, in consumer: QuantityGraph.Quantity) -> Shape? {
    for node in consumer.formula {
      guard case .matmul = graph.graph[node].operation else { continue }
      let inputs = graph.graph[node].inputs
      guard inputs.contains(id) else { continue }
      return graph.graph.shape(of: inputs[0] == id ? inputs[1] : inputs[0])
    }
    return nil
  }

  private func times(
    _ upstream: String, _ derivative: SymbolicExpression, _ local: LocalDerivatives, _ sign: String
  ) -> String {
    if upstream.isEmpty { return local.text(derivative) }
    if derivative == .one { return upstream }
    let text = local.text(derivative)
    let isAtom: Bool
    switch derivative {
    case .symbol, .euler, .power, .function: isAtom = true
    case .number(let number): isAtom = !number.isNegative
    case .sum, .product: isAtom = false
    }
    return "\(upstream) \(sign) \(isAtom ? text : "(\(text))")"
  }

  /// The sum over the axes along which a value was repeated.
  private func summed(_ text: String, from outer: Shape, to shape: Shape) -> String {
    let overRows = outer.rows != shape.rows
    let overColumns = outer.columns != shape.columns
    if !overRows, !overColumns { return text }
    if overRows, overColumns { return "sum(\(text))" }
    return "sum(\(text), axis=\(overRows ? 0 : outer.rank - 1))"
  }

  private func parenthesized(_ text: String) -> String {
    text.contains(" ") ? "(\(text))" : text
  }
}
