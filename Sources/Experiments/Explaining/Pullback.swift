import Autodiff

/// The gradient at each input of a formula, in symbols, from one that arrives at its value.
///
/// The formula is walked backwards. Elementwise stretches are differentiated as a whole and
/// simplified; products of matrices, sums, transposes and softmaxes between them have rules of
/// their own. Where a rule is missing, nothing is said of what lies behind it.
struct Pullback {
  /// What stands for the gradient that arrives.
  static let arriving = "…"

  let quantity: QuantityGraph.Quantity
  let graph: Graph
  let reader: SymbolicReader
  /// The texts of inputs, constants and what is not elementwise.
  let texts: [NodeID: String]
  private(set) var symbols: ShapedSymbols
  private let calls: [(SymbolicExpression, String)]
  private let values: [Tensor]
  private let quantities: QuantityGraph

  private var pending: [NodeID: [Cotangent]] = [:]
  private var unknown: Set<NodeID> = []

  /// - Parameter values: the value of each node of the graph.
  init(_ quantity: QuantityGraph.Quantity, in quantities: QuantityGraph, values: [Tensor]) {
    self.quantity = quantity
    self.quantities = quantities
    self.values = values
    graph = quantities.graph
    calls = quantities.calls
    let writer = FormulaWriter(graph: graph, names: quantities.names)
    var texts: [NodeID: String] = [:]
    var shapes: [String: Shape] = [:]
    for (id, name) in quantities.names { shapes[name] = graph.shape(of: id) }
    for input in quantity.inputs { texts[input] = quantities.names[input] }
    for id in quantity.formula where id != quantity.node {
      let text: String
      switch graph[id].operation {
      case .constant(let tensor) where tensor.values.count > 1:
        text = FormulaWriter.constant(tensor)
      case .matmul where graph.isStructural(id): text = "(\(writer.formula(of: id)))"
      default:
        guard graph.isStructural(id) else { continue }
        text = writer.symbol(of: id)
      }
      texts[id] = text
      shapes[text] = graph.writtenShape(of: id)
    }
    self.texts = texts
    reader = SymbolicReader(graph: graph, symbols: texts, elementwise: true)
    symbols = ShapedSymbols(
      shapes: shapes, decimals: reader.usesDecimals(in: quantity.node))
  }

  /// - Parameter isSeed: whether the quantity is the scalar itself, at which 1 arrives.
  /// - Returns: what each input gets, in several terms where it has several uses; nothing for those
  ///   of which nothing can be said.
  mutating func cotangents(isSeed: Bool) -> [NodeID: [Cotangent]] {
    let shape = graph.shape(of: quantity.node)
    var first = Cotangent()
    if !isSeed {
      first.arrival = .init(text: Self.arriving, isAtom: true, shape: shape, isWhole: true)
    }
    pending = [quantity.node: [first]]
    unknown = []
    for id in quantity.formula.reversed() {
      if unknown.contains(id) {
        unknown.formUnion(graph[id].inputs)
      } else if let found = pending[id] {
        guard let cotangent = combined(found) else {
          unknown.formUnion(graph[id].inputs)
          continue
        }
        if !step(id, cotangent) { unknown.formUnion(operands(of: id)) }
      }
    }
    return quantity.inputs.reduce(into: [:]) { result, input in
      if !unknown.contains(input) { result[input] = pending[input] ?? [] }
    }
  }

  /// The sum of what arrives by several ways.
  private func combined(_ cotangents: [Cotangent]) -> Cotangent? {
    if cotangents.count == 1 { return cotangents[0] }
    guard let first = cotangents.first.flatMap(symbols.shape(of:)),
      cotangents.allSatisfy({ !$0.isFinal && symbols.shape(of: $0) == first })
    else { return nil }
    if cotangents.allSatisfy({ $0.arrival == nil }) {
      return Cotangent(factor: SymbolicExpression.sum(of: cotangents.map(\.factor)).simplified())
    }
    let text = cotangents.map { symbols.text($0).text }.joined(separator: " + ")
    return Cotangent(
      arrival: .init(text: text, isAtom: false, shape: first),
      products: cotangents.flatMap(\.products))
  }

  /// Carries a cotangent from a node to those that it is computed from; false where there is no
  /// rule for that.
  private mutating func step(_ id: NodeID, _ cotangent: Cotangent) -> Bool {
    if let product = graph.matrixProduct(at: id, names: quantities.names) {
      return multiply(product, cotangent)
    }
    guard graph.isStructural(id) else { return differentiate(id, cotangent) }
    let inputs = graph[id].inputs
    switch graph[id].operation {
    case .sum: return total(id, cotangent)
    case .broadcast:
      let (outer, inner) = (graph.shape(of: id), graph.shape(of: inputs[0]))
      return send(symbols.reduced(cotangent, from: outer, to: inner), to: inputs[0])
    case .transpose: return transpose(id, cotangent)
    case .softmax: return softmax(id, cotangent)
    case .multiply: return likelihood(id, cotangent)
    case .oneHot, .equal: return true
    default: return false
    }
  }

  private mutating func send(_ cotangent: Cotangent?, to id: NodeID) -> Bool {
    guard let cotangent else { return false }
    pending[id, default: []].append(cotangent)
    return true
  }

  // MARK: Element by element

  /// What a stretch of elementwise operations is computed from, constants apart.
  private func operands(of root: NodeID) -> [NodeID] {
    if graph.isStructural(root) { return graph[root].inputs }
    var seen: Set<NodeID> = []
    var leaves: [NodeID] = []
    var open = graph[root].inputs
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      if texts[id] == nil { open += graph[id].inputs } else { leaves.append(id) }
    }
    return leaves.sorted().filter { id in
      if case .constant = graph[id].operation { quantities.names[id] != nil } else { true }
    }
  }

  private mutating func differentiate(_ root: NodeID, _ cotangent: Cotangent) -> Bool {
    guard !cotangent.isFinal, let formula = reader.expression(of: root),
      !formula.symbolNames.contains(where: { $0.contains("…") })
    else { return false }
    let outer = graph.shape(of: root)
    var seen: Set<String> = []
    for leaf in operands(of: root) {
      guard let name = texts[leaf], seen.insert(name).inserted else { continue }
      guard let derivative = derivative(of: formula, by: name, at: root) else { return false }
      if derivative.isZero { continue }
      let inner = graph.shape(of: leaf)
      let product = cotangent.scaled(by: derivative)
      guard send(symbols.reduced(product, from: outer, to: inner), to: leaf) else { return false }
    }
    return true
  }

  /// Where the value of a quantity returns in the derivative, its name stands: p(1 − p).
  private func derivative(
    of formula: SymbolicExpression, by name: String, at root: NodeID
  ) -> SymbolicExpression? {
    let raw = formula.derivative(by: name)
    var room = 1_000
    guard raw.fits(&room, depth: 4 * SymbolicReader.depthLimit) else { return nil }
    var derivative = raw.simplified()
    if root == quantity.node {
      switch formula {
      case .function, .power(.euler, _):
        derivative = derivative.replacing(formula, with: .symbol(quantity.name))
      case .number, .symbol, .euler, .sum, .product, .power: break
      }
    }
    for (call, name) in calls { derivative = derivative.replacing(call, with: .symbol(name)) }
    return derivative
  }

  // MARK: Structure

  private mutating func total(_ id: NodeID, _ cotangent: Cotangent) -> Bool {
    let input = graph[id].inputs[0]
    // A sum along rows is a vector, which would be repeated along the wrong axis.
    if graph[id].operation == .sum(axis: 1), graph.shape(of: input).rows > 1,
      symbols.shape(of: cotangent)?.count != 1
    {
      return false
    }
    return send(cotangent, to: input)
  }

  private mutating func transpose(_ id: NodeID, _ cotangent: Cotangent) -> Bool {
    let input = graph[id].inputs[0]
    if symbols.shape(of: cotangent)?.count == 1 { return send(cotangent, to: input) }
    guard let full = symbols.filled(cotangent, to: graph.shape(of: id)) else { return false }
    var result = Cotangent(products: full.products)
    result.arrival = .init(
      text: symbols.factorText(full) + "ᵀ", isAtom: true, shape: graph.shape(of: input))
    return send(result, to: input)
  }

  /// y ⊙ (g − Σ g ⊙ y), the sum over each row.
  private mutating func softmax(_ id: NodeID, _ cotangent: Cotangent) -> Bool {
    let shape = graph.shape(of: id)
    guard let full = symbols.filled(cotangent, to: shape) else { return false }
    let name = id == quantity.node ? quantity.name : texts[id] ?? ""
    guard !name.isEmpty, !name.contains("…") else { return false }
    let arrived = symbols.factorText(full)
    // Of several rows, the sums make a vector: it fits the rows of the transpose.
    let text =
      shape.rows == 1
      ? "\(name) ⊙ (\(arrived) - sum(\(arrived) ⊙ \(name)))"
      : "\(name) ⊙ (\(arrived)ᵀ - sum(\(arrived) ⊙ \(name), axis=1))ᵀ"
    let result = Cotangent(
      arrival: .init(text: text, isAtom: false, shape: shape), products: full.products)
    return send(result, to: graph[id].inputs[0])
  }

  /// Of Σ t ln softmax(z), where the rows of t sum to 1: by z it is t − softmax(z).
  private mutating func likelihood(_ id: NodeID, _ cotangent: Cotangent) -> Bool {
    guard let (target, logarithm) = graph.likelihood(at: id),
      symbols.shape(of: cotangent)?.count == 1
    else { return false }
    let writer = FormulaWriter(graph: graph, names: quantities.names)
    let logits = graph[logarithm].inputs[0]
    let text = writer.symbol(of: target)
    let softmax =
      quantities.softmaxName(of: logits) ?? "softmax(\(writer.text(of: logits)))"
    guard !(text + softmax).contains("…") else { return false }
    let t = symbols.symbol(text, graph.shape(of: target))
    let p = symbols.symbol(softmax, graph.shape(of: logits))
    let log = symbols.symbol("log_softmax(\(writer.text(of: logits)))", graph.shape(of: logits))
    if graph.shape(of: target) == graph.shape(of: logits), values[target.index].rowsSumToOne {
      _ = send(cotangent.scaled(by: .difference(t, p)), to: logits)
    } else {
      unknown.insert(logits)
    }
    return send(cotangent.scaled(by: log), to: target)
  }

  /// Of y = a b: g bᵀ by a, and aᵀ g by b.
  private mutating func multiply(_ product: MatrixProduct, _ cotangent: Cotangent) -> Bool {
    let (a, b) = (product.left, product.right)
    let (left, right) = (graph.shape(of: a), graph.shape(of: b))
    let writer = FormulaWriter(graph: graph, names: quantities.names)
    let (first, second) = (writer.symbol(of: a), writer.symbol(of: b))
    guard !(first + second).contains("…"), !cotangent.isFinal else { return false }
    let shape = product.writtenShape(left, right)
    if shape.count == 1, symbols.shape(of: cotangent)?.count == 1 {
      let byLeft = symbols.symbol(writer.transposed(b), graph.transposedShape(of: b))
      let byRight = symbols.symbol(writer.transposed(a), graph.transposedShape(of: a))
      return send(cotangent.scaled(by: byLeft), to: a)
        && send(cotangent.scaled(by: byRight), to: b)
    }
    guard let full = symbols.filled(cotangent, to: shape) else { return false }
    let arrived = symbols.factorText(full)
    func contribution(_ text: String, _ shapes: String, _ shape: Shape) -> Cotangent {
      Cotangent(
        arrival: .init(text: text, isAtom: false, shape: shape),
        products: full.products + [shapes])
    }
    // A vector times a gradient that is a vector would be an outer product.
    if right.rank == 2 {
      let turned = graph.transposedShape(of: b)
      let text = "\(arrived) @ \(writer.transposed(b))"
      _ = send(contribution(text, "\(shape) @ \(turned)", left), to: a)
    } else {
      unknown.insert(a)
    }
    if left.rank == 2 {
      let turned = graph.transposedShape(of: a)
      let text = "\(writer.transposed(a)) @ \(arrived)"
      _ = send(contribution(text, "\(turned) @ \(shape)", right), to: b)
    } else {
      unknown.insert(b)
    }
    return true
  }
}

extension Tensor {
  /// Whether each row is a distribution.
  fileprivate var rowsSumToOne: Bool {
    (0..<shape.rows).allSatisfy { row in
      let start = row * shape.columns
      let sum = values[start..<(start + shape.columns)].reduce(0, +)
      return abs(sum - 1) < 1e-9
    }
  }
}
