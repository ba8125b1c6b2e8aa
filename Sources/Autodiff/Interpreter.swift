/// Evaluates a graph node by node, plainly: the oracle of the tests, and the way to every
/// intermediate value that a handout explains.
///
/// It follows notebooks/numerics.md in scalar loops and gives the same bits as a compiled program.
package struct Interpreter<Element: Real> {
  /// - Parameters:
  ///   - feeds: the value of each input and parameter node that the graph uses; each is rounded to
  ///     `Element` first.
  /// - Returns: the value of each node of the graph, by index.
  /// - Precondition: every input and parameter is fed with a tensor of its shape.
  package static func evaluate(_ graph: Graph, feeds: [NodeID: Tensor]) -> [Tensor] {
    // Named types let the compiler specialise the loops for each.
    Element.self == Float.self
      ? Interpreter<Float>.tensors(graph, feeds) : Interpreter<Double>.tensors(graph, feeds)
  }

  private static func tensors(_ graph: Graph, _ feeds: [NodeID: Tensor]) -> [Tensor] {
    var values: [[Element]] = []
    values.reserveCapacity(graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      let feed = feeds[NodeID(index: index)]
      values.append(evaluate(node, in: graph, values, feed))
    }
    return zip(graph.nodes, values).map { node, values in
      Tensor(node.shape, values.map { Double($0) })
    }
  }

  private static func evaluate(
    _ node: Node, in graph: Graph, _ values: [[Element]], _ feed: Tensor?
  ) -> [Element] {
    switch node.operation.kind.form {
    case .leaf: return leaf(node, feed)
    case .unary: return values[node.inputs[0].index].map { unary(node.operation, $0) }
    case .binary:
      let a = Matrix(values[node.inputs[0].index], graph.shape(of: node.inputs[0]))
      let b = Matrix(values[node.inputs[1].index], graph.shape(of: node.inputs[1]))
      return elements(node.shape) { row, column in
        binary(node.operation, a.broadcast(row, column), b.broadcast(row, column))
      }
    case .structured:
      let inputs = node.inputs.map { Matrix(values[$0.index], graph.shape(of: $0)) }
      return structured(node, inputs)
    }
  }

  private static func leaf(_ node: Node, _ feed: Tensor?) -> [Element] {
    if case .constant(let tensor) = node.operation { return tensor.values.map { Element($0) } }
    guard let feed, feed.shape.count == node.shape.count else {
      preconditionFailure("\(node.operation.name) \(node.name ?? "") is not fed")
    }
    return feed.values.map { Element($0) }
  }

  /// The elements of a value of this shape, row by row.
  static func elements(_ shape: Shape, _ element: (Int, Int) -> Element) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(shape.count)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns { result.append(element(row, column)) }
    }
    return result
  }

  /// A value with its shape, read by row and column.
  struct Matrix {
    let values: [Element]
    let rows: Int
    let columns: Int

    init(_ values: [Element], _ shape: Shape) {
      self.values = values
      rows = shape.rows
      columns = shape.columns
    }

    subscript(row: Int, column: Int) -> Element { values[row * columns + column] }

    /// The element that stands at a place when axes of size 1 are repeated.
    func broadcast(_ row: Int, _ column: Int) -> Element {
      self[rows == 1 ? 0 : row, columns == 1 ? 0 : column]
    }

    func row(_ index: Int) -> [Element] { Array(values[index * columns..<(index + 1) * columns]) }

    func column(_ index: Int) -> [Element] { (0..<rows).map { self[$0, index] } }
  }
}
