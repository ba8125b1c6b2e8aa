import Autodiff
import Source

/// Appends expressions to a graph.
///
/// One pass over each tree's nodes, whose order is already that of computation.
struct ExpressionLowering {
  var graph = Graph()
  private let source: SourceText
  /// The values of the tree at hand, by node.
  private var values: [Value] = []

  /// A number is kept back until something uses it, so that `-3` and an array's entries leave no
  /// nodes behind.
  enum Value {
    case number(Double)
    case node(NodeID)
    /// Part of an array, which is built whole.
    case entry
  }

  init(text: String) { source = SourceText(name: "", text) }

  /// The node that holds the expression's value.
  ///
  /// - Parameter names: the nodes of the names that the expression may use, all of them.
  mutating func lower(
    _ tree: ExpressionTree, names: [String: NodeID]
  ) throws(LocatedTapeProblem) -> NodeID {
    let arrayEntries = Self.arrayEntries(of: tree)
    values = []
    values.reserveCapacity(tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      values.append(
        arrayEntries[index] ? .entry : try value(of: node, in: tree, names: names))
    }
    return materialize(tree.root)
  }

  /// The shape of each node of the tree that was lowered last; nil for an array's entries.
  var shapes: [Shape?] {
    values.map { value in
      switch value {
      case .number: .scalar
      case .node(let id): graph.shape(of: id)
      case .entry: nil
      }
    }
  }

  /// Which nodes are parts of an array.
  private static func arrayEntries(of tree: ExpressionTree) -> [Bool] {
    var marked = [Bool](repeating: false, count: tree.nodes.count)
    for index in tree.nodes.indices.reversed() {
      let isArray = if case .array = tree.nodes[index].kind { true } else { false }
      guard isArray || marked[index] else { continue }
      for operand in tree.operands(of: index) { marked[operand] = true }
    }
    return marked
  }

  private mutating func value(
    of node: ExpressionTree.Node, in tree: ExpressionTree, names: [String: NodeID]
  ) throws(LocatedTapeProblem) -> Value {
    switch node.kind {
    case .number(let number):
      return .number(number)
    case .name(let name):
      guard let id = names[name] else {
        throw LocatedTapeProblem(.unknownName(name, suggestion: nil), node.range)
      }
      return .node(id)
    case .negate(let operand):
      if case .number(let number) = values[operand] { return .number(-number) }
      let id = materialize(operand)
      return .node(try append(node) { graph throws(ShapeError) in try graph.negate(id) })
    case .binary(let binary, let left, let right):
      return .node(try self.binary(binary, left, right, node))
    case .call(let function, let arguments, let axis):
      let operands = arguments.map { materialize($0) }
      return .node(try call(function, operands, axis: axis, node))
    case .array:
      return .node(graph.constant(try ArrayLiteral.tensor(of: node, in: tree)))
    }
  }

  private mutating func materialize(_ index: Int) -> NodeID {
    switch values[index] {
    case .node(let id): return id
    case .number(let number):
      let id = graph.constant(number)
      values[index] = .node(id)
      return id
    case .entry: preconditionFailure("an array's entries are read with the array")
    }
  }

  private mutating func binary(
    _ binary: ExpressionTree.BinaryOperator, _ left: Int, _ right: Int,
    _ node: ExpressionTree.Node
  ) throws(LocatedTapeProblem) -> NodeID {
    // Only a number that is written there makes a plain power: a named exponent may be
    // differentiated by.
    let exponentIsNumber = if case .number = values[right] { true } else { false }
    let (a, b) = (materialize(left), materialize(right))
    if binary == .matrixProduct { try checkProduct(a, b, node) }
    return try append(node) { graph throws(ShapeError) in
      switch binary {
      case .add: try graph.add(a, b)
      case .subtract: try graph.subtract(a, b)
      case .multiply: try graph.multiply(a, b)
      case .divide: try graph.divide(a, b)
      case .power: exponentIsNumber ? try graph.power(a, b) : try graph.apply(.power, a, b)
      case .matrixProduct: try graph.product(a, b)
      }
    }
  }

  /// The graph would name the shapes as it multiplies them; the author's are those of the names.
  private func checkProduct(
    _ left: NodeID, _ right: NodeID, _ node: ExpressionTree.Node
  ) throws(LocatedTapeProblem) {
    let (a, b) = (graph.shape(of: left), graph.shape(of: right))
    if a.rank == 0 || b.rank == 0 {
      throw LocatedTapeProblem(
        .scalarInMatrixProduct(expression: excerpt(node), a, b), node.range)
    }
    if a.columns != (b.rank == 1 ? b.columns : b.rows) {
      throw LocatedTapeProblem(.innerSizesDiffer(expression: excerpt(node), a, b), node.range)
    }
  }

  /// Appends to the graph; what does not fit is said about the expression it stands in.
  mutating func append(
    _ node: ExpressionTree.Node, _ build: (inout Graph) throws(ShapeError) -> NodeID
  ) throws(LocatedTapeProblem) -> NodeID {
    do throws(ShapeError) {
      return try build(&graph)
    } catch {
      throw LocatedTapeProblem(problem(error, node), node.range)
    }
  }

  private func problem(_ error: ShapeError, _ node: ExpressionTree.Node) -> TapeProblem {
    let expression = excerpt(node)
    return switch error {
    case .notBroadcastable(let a, let b): .notBroadcastable(expression: expression, a, b)
    case .innerSizesDiffer(let a, let b): .innerSizesDiffer(expression: expression, a, b)
    case .notMatrix(let shape): .notMatrix(expression: expression, shape)
    case .noSuchAxis(let axis, let shape): .noSuchAxis(axis, expression: expression, shape)
    case .cannotReshape(let from, let to): .notBroadcastable(expression: expression, from, to)
    case .scalarHasNoLastAxis: .scalarHasNoLastAxis(expression: expression)
    case .notScalar(let shape): .gradientOfNonScalar(expression, shape)
    }
  }

  /// The node as written, on one line and cut where it is long.
  func excerpt(_ node: ExpressionTree.Node, limit: Int = 60) -> String {
    // A character has at most a few bytes: what is far beyond the limit need not be read.
    let end = min(node.range.end, node.range.start + 8 * limit)
    let words = source.text(SourceRange(node.range.start, end))
      .split(whereSeparator: \.isWhitespace)
    let text = words.joined(separator: " ")
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}

extension ExpressionTree {
  /// The operands of a node, as indices.
  func operands(of index: Int) -> [Int] {
    switch nodes[index].kind {
    case .number, .name: []
    case .negate(let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let arguments, _): arguments
    case .array(let items): items
    }
  }
}
