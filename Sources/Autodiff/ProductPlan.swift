/// How a product of matrices is read by the kernel, which wants the columns of its right operand
/// side by side.
///
/// A result of one column is computed as the row that is its transpose where its outputs then lie in the
/// lanes of a vector as they are; a right operand that is read transposed is first copied.
struct ProductPlan {
  /// An operand: its node, and the steps in memory along the outer and the inner index.
  struct Operand {
    let node: NodeID
    let outer: Int
    let inner: Int
  }

  let rows: Int
  let columns: Int
  let inner: Int
  let left: Operand
  let right: Operand

  init(_ node: Node, transposeLeft: Bool, transposeRight: Bool, in graph: Graph) {
    let (a, b) = (node.inputs[0], node.inputs[1])
    let (aColumns, bColumns) = (graph.shape(of: a).columns, graph.shape(of: b).columns)
    let left = Operand(
      node: a, outer: transposeLeft ? 1 : aColumns, inner: transposeLeft ? aColumns : 1)
    let right = Operand(
      node: b, outer: transposeRight ? bColumns : 1, inner: transposeRight ? 1 : bColumns)
    // Where the left operand's rows lie one behind the other, to turn them would take longer.
    let isColumn =
      node.shape.columns == 1 && node.shape.rows > 1 && (transposeLeft || aColumns == 1)
    inner = transposeLeft ? graph.shape(of: a).rows : aColumns
    rows = isColumn ? 1 : node.shape.rows
    columns = isColumn ? node.shape.rows : node.shape.columns
    self.left = isColumn ? right : left
    self.right = isColumn ? left : right
  }

  /// Whether the right operand has to be copied first.
  var packs: Bool { columns > 1 && right.outer != 1 }
}

extension Graph {
  /// The elements that a node's kernel needs to work in, besides its result.
  func scratchCount(_ node: Node) -> Int {
    if case .matmul(let transposeLeft, let transposeRight) = node.operation {
      let plan = ProductPlan(
        node, transposeLeft: transposeLeft, transposeRight: transposeRight, in: self)
      return plan.packs ? plan.inner * plan.columns : 0
    }
    return node.operation == .logSoftmax ? node.shape.columns : 0
  }
}
