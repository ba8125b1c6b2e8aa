import Autodiff

/// The derivatives of one quantity by those that its formula names.
struct LocalDerivatives {
  private let graph: QuantityGraph
  private let quantity: QuantityGraph.Quantity
  private let symbols: ShapedSymbols
  /// By input: for a gradient that arrives, and for a scalar's own.
  private let arriving: [NodeID: [Cotangent]]
  private let own: [NodeID: [Cotangent]]
  private let isScalar: Bool

  /// The longest text that is given.
  private static let lengthLimit = 200

  /// - Parameter values: the value of each node of the graph.
  init(
    _ quantity: QuantityGraph.Quantity, in quantities: QuantityGraph, values: [Tensor]
  ) {
    self.quantity = quantity
    graph = quantities
    isScalar = quantities.graph.shape(of: quantity.node).count == 1
    var pullback = Pullback(quantity, in: quantities, values: values)
    arriving = pullback.cotangents(isSeed: false)
    own = isScalar ? pullback.cotangents(isSeed: true) : [:]
    symbols = pullback.symbols
  }

  // MARK: Symbols

  /// With symbols: of a scalar, or element by element, the derivative; else the rule that takes the
  /// gradient that arrives, written "…", to the one at the input. Empty where none can be given.
  func symbolic(for input: NodeID) -> String {
    if case .softmax = graph.graph[quantity.node].operation, graph.names[input] != nil,
      graph.graph[quantity.node].inputs == [input]
    {
      return "\(quantity.name)_i*(δ_ij - \(quantity.name)_j)"
    }
    if isScalar { return own[input].map { text($0) } ?? "" }
    if let derivative = elementwise(for: input) {
      return limited(symbols.writer.text(derivative))
    }
    return arriving[input].map { text($0) } ?? ""
  }

  /// The gradient at an input from the one that arrives, and the shapes of the products in it; nil
  /// where none can be given.
  ///
  /// - Parameter upstream: the gradient that arrives; nil where this is the target.
  func rule(for input: NodeID, upstream: String?) -> (text: String, shapes: String)? {
    guard let cotangents = (upstream == nil ? own : arriving)[input] else { return nil }
    let text = text(cotangents)
    if text.isEmpty { return nil }
    let shapes = cotangents.flatMap(\.products)
    return (
      text.replacing(Pullback.arriving, with: upstream ?? ""),
      shapes.count == 1 ? shapes[0] : ""
    )
  }

  private func text(_ cotangents: [Cotangent]) -> String {
    if cotangents.isEmpty { return "0" }
    if cotangents.allSatisfy({ $0.arrival == nil }) {
      let sum = SymbolicExpression.sum(of: cotangents.map(\.factor)).simplified()
      return limited(symbols.writer.text(sum))
    }
    return limited(cotangents.map { symbols.text($0).text }.joined(separator: " + "))
  }

  private func limited(_ text: String) -> String {
    text.count > Self.lengthLimit ? "" : text
  }

  /// The derivative of each element by the one in its place.
  private func elementwise(for input: NodeID) -> SymbolicExpression? {
    guard let cotangents = arriving[input], cotangents.count == 1,
      cotangents[0].arrival?.isWhole == true
    else { return nil }
    let (outer, inner) = (graph.graph.shape(of: quantity.node), graph.graph.shape(of: input))
    guard (outer.rows, outer.columns) == (inner.rows, inner.columns) else { return nil }
    return cotangents[0].factor
  }

  // MARK: Numbers

  /// The derivatives' values by input: of a scalar by anything, or element by element.
  ///
  /// - Parameter values: the value of each node of the graph.
  func values<Element: Real>(_ values: [Tensor], _ type: Element.Type) -> [NodeID: Tensor] {
    let wanted = quantity.inputs.filter { isScalar || elementwise(for: $0) != nil }
    if wanted.isEmpty { return [:] }
    var part = Graph()
    var places: [NodeID: NodeID] = [:]
    var feeds: [NodeID: Tensor] = [:]
    for leaf in quantity.inputs {
      let place = part.input(graph.names[leaf] ?? "", values[leaf.index].shape)
      places[leaf] = place
      feeds[place] = values[leaf.index]
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
