import CKernels

/// Which nodes of a simplified graph one kernel computes together, in the operations' own order and
/// roundings, so that no bit changes.
///
/// A node is absorbed by the only node that reads it; then it has neither a kernel nor a place.
struct Fusion {
  /// A kernel that stands for several nodes.
  struct Kernel {
    enum Work: Equatable {
      /// x @ W + b
      case affine(NodeID)
      /// An elementwise kernel of two values of the same size.
      case elementwise(ck_opcode)
    }

    let work: Work
    let inputs: [NodeID]
  }

  /// By node, where one kernel computes it together with what it absorbs.
  private(set) var kernels: [Int: Kernel] = [:]
  private(set) var isAbsorbed: [Bool]

  private let graph: Graph
  private var uses: [Int]

  /// - Parameter kept: nodes that have to be computed in places of their own.
  init(_ graph: Graph, keeping kept: [Int]) {
    self.graph = graph
    isAbsorbed = [Bool](repeating: false, count: graph.nodes.count)
    uses = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes { for input in node.inputs { uses[input.index] += 1 } }
    for index in kept { uses[index] += 1 }
    for index in graph.nodes.indices {
      switch graph.nodes[index].operation {
      case .add: fuseAffine(index)
      case .multiply: fuseSlope(index)
      default: continue
      }
    }
  }

  /// The nodes whose values a node's kernel reads.
  func inputs(of index: Int) -> [NodeID] { kernels[index]?.inputs ?? graph.nodes[index].inputs }

  /// The node whose kernel runs: of a product with a row added, the product.
  func structured(_ index: Int) -> Node {
    if case .affine(let product) = kernels[index]?.work { return graph[product] }
    return graph.nodes[index]
  }

  /// Whether a node's kernel may write where one of its operands stood.
  func isElementwise(_ index: Int) -> Bool {
    if let kernel = kernels[index] {
      if case .elementwise = kernel.work { return true }
      return false
    }
    let form = graph.nodes[index].operation.kind.form
    return form == .unary || form == .binary
  }

  private mutating func set(_ index: Int, _ kernel: Kernel, absorbing absorbed: [NodeID]) {
    kernels[index] = kernel
    for node in absorbed { isAbsorbed[node.index] = true }
  }

  /// A node that nothing but its reader needs, if its operation is this one.
  private func only(_ id: NodeID, _ kind: Operation.Kind) -> Node? {
    let node = graph[id]
    return node.operation.kind == kind && uses[id.index] == 1 && kernels[id.index] == nil
      ? node : nil
  }

  /// A product of matrices with a row added to each of its rows.
  private mutating func fuseAffine(_ index: Int) {
    let inputs = graph.nodes[index].inputs
    for (product, bias) in [(inputs[0], inputs[1]), (inputs[1], inputs[0])] {
      guard let node = only(product, .matmul), node.shape == graph.nodes[index].shape else {
        continue
      }
      let shape = graph.shape(of: bias)
      guard shape.rows == 1, shape.count == 1 || shape.count == node.shape.columns else { continue }
      set(
        index, Kernel(work: .affine(product), inputs: node.inputs + [bias]), absorbing: [product])
      return
    }
  }

  /// What flows back through tanh, sigmoid and relu: g · (1 − y²), g · (y · (1 − y)), g · step(x).
  private mutating func fuseSlope(_ index: Int) {
    let inputs = graph.nodes[index].inputs
    for (g, slope) in [(inputs[0], inputs[1]), (inputs[1], inputs[0])] {
      guard graph.shape(of: g).count == graph.nodes[index].shape.count,
        graph.shape(of: slope).count == graph.nodes[index].shape.count,
        let (opcode, value, absorbed) = self.slope(slope)
      else { continue }
      set(
        index, Kernel(work: .elementwise(opcode), inputs: [g, value]), absorbing: absorbed)
      return
    }
  }

  private func slope(_ id: NodeID) -> (ck_opcode, value: NodeID, absorbed: [NodeID])? {
    if let step = only(id, .step) { return (CK_RELU_GRADIENT, step.inputs[0], [id]) }
    if let difference = oneMinus(id), let square = only(difference, .square) {
      return (CK_TANH_GRADIENT, square.inputs[0], [id, difference])
    }
    guard let product = only(id, .multiply) else { return nil }
    for (y, rest) in [
      (product.inputs[0], product.inputs[1]), (product.inputs[1], product.inputs[0]),
    ] where oneMinus(rest) == y {
      return (CK_SIGMOID_GRADIENT, y, [id, rest])
    }
    return nil
  }

  /// The x of a node 1 − x that nothing but its reader needs.
  private func oneMinus(_ id: NodeID) -> NodeID? {
    guard let node = only(id, .subtract),
      case .constant(let one) = graph[node.inputs[0]].operation,
      one.values == [1], graph.shape(of: node.inputs[1]) == node.shape
    else { return nil }
    return node.inputs[1]
  }
}
