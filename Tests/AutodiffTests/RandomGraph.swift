@testable import Autodiff

/// A random graph with a scalar at its end, all of whose values the tests compare.
struct RandomGraph {
  private(set) var graph = Graph()
  private(set) var parameters: [NodeID] = []
  private(set) var loss = NodeID(index: 0)
  private(set) var feeds: [NodeID: Tensor] = [:]
  private var draw: Draw
  /// Values to build on, all of the same number of rows and columns, or one of either.
  private var pool: [NodeID] = []
  private let rows: Int
  private let columns: Int

  init(seed: UInt64) throws {
    draw = Draw(seed: seed)
    rows = 1 + draw.index(below: 9)
    columns = 1 + draw.index(below: 40)
    let shapes: [Shape] = [
      .scalar, .vector(columns), .matrix(rows, columns), .matrix(rows, 1), .matrix(1, columns),
      .matrix(rows, columns),
    ]
    for (index, shape) in shapes.enumerated() { leaf(index, shape) }
    for _ in 0..<12 + draw.index(below: 25) { try grow() }
    var total = graph.constant(0)
    for id in pool.suffix(8) { total = try graph.add(total, graph.mean(graph.apply(.tanh, id))) }
    loss = total
  }

  /// Appends the gradient of the loss with respect to all parameters.
  mutating func differentiate() throws -> [NodeID] {
    try graph.gradient(of: loss, withRespectTo: parameters)
  }

  private mutating func leaf(_ index: Int, _ shape: Shape) {
    let values = Tensor(shape, (0..<shape.count).map { _ in draw.real() })
    switch index % 3 {
    case 0:
      let parameter = graph.parameter("p\(index)", shape)
      parameters.append(parameter)
      feeds[parameter] = values
      pool.append(parameter)
    case 1:
      let input = graph.input("x\(index)", shape)
      feeds[input] = values
      pool.append(input)
    default:
      pool.append(graph.constant(values))
    }
  }

  private mutating func pick() -> NodeID { pool[draw.index(below: pool.count)] }

  private mutating func grow() throws {
    let kinds = Operation.Kind.allCases.filter { $0.form != .leaf }
    let kind = kinds[draw.index(below: kinds.count)]
    if let node = try make(kind) { pool.append(node) }
  }

  private mutating func make(_ kind: Operation.Kind) throws -> NodeID? {
    switch kind.form {
    case .leaf: return nil
    case .unary: return try graph.apply(OperationCase.cases(of: kind)[0].operation, pick())
    case .binary:
      return try graph.apply(OperationCase.cases(of: kind)[0].operation, pick(), pick())
    case .structured: return try structured(kind)
    }
  }

  /// Results come back to a shape of the pool, so that everything goes on fitting.
  private mutating func structured(_ kind: Operation.Kind) throws -> NodeID? {
    let x = pick()
    let shape = graph.shape(of: x)
    let whole = try graph.apply(.broadcast(.matrix(rows, columns)), x)
    let axis = draw.index(below: 2)
    switch kind {
    case .matmul: return try product(whole)
    case .transpose:
      let turned = try graph.apply(.transpose, whole)
      return try graph.apply(.transpose, graph.apply(.sin, turned))
    case .reshape:
      guard shape.count == columns else { return nil }
      return try graph.apply(.reshape(.matrix(1, columns)), x)
    case .broadcast: return whole
    case .sum: return try reduce(.sum(axis: axis), whole)
    case .maximumOver: return try reduce(.maximumOver(axis: axis), whole)
    case .minimumOver: return try reduce(.minimumOver(axis: axis), whole)
    case .softmax: return try graph.apply(.softmax, whole)
    case .logSoftmax: return try graph.apply(.logSoftmax, whole)
    default: return nil
    }
  }

  private mutating func reduce(_ operation: Operation, _ x: NodeID) throws -> NodeID {
    let result = try graph.apply(operation, x)
    let isAlongRows = graph.shape(of: result) == .vector(rows) && rows != columns
    return isAlongRows ? try graph.apply(.reshape(.matrix(rows, 1)), result) : try graph.sum(result)
  }

  private mutating func product(_ x: NodeID) throws -> NodeID {
    let other = try graph.apply(.broadcast(.matrix(rows, columns)), pick())
    let gram = try graph.apply(.matmul(transposeLeft: false, transposeRight: true), x, other)
    if draw.index(below: 2) == 0 {
      return try graph.apply(.matmul(transposeLeft: true, transposeRight: false), gram, x)
    }
    return try graph.apply(
      .matmul(transposeLeft: true, transposeRight: true), gram, graph.apply(.transpose, x))
  }
}
