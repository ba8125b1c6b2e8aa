/// A graph compiled to a list of kernel calls over one arena of numbers.
///
/// The arena's head is the same for all programs with the same parameters and `stateSlots`, so that
/// one workspace can run several of them (a full batch, a short last batch, an evaluation):
/// `[parameters P][gradients P][optimizer state, stateSlots × P][tail: inputs, constants, values]`.
package struct Program: Sendable {
  /// - Parameters:
  ///   - parameters: in slab order.
  ///   - gradients: the node that holds each parameter's gradient, in the same order, or empty;
  ///     they end in the gradient slab.
  ///   - outputs: further nodes to read after a run.
  ///   - tail: where this program's own part of the arena begins; programs that share a workspace
  ///     get tails one behind the other. Nil: right behind the head.
  package init(
    _ graph: Graph, parameters: [NodeID], gradients: [NodeID], outputs: [NodeID],
    stateSlots: Int = 0, tail: Int? = nil
  ) {
    fatalError()
  }

  /// P, the number of elements of all parameters together.
  package var parameterCount: Int { fatalError() }
  /// The arena's size in elements, to the end of this program's tail.
  package var end: Int { fatalError() }
  /// Where a parameter, gradient, input or output begins in the arena.
  package func offset(of node: NodeID) -> Int { fatalError() }
}
