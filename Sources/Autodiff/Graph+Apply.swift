extension Graph {
  /// Appends an operation on earlier nodes.
  ///
  /// A negative axis counts from the last, as in NumPy.
  ///
  /// - Precondition: as many inputs as the operation's arity; leaves have functions of their own.
  /// - Throws: why the inputs' shapes do not fit the operation.
  package mutating func apply(
    _ operation: Operation, _ inputs: NodeID...
  ) throws(ShapeError) -> NodeID {
    try apply(operation, inputs)
  }

  /// Appends an operation on a list of earlier nodes.
  package mutating func apply(
    _ operation: Operation, _ inputs: [NodeID]
  ) throws(ShapeError) -> NodeID {
    let arity = operation.kind.arity
    precondition(inputs.count == arity, "\(operation.name) takes \(arity), not \(inputs.count)")
    var shapes: [Shape] = []
    for input in inputs { shapes.append(shape(of: input)) }
    let canonical = try operation.canonical(shapes[0])
    let shape = try canonical.shape(shapes)
    return append(Node(operation: canonical, inputs: inputs, shape: shape, name: nil))
  }
}
