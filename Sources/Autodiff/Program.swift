import CKernels

/// A graph compiled to a list of kernel calls over one arena of numbers.
///
/// The arena's head is the same for all programs with the same parameters and `stateSlots`, so that
/// one workspace can run several of them (a full batch, a short last batch, an evaluation):
/// `[parameters P][gradients P][optimizer state, stateSlots × P][tail: inputs, constants, values]`.
/// Values that are not read after a run share places in the tail. A program does not depend on the
/// precision.
package struct Program: Sendable {
  /// P, the number of elements of all parameters together.
  package let parameterCount: Int
  /// Their places one behind the other.
  let parameters: [(offset: Int, shape: Shape)]
  /// The stretches of P elements that the head has for the optimizer.
  package let stateSlots: Int
  /// The arena's size in elements, to the end of this program's tail.
  package let end: Int

  /// What a run does.
  let instructions: [ck_instruction]
  /// What depends on constants alone, done once when the workspace is made.
  let setup: [ck_instruction]
  /// The constants' values and places.
  let constants: [(offset: Int, values: [Double])]
  /// By node of the graph as it was given; −1 for nodes that are not kept.
  private let offsets: [Int]

  /// Compiles what the gradients and outputs need.
  ///
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
    precondition(gradients.isEmpty || gradients.count == parameters.count)
    let leaves = graph.nodes.indices.filter { graph.nodes[$0].operation.kind.isFed }
    let kept = leaves.map { NodeID(index: $0) } + parameters + gradients + outputs
    let simplified = graph.simplified(keeping: kept)
    let slab = Slab(parameters.map { graph.shape(of: $0).count })
    parameterCount = slab.count
    self.parameters = zip(slab.offsets, parameters).map { ($0, graph.shape(of: $1)) }
    self.stateSlots = stateSlots
    let node = { (id: NodeID) in simplified.node(for: id).index }
    let plan = MemoryPlan(
      simplified.graph, parameters: zip(parameters.map(node), slab.offsets).map { ($0, $1) },
      gradients: zip(gradients.map(node), slab.offsets).map { ($0, slab.count + $1) },
      outputs: outputs.map(node), tail: tail ?? (2 + stateSlots) * slab.count)
    let code = Lowering(simplified.graph, plan)
    instructions = code.instructions
    setup = code.setup
    end = plan.end
    constants = simplified.graph.constants.map { (plan.offset($0), $1) }
    var offsets = [Int](repeating: -1, count: graph.nodes.count)
    for (id, offset) in zip(gradients, slab.offsets).reversed() {
      offsets[id.index] = slab.count + offset
    }
    for id in kept where offsets[id.index] < 0 || graph[id].operation.kind.isFed {
      offsets[id.index] = plan.offset(node(id))
    }
    self.offsets = offsets
  }

  /// Where a parameter, gradient, input or output begins in the arena.
  ///
  /// - Precondition: the node is one of these.
  package func offset(of node: NodeID) -> Int {
    let offset = offsets[node.index]
    precondition(offset >= 0, "node \(node.index) is neither parameter, input nor output")
    return offset
  }
}

/// The places of parameters one behind the other.
private struct Slab {
  let offsets: [Int]
  let count: Int

  init(_ counts: [Int]) {
    var offsets: [Int] = []
    var end = 0
    for count in counts {
      offsets.append(end)
      end += count
    }
    self.offsets = offsets
    count = end
  }
}

extension Operation.Kind {
  /// Whether the value comes from outside at each run.
  fileprivate var isFed: Bool { self == .input || self == .parameter }
}

extension Graph {
  /// The nodes that are constants, with their values.
  fileprivate var constants: [(node: Int, values: [Double])] {
    nodes.enumerated().compactMap { index, node in
      guard case .constant(let tensor) = node.operation else { return nil }
      return (index, tensor.values)
    }
  }
}
