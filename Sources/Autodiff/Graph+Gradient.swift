extension Graph {
  /// Appends the gradient of a scalar node and returns, for each of `targets`, the node that holds
  /// ∂node/∂target, of the target's shape (zeros where `node` does not depend on it).
  ///
  /// Reverse accumulation by the rules of `gradientRule`: the nodes are visited from `node` back to
  /// the start, only those that lie on a way from a target. A value's contributions are added in
  /// descending order of use, so the sum's order is fixed. The gradient's nodes are ordinary ones:
  /// they can be differentiated again.
  ///
  /// - Throws: `notScalar` where `node` holds more than one number.
  package mutating func gradient(
    of node: NodeID, withRespectTo targets: [NodeID]
  ) throws(ShapeError) -> [NodeID] {
    let shape = shape(of: node)
    guard shape.count == 1 else { throw .notScalar(shape) }
    let carries = nodes(through: node, dependingOn: targets)
    var gradients = [NodeID?](repeating: nil, count: node.index + 1)
    gradients[node.index] = constant(Tensor(shape, [1]))
    for index in stride(from: node.index, through: 0, by: -1) where carries[index] {
      guard let upstream = gradients[index] else { continue }
      for (position, input) in nodes[index].inputs.enumerated() where carries[input.index] {
        let y = NodeID(index: index)
        guard let part = try gradientRule(of: y, input: position, upstream) else { continue }
        if let sum = gradients[input.index] {
          gradients[input.index] = try add(sum, part)
        } else {
          gradients[input.index] = part
        }
      }
    }
    var result: [NodeID] = []
    for target in targets {
      let found = target <= node ? gradients[target.index] : nil
      result.append(found ?? constant(.zeros(self.shape(of: target))))
    }
    return result
  }

  /// Which of the nodes up to `last` are targets or are computed from one.
  private func nodes(through last: NodeID, dependingOn targets: [NodeID]) -> [Bool] {
    var depends = [Bool](repeating: false, count: last.index + 1)
    for target in targets where target <= last { depends[target.index] = true }
    for index in depends.indices where !depends[index] {
      depends[index] = nodes[index].inputs.contains { depends[$0.index] }
    }
    return depends
  }
}
