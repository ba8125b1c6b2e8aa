import Autodiff

/// Reads scalar expressions out of a graph.
struct SymbolicReader {
  let graph: Graph
  /// Nodes that stand for themselves, by the names under which they are known.
  let symbols: [NodeID: String]
  /// Whether arrays are read as scalars are: right for elementwise operations.
  let elementwise: Bool

  /// The most nodes and the greatest depth that an expression may have; beyond, nothing is read.
  static let sizeLimit = 500
  static let depthLimit = 60

  init(graph: Graph, symbols: [NodeID: String], elementwise: Bool = false) {
    self.graph = graph
    self.symbols = symbols
    self.elementwise = elementwise
  }

  /// The expression that a node holds, in terms of the symbols; nil where it is no scalar
  /// expression, or too large to be read.
  func expression(of target: NodeID) -> SymbolicExpression? {
    guard let cone = cone(of: target) else { return nil }
    var known: [NodeID: SymbolicExpression] = [:]
    for id in cone {
      let expression: SymbolicExpression?
      if let name = symbols[id] {
        expression = .symbol(name)
      } else {
        expression = read(graph[id]) { known[$0] }
      }
      guard let expression, expression.isWithinLimits else { return nil }
      known[id] = expression
    }
    return known[target]
  }

  /// The nodes that the target is computed from, down to the symbols, in order.
  private func cone(of target: NodeID) -> [NodeID]? {
    var marked: Set<NodeID> = [target]
    var pending = [target]
    while let id = pending.popLast() {
      if symbols[id] != nil { continue }
      if !elementwise, graph.shape(of: id).rank > 0 { return nil }
      for input in graph[id].inputs where marked.insert(input).inserted { pending.append(input) }
    }
    return marked.sorted()
  }

  private func read(
    _ node: Node, _ value: (NodeID) -> SymbolicExpression?
  ) -> SymbolicExpression? {
    let inputs = node.inputs.compactMap(value)
    guard inputs.count == node.inputs.count else { return nil }
    switch node.operation {
    case .constant(let tensor):
      return tensor.values.count == 1 ? .number(ExactNumber(tensor.values[0])) : nil
    case .input, .parameter, .equal, .transpose, .oneHot, .softmax, .logSoftmax: return nil
    case .matmul:
      // A product of single numbers.
      let isSingle = (node.inputs.map { graph.shape(of: $0).count } + [node.shape.count])
        .allSatisfy { $0 == 1 }
      return isSingle ? .product(of: inputs) : nil
    case .reshape, .broadcast, .sum, .maximumOver, .minimumOver:
      let shape = graph.shape(of: node.inputs[0])
      let isSame = (shape.rows, shape.columns) == (node.shape.rows, node.shape.columns)
      return isSame ? inputs[0] : nil
    case .negate: return .negation(inputs[0])
    case .square: return .power(of: inputs[0], .integer(2))
    case .exp: return .exponential(inputs[0])
    case .sqrt: return .squareRoot(inputs[0])
    case .ln: return .call(.ln, inputs[0])
    case .abs: return .call(.abs, inputs[0])
    case .sin: return .call(.sin, inputs[0])
    case .cos: return .call(.cos, inputs[0])
    case .tan: return .call(.tan, inputs[0])
    case .tanh: return .call(.tanh, inputs[0])
    case .sigmoid: return .call(.sigmoid, inputs[0])
    case .relu: return .call(.relu, inputs[0])
    case .leakyRelu: return .call(.leakyRelu, inputs[0])
    case .elu: return .call(.elu, inputs[0])
    case .gelu: return .call(.gelu, inputs[0])
    case .silu: return .call(.silu, inputs[0])
    case .softplus: return .call(.softplus, inputs[0])
    case .normalCDF: return .call(.normalCDF, inputs[0])
    case .step: return .call(.step, inputs[0])
    case .sign: return .call(.sign, inputs[0])
    case .add: return .sum(of: inputs)
    case .subtract: return .difference(inputs[0], inputs[1])
    case .multiply: return .product(of: inputs)
    case .divide: return .quotient(inputs[0], inputs[1])
    case .power: return .power(of: inputs[0], inputs[1])
    case .maximum: return Self.maximum(inputs[0], inputs[1])
    case .minimum: return .call(.min, inputs[0], inputs[1])
    case .logisticLoss:
      return .difference(.call(.softplus, inputs[0]), .product(of: inputs))
    }
  }

  /// What is smaller is a floor that keeps logarithms finite, not a number of the formula.
  static let smallestFloor = 1e-40

  /// The floor that a logarithm's argument is held at, far below any probability that a reader
  /// meets, is left out.
  private static func maximum(
    _ a: SymbolicExpression, _ b: SymbolicExpression
  ) -> SymbolicExpression {
    if let floor = b.number, floor.double > 0, floor.double < smallestFloor { return a }
    return .call(.max, a, b)
  }
}

extension SymbolicExpression {
  var isWithinLimits: Bool {
    var room = SymbolicReader.sizeLimit
    return fits(&room, depth: SymbolicReader.depthLimit)
  }

  func fits(_ room: inout Int, depth: Int) -> Bool {
    room -= 1
    guard room >= 0, depth > 0 else { return false }
    switch self {
    case .number, .symbol, .euler: return true
    case .sum(let parts), .product(let parts), .function(_, let parts):
      for part in parts where !part.fits(&room, depth: depth - 1) { return false }
      return true
    case .power(let base, let exponent):
      return base.fits(&room, depth: depth - 1) && exponent.fits(&room, depth: depth - 1)
    }
  }
}
