/// What is wrong with a graph that was put together by hand or by a transformation.
package enum GraphFault: Error, Hashable, Sendable {
  /// An input that does not precede its node.
  case inputDoesNotPrecede(node: Int, input: Int)
  /// An operation with more or fewer inputs than it takes.
  case wrongInputCount(node: Int, expected: Int)
  /// A shape that differs from what the operation gives.
  case wrongShape(node: Int, expected: Shape)
  /// Inputs that the operation cannot be applied to.
  case shapesDoNotFit(node: Int, ShapeError)
}

extension Graph {
  /// Checks that inputs precede their nodes, that each operation has as many as it takes, and that
  /// every shape is the one that the operation infers.
  package func verify() throws(GraphFault) {
    for (index, node) in nodes.enumerated() {
      for input in node.inputs where input.index >= index || input.index < 0 {
        throw .inputDoesNotPrecede(node: index, input: input.index)
      }
      let arity = node.operation.kind.arity
      guard node.inputs.count == arity else {
        throw .wrongInputCount(node: index, expected: arity)
      }
      let expected = try inferredShape(node, index)
      guard node.shape == expected else { throw .wrongShape(node: index, expected: expected) }
    }
  }

  private func inferredShape(_ node: Node, _ index: Int) throws(GraphFault) -> Shape {
    if case .constant(let tensor) = node.operation { return tensor.shape }
    guard node.operation.kind.form != .leaf else { return node.shape }
    do {
      return try node.operation.shape(node.inputs.map { shape(of: $0) })
    } catch {
      throw .shapesDoNotFit(node: index, error)
    }
  }
}
