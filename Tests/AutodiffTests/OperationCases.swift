import Testing

@testable import Autodiff

/// An operation on inputs of certain shapes and values, for tests that run over all operations.
struct OperationCase: CustomTestStringConvertible {
  let operation: Operation
  let shapes: [Shape]
  let domain: Domain

  enum Domain {
    /// −2 … 2.
    case real
    /// 0.2 … 3.
    case positive
    /// −1 … 1, away from the poles of the tangent.
    case angle
    /// 0, 1 or 2.
    case index
  }

  var testDescription: String {
    "\(operation.name) \(shapes.map { $0.description }.joined(separator: " "))"
  }

  /// Cases of every operation that is not a leaf.
  static let all: [OperationCase] = Operation.Kind.allCases.flatMap { cases(of: $0) }

  static func cases(of kind: Operation.Kind) -> [OperationCase] {
    switch kind {
    case .constant, .input, .parameter: []
    case .negate: unary(.negate)
    case .square: unary(.square)
    case .exp: unary(.exp)
    case .ln: unary(.ln, .positive)
    case .sqrt: unary(.sqrt, .positive)
    case .abs: unary(.abs)
    case .sin: unary(.sin)
    case .cos: unary(.cos)
    case .tan: unary(.tan, .angle)
    case .tanh: unary(.tanh)
    case .sigmoid: unary(.sigmoid)
    case .relu: unary(.relu)
    case .leakyRelu: unary(.leakyRelu)
    case .elu: unary(.elu)
    case .gelu: unary(.gelu)
    case .silu: unary(.silu)
    case .softplus: unary(.softplus)
    case .normalCDF: unary(.normalCDF)
    case .step: unary(.step)
    case .sign: unary(.sign)
    case .add: binary(.add)
    case .subtract: binary(.subtract)
    case .multiply: binary(.multiply)
    case .divide: binary(.divide, .positive)
    case .power: binary(.power, .positive)
    case .maximum: binary(.maximum)
    case .minimum: binary(.minimum)
    case .equal: binary(.equal)
    case .logisticLoss: binary(.logisticLoss)
    case .matmul: products
    case .transpose: make(.transpose, [[.matrix(3, 5)], [.matrix(1, 4)], [.matrix(33, 18)]])
    case .reshape: make(.reshape(.vector(6)), [[.matrix(2, 3)]])
    case .broadcast:
      make(
        .broadcast(.matrix(3, 5)),
        [[.scalar], [.vector(5)], [.matrix(3, 1)], [.matrix(1, 1)], [.matrix(3, 5)]])
        + make(.broadcast(.vector(20)), [[.scalar], [.vector(1)]])
    case .sum: reductions { .sum(axis: $0) }
    case .maximumOver: reductions { .maximumOver(axis: $0) }
    case .minimumOver: reductions { .minimumOver(axis: $0) }
    case .softmax: make(.softmax, rows)
    case .logSoftmax: make(.logSoftmax, rows)
    case .oneHot: make(.oneHot(classes: 3), [[.scalar], [.vector(5)], [.matrix(4, 1)]], .index)
    }
  }

  private static let rows: [[Shape]] = [
    [.vector(5)], [.matrix(3, 10)], [.matrix(4, 1)], [.matrix(2, 37)],
  ]

  private static func make(
    _ operation: Operation, _ shapes: [[Shape]], _ domain: Domain = .real
  ) -> [OperationCase] {
    shapes.map { OperationCase(operation: operation, shapes: $0, domain: domain) }
  }

  private static func unary(_ operation: Operation, _ domain: Domain = .real) -> [OperationCase] {
    make(operation, [[.scalar], [.vector(7)], [.matrix(5, 9)]], domain)
  }

  private static func binary(_ operation: Operation, _ domain: Domain = .real) -> [OperationCase] {
    make(
      operation,
      [
        [.scalar, .scalar], [.matrix(3, 11), .matrix(3, 11)], [.matrix(3, 11), .scalar],
        [.scalar, .matrix(3, 11)], [.matrix(3, 11), .vector(11)], [.matrix(1, 11), .matrix(3, 11)],
        [.matrix(3, 11), .matrix(3, 1)], [.matrix(3, 1), .matrix(3, 11)],
        [.matrix(3, 1), .vector(11)], [.vector(1), .vector(6)], [.matrix(6, 1), .vector(1)],
      ], domain)
  }

  private static var products: [OperationCase] {
    let sizes = [(3, 4, 5), (4, 2, 1), (1, 3, 4), (1, 5, 1), (2, 1, 3), (7, 9, 29), (9, 6, 17)]
    return sizes.flatMap { rows, inner, columns in
      [(false, false), (false, true), (true, false), (true, true)].map { left, right in
        OperationCase(
          operation: .matmul(transposeLeft: left, transposeRight: right),
          shapes: [
            left ? .matrix(inner, rows) : .matrix(rows, inner),
            right ? .matrix(columns, inner) : .matrix(inner, columns),
          ], domain: .real)
      }
    }
  }

  private static func reductions(_ operation: (Int?) -> Operation) -> [OperationCase] {
    make(operation(nil), [[.scalar], [.vector(17)], [.matrix(3, 5)]])
      + make(operation(0), [[.vector(5)], [.matrix(4, 3)], [.matrix(5, 19)], [.matrix(3, 1)]])
      + make(operation(1), [[.matrix(4, 3)], [.matrix(3, 40)], [.matrix(1, 5)]])
  }
}

extension OperationCase {
  /// A graph that weighs the operation's results to one number, with its inputs as parameters.
  struct Scene {
    var graph = Graph()
    var parameters: [NodeID] = []
    var result: NodeID
    var loss: NodeID
    var feeds: [NodeID: Tensor] = [:]
  }

  func scene(seed: UInt64) throws -> Scene {
    var draw = Draw(seed: seed)
    var graph = Graph()
    var feeds: [NodeID: Tensor] = [:]
    let parameters = shapes.enumerated().map { index, shape in
      graph.parameter("p\(index)", shape)
    }
    for (parameter, shape) in zip(parameters, shapes) {
      feeds[parameter] = Tensor(shape, (0..<shape.count).map { _ in value(&draw) })
    }
    let result = try graph.apply(operation, parameters)
    let shape = graph.shape(of: result)
    let weights = graph.constant(Tensor(shape, (0..<shape.count).map { _ in draw.real() }))
    let loss = try graph.sum(graph.multiply(result, weights))
    return Scene(graph: graph, parameters: parameters, result: result, loss: loss, feeds: feeds)
  }

  private func value(_ draw: inout Draw) -> Double {
    switch domain {
    case .real: draw.real()
    case .positive: 0.2 + 0.7 * (draw.real() + 2)
    case .angle: 0.5 * draw.real()
    case .index: Double(draw.index(below: 3))
    }
  }
}

/// A small generator of test values (splitmix64).
struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// −2 … 2.
  mutating func real() -> Double { Double(bits() >> 11) * 0x1p-51 - 2 }

  mutating func index(below limit: Int) -> Int { Int(bits() % UInt64(limit)) }
}
