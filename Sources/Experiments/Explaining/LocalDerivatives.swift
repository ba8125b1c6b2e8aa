import Autodiff

/// The derivatives of one quantity by those that its formula names.
struct LocalDerivatives {
  /// How a quantity follows from one that its formula names.
  enum Rule {
    /// Element by element, or through a sum of such: the derivative with symbols.
    case elementwise(SymbolicExpression)
    /// As a factor of a matrix product, whose own derivative is elementwise.
    case leftFactor(right: String, outer: SymbolicExpression)
    case rightFactor(left: String, outer: SymbolicExpression)
    case softmax
    case other
  }

  private let graph: QuantityGraph
  private let quantity: QuantityGraph.Quantity
  private let reader: SymbolicReader
  private let products: [NodeID]
  /// The formula, matrix products taken as symbols; nil where it is no elementwise one.
  private let formula: SymbolicExpression?
  private let isScalar: Bool
  private let decimals: Bool

  init(_ quantity: QuantityGraph.Quantity, in quantities: QuantityGraph) {
    self.quantity = quantity
    graph = quantities
    let writer = FormulaWriter(graph: quantities.graph, names: quantities.names)
    var symbols: [NodeID: String] = [:]
    for input in quantity.inputs { symbols[input] = quantities.names[input] }
    var products: [NodeID] = []
    for id in quantity.formula where quantities.graph.isMatrixProduct(id) {
      products.append(id)
      symbols[id] = "(\(writer.formula(of: id)))"
    }
    self.products = products
    isScalar = quantities.graph.shape(of: quantity.node).count == 1
    // A total of elementwise terms is read as one of its terms, with its factor.
    let (root, factor) = quantities.graph.totalledTerm(of: quantity.node, names: quantities.names)
    reader = SymbolicReader(graph: quantities.graph, symbols: symbols, elementwise: true)
    formula = reader.expression(of: root).map { .product(of: [factor, $0]) }
    decimals = reader.usesDecimals(in: root)
  }

  // MARK: Symbols

  func rule(for input: NodeID) -> Rule {
    guard let name = graph.names[input] else { return .other }
    if case .softmax = graph.graph[quantity.node].operation { return .softmax }
    guard let formula else { return .other }
    let factors = products.filter { graph.graph[$0].inputs.contains(input) }
    if factors.isEmpty { return .elementwise(derivative(of: formula, by: name)) }
    guard factors.count == 1, let product = factors.first,
      let symbol = reader.symbols[product], !formula.contains(symbol: name)
    else { return .other }
    let outer = derivative(of: formula, by: symbol)
    let operands = graph.graph[product].inputs
    guard operands[0] != operands[1] else { return .other }
    let writer = FormulaWriter(graph: graph.graph, names: graph.names)
    let isLeft = operands[0] == input
    let partner = operands[isLeft ? 1 : 0]
    let text = graph.names[partner] ?? "(\(writer.formula(of: partner)))"
    return isLeft
      ? .leftFactor(right: text, outer: outer) : .rightFactor(left: text, outer: outer)
  }

  /// Where the formula's own value returns in its derivative, its name stands: p(1 − p).
  private func derivative(of formula: SymbolicExpression, by name: String) -> SymbolicExpression {
    let derivative = formula.derivative(by: name).simplified()
    switch formula {
    case .function, .power(.euler, _):
      return products.isEmpty && formula.isSimpleCall
        ? derivative : derivative.replacing(formula, with: .symbol(quantity.name))
    case .number, .symbol, .euler, .sum, .product, .power: return derivative
    }
  }

  func text(_ expression: SymbolicExpression) -> String {
    SymbolicWriter(notation: .plain, decimals: decimals).text(expression)
  }

  func symbolic(for input: NodeID) -> String {
    switch rule(for: input) {
    case .elementwise(let expression): return text(expression)
    case .leftFactor(let partner, let outer), .rightFactor(let partner, let outer):
      if outer == .one { return partner }
      return "\(text(.product(of: [.symbol(partner), outer])))"
    case .softmax: return "\(quantity.name)_i*(δ_ij - \(quantity.name)_j)"
    case .other: return "(Jacobian matrix)"
    }
  }

  // MARK: Numbers

  /// The derivatives' values by input: of a scalar by anything, or element by element; nil else.
  ///
  /// - Parameter values: the value of each node of the graph.
  func values<Element: Real>(_ values: [Tensor], _ type: Element.Type) -> [NodeID: Tensor] {
    let isElementwise = formula != nil && products.isEmpty
    guard isScalar || isElementwise else { return [:] }
    let shape = graph.graph.shape(of: quantity.node)
    var part = Graph()
    var places: [NodeID: NodeID] = [:]
    var feeds: [NodeID: Tensor] = [:]
    for input in quantity.inputs {
      let value = values[input.index]
      let fed = isScalar ? value : value.broadcast(to: shape)
      let place = part.input(graph.names[input] ?? "", fed.shape)
      places[input] = place
      feeds[place] = fed
    }
    guard (try? copyFormula(into: &part, &places)) != nil, let root = places[quantity.node],
      let total = try? part.sum(root)
    else { return [:] }
    let inputs = quantity.inputs.compactMap { places[$0] }
    guard let gradients = try? part.gradient(of: total, withRespectTo: inputs) else { return [:] }
    let results = Interpreter<Element>.evaluate(part, feeds: feeds)
    var found: [NodeID: Tensor] = [:]
    for (input, gradient) in zip(quantity.inputs, gradients) {
      found[input] = results[gradient.index]
    }
    return found
  }

  private func copyFormula(
    into part: inout Graph, _ places: inout [NodeID: NodeID]
  ) throws(ShapeError) {
    for id in quantity.formula {
      let node = graph.graph[id]
      if case .constant(let tensor) = node.operation {
        places[id] = part.constant(tensor)
        continue
      }
      places[id] = try part.apply(node.operation, node.inputs.compactMap { places[$0] })
    }
  }
}

extension Graph {
  /// Whether a node is a product of matrices that are more than single numbers.
  fileprivate func isMatrixProduct(_ id: NodeID) -> Bool {
    guard case .matmul(false, false) = self[id].operation else { return false }
    return !(self[id].inputs + [id]).allSatisfy { shape(of: $0).count == 1 }
  }

  /// For a scalar that is a multiple of the sum of a value's elements, that value and the factor;
  /// else the node itself.
  fileprivate func totalledTerm(
    of target: NodeID, names: [NodeID: String]
  ) -> (term: NodeID, factor: SymbolicExpression) {
    var factor = SymbolicExpression.one
    var id = target
    while id == target || names[id] == nil {
      let node = self[id]
      switch node.operation {
      case .negate: factor = .negation(factor)
      case .divide:
        guard case .constant(let tensor) = self[node.inputs[1]].operation,
          tensor.values.count == 1
        else { return (target, .one) }
        factor = .quotient(factor, .number(ExactNumber(tensor.values[0])))
      case .sum(axis: nil): return (node.inputs[0], factor)
      default: return (target, .one)
      }
      id = node.inputs[0]
    }
    return (target, .one)
  }
}

extension Tensor {
  /// The value repeated along axes of size 1.
  fileprivate func broadcast(to shape: Shape) -> Tensor {
    if self.shape == shape { return self }
    var result = Tensor.zeros(shape)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        result[row, column] =
          self[self.shape.rows == 1 ? 0 : row, self.shape.columns == 1 ? 0 : column]
      }
    }
    return result
  }
}
