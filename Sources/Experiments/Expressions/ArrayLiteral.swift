import Autodiff
import Source

/// A vector or matrix written out.
///
/// Its entries are numbers, or expressions of numbers alone.
enum ArrayLiteral {
  static func tensor(
    of node: ExpressionTree.Node, in tree: ExpressionTree
  ) throws(LocatedTapeProblem) -> Tensor {
    guard case .array(let items) = node.kind else { return .zeros(.scalar) }
    guard let first = items.first, case .array(let row) = tree.nodes[first].kind else {
      return Tensor(try entries(items, tree))
    }
    var values: [Double] = []
    for item in items {
      guard case .array(let entries) = tree.nodes[item].kind else { continue }
      values += try self.entries(entries, tree)
    }
    return Tensor(.matrix(items.count, row.count), values)
  }

  private static func entries(
    _ items: [Int], _ tree: ExpressionTree
  ) throws(LocatedTapeProblem) -> [Double] {
    var values: [Double] = []
    for item in items { values.append(try entry(item, tree)) }
    return values
  }

  private static func entry(
    _ index: Int, _ tree: ExpressionTree
  ) throws(LocatedTapeProblem) -> Double {
    if case .number(let number) = tree.nodes[index].kind { return number }
    if case .negate(let operand) = tree.nodes[index].kind,
      case .number(let number) = tree.nodes[operand].kind
    {
      return -number
    }
    return try constant(subtree(at: index, of: tree), range: tree.nodes[index].range)
  }

  /// The value of an expression without names, by the same arithmetic as any other.
  private static func constant(
    _ tree: ExpressionTree, range: SourceRange
  ) throws(LocatedTapeProblem) -> Double {
    if let name = tree.names.first {
      throw LocatedTapeProblem(.nameInArray(name.name), name.range)
    }
    var lowering = ExpressionLowering(text: "")
    let id = try lowering.lower(tree, names: [:])
    let shape = lowering.graph.shape(of: id)
    guard shape.rank == 0 else { throw LocatedTapeProblem(.entryNotScalar(shape), range) }
    return Interpreter<Double>.evaluate(lowering.graph, feeds: [:])[id.index].values[0]
  }

  /// The part of a tree below a node, as a tree of its own.
  private static func subtree(at root: Int, of tree: ExpressionTree) -> ExpressionTree {
    var wanted: Set<Int> = [root]
    var index = root
    var order: [Int] = []
    while index >= 0, !wanted.isEmpty {
      if wanted.remove(index) != nil {
        order.append(index)
        wanted.formUnion(tree.operands(of: index))
      }
      index -= 1
    }
    var places: [Int: Int] = [:]
    var result = ExpressionTree()
    for old in order.reversed() {
      places[old] = result.nodes.count
      let node = tree.nodes[old]
      result.nodes.append(
        ExpressionTree.Node(kind: node.kind.mapped { places[$0] ?? 0 }, range: node.range))
    }
    return result
  }
}

extension ExpressionTree.Kind {
  /// The same with its operands renumbered.
  fileprivate func mapped(_ place: (Int) -> Int) -> Self {
    switch self {
    case .number, .name: self
    case .negate(let operand): .negate(place(operand))
    case .binary(let binary, let left, let right): .binary(binary, place(left), place(right))
    case .call(let function, let arguments, let axis):
      .call(function, arguments.map(place), axis: axis)
    case .array(let items): .array(items.map(place))
    }
  }
}
