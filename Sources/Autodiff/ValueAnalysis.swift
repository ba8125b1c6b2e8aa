/// What the memory plan needs to know of a graph's values.
struct ValueAnalysis {
  /// By node, the node in whose place its numbers lie: itself, or where it only changes the shape,
  /// that of its input.
  private(set) var roots: [Int] = []
  /// Whether the value depends on constants alone.
  private(set) var isConstant: [Bool] = []
  /// By root, the last node that reads its place.
  private(set) var lastUse: [Int]

  init(_ graph: Graph, _ fusion: Fusion) {
    lastUse = Array(graph.nodes.indices)
    for (index, node) in graph.nodes.enumerated() {
      let isAlias = graph.sharesInputPlace(node)
      roots.append(isAlias ? roots[node.inputs[0].index] : index)
      isConstant.append(
        node.operation.kind == .constant
          || (!node.inputs.isEmpty && node.inputs.allSatisfy { isConstant[$0.index] }))
      guard !fusion.isAbsorbed[index] else { continue }
      for input in fusion.inputs(of: index) { lastUse[roots[input.index]] = index }
    }
  }
}

extension Graph {
  /// Whether a node's numbers are its input's, in the same order.
  fileprivate func sharesInputPlace(_ node: Node) -> Bool {
    let kind = node.operation.kind
    return kind == .reshape
      || kind == .broadcast && shape(of: node.inputs[0]).count == node.shape.count
      || kind == .transpose && (node.shape.rows == 1 || node.shape.columns == 1)
  }
}
