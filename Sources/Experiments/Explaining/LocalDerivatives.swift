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
  /// Quantities that are a function of another: where the function turns up, its name stands.
  private let calls: [(SymbolicExpression, String)]

  init(
    _ quantity: QuantityGraph.Quantity, in quantities: QuantityGraph,
    calls: [(SymbolicExpression, String)]
  ) {
    self.quantity = quantity
    self.calls = calls
    graph = quantities
    let writer = FormulaWriter(graph: quantities.graph, names: quantities.names)
    var symbols: [NodeID: String] = [:]
    for input in quantity.inputs { symbols[input] = quantities.names[input] }
    var products: [NodeID] = []
    for id in quantity.formula where quantities.graph.isMatrixProduct(id) {
      products.append(id)
      symbols[id] = "(\(writer.formula(of: id)))"
    }
    for id in quantity.formula {
      if case .constant(let tensor) = quantities.graph[id].operation, tensor.values.count > 1 {
        symbols[id] = FormulaWriter.constant(tensor)
      }
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
    if let expression = crossEntropyDerivative(by: input) { return .elementwise(expression) }
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

  /// Where the value of a quantity returns in the derivative, its name stands: p(1 − p).
  private func derivative(of formula: SymbolicExpression, by name: String) -> SymbolicExpression {
    var derivative = formula.derivative(by: name).simplified()
    switch formula {
    case .function, .power(.euler, _):
      derivative = derivative.replacing(formula, with: .symbol(quantity.name))
    case .number, .symbol, .euler, .sum, .product, .power: break
    }
    for (call, name) in calls { derivative = derivative.replacing(call, with: .symbol(name)) }
    return derivative
  }

  /// Of c Σ t ln softmax(z), where the rows of t sum to 1: the derivative by z is c (t − softmax(z)).
  private func crossEntropyDerivative(by input: NodeID) -> SymbolicExpression? {
    let graph = self.graph.graph
    let (term, factor) = graph.totalledTerm(of: quantity.node, names: self.graph.names)
    guard case .multiply = graph[term].operation, let name = self.graph.names[input] else {
      return nil
    }
    let sides = graph[term].inputs
    let isLogarithm = sides.map { side in
      if case .logSoftmax = graph[side].operation { true } else { false }
    }
    guard let place = isLogarithm.firstIndex(of: true), sides.count == 2 else { return nil }
    let writer = FormulaWriter(graph: graph, names: self.graph.names)
    let other = sides[1 - place]
    let target = self.graph.names[other] ?? writer.formula(of: other)
    if graph[sides[place]].inputs[0] == input {
      let softmax = self.graph.softmaxName(of: input) ?? "softmax(\(name))"
      let difference = SymbolicExpression.difference(.symbol(target), .symbol(softmax))
      return SymbolicExpression.product(of: [factor, difference]).simplified()
    }
    if other == input {
      return .product(of: [factor, .symbol(writer.formula(of: sides[place]))])
    }
    return nil
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
    guard isScalar || formula != nil else { return [:] }
    let wanted = quantity.inputs.filter { isScalar || isElementwise(in: $0) }
    let shape = graph.graph.shape(of: quantity.node)
    var part = Graph()
    var places: [NodeID: NodeID] = [:]
    var feeds: [NodeID: Tensor] = [:]
    // Seen element by element, a matrix product is a value like any other.
    for leaf in quantity.inputs + (isScalar ? [] : products) {
      let value = values[leaf.index]
      let fed = isScalar || !wanted.contains(leaf) ? value : value.broadcast(to: shape)
      let place = part.input(graph.names[leaf] ?? "", fed.shape)
      places[leaf] = place
      feeds[place] = fed
    }
    guard (try? copyFormula(into: &part, &places)) != nil, let root = places[quantity.node],
      let total = try? part.sum(root)
    else { return [:] }
    let inputs = wanted.compactMap { places[$0] }
    guard let gradients = try? part.gradient(of: total, withRespectTo: inputs) else { return [:] }
    let results = Interpreter<Element>.evaluate(part, feeds: feeds)
    var found: [NodeID: Tensor] = [:]
    for (input, gradient) in zip(wanted, gradients) {
      found[input] = results[gradient.index]
    }
    return found
  }

  private func isElementwise(in input: NodeID) -> Bool {
    if case .elementwise = rule(for: input) { true } else { false }
  }

  private func copyFormula(
    into part: inout Graph, _ places: inout [NodeID: NodeID]
  ) throws(ShapeError) {
    for id in quantity.formula where places[id] == nil {
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
