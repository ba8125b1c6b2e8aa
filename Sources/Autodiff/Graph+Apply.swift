extension Graph {
  /// Appends an operation on earlier nodes.
  package mutating func apply(
    _ operation: Operation, _ inputs: NodeID...
  ) throws(ShapeError) -> NodeID {
    fatalError()
  }
}
