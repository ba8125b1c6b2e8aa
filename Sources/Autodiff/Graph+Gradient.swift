extension Graph {
  /// Appends the gradient of a scalar node and returns, for each of `targets`, the node that holds
  /// ∂node/∂target, of the target's shape (zeros where `node` does not depend on it).
  package mutating func gradient(
    of node: NodeID, withRespectTo targets: [NodeID]
  ) throws(ShapeError) -> [NodeID] {
    fatalError()
  }
}
