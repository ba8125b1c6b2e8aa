import Autodiff

/// Random tapes of matrices, from a seed.
struct RandomTape {
  private var generator: RandomExpression
  private var pool: [(name: String, shape: Shape)] = []
  private var lines: [String] = []

  /// Neighbouring seeds are spread, for the generator's streams are shifts of each other.
  init(seed: UInt64) { generator = RandomExpression(seed: (seed &+ 77) &* 0xBF58_476D_1CE4_E5B9) }

  private mutating func pick<T>(_ list: [T]) -> T { list[generator.next(below: list.count)] }

  private static let shapes: [Shape] = [
    .matrix(3, 2), .matrix(3, 2), .matrix(2, 2), .matrix(2, 3), .matrix(3, 1), .matrix(1, 2),
    .vector(2), .vector(3), .scalar,
  ]

  /// The classes of three samples, and the same as rows.
  static let classes = "[0, 1, 1]"
  static let classRows = "[[1, 0], [0, 1], [0, 1]]"

  mutating func text() -> String {
    for (index, shape) in (Self.shapes + [.matrix(2, 1)]).enumerated() where index != 1 {
      let values = (0..<shape.count).map { _ in 0.1 * Double(generator.next(below: 39)) - 1.87 }
      define("p\(index)", shape, PrintedRule.literal(Tensor(shape, values)), "parameter ")
    }
    for index in 0..<(1 + generator.next(below: 3)) {
      let shape = pick(Self.shapes)
      let depth = 1 + generator.next(below: 2)
      define("q\(index)", shape, expression(shape, depth))
    }
    define("L", .scalar, scalar(2))
    return lines.joined(separator: "\n") + "\ngradient L"
  }

  private mutating func define(
    _ name: String, _ shape: Shape, _ formula: String, _ prefix: String = ""
  ) {
    lines.append("\(prefix)\(name) = \(formula)")
    pool.append((name, shape))
  }

  private mutating func name(_ shape: Shape) -> String {
    let fitting = pool.filter { $0.shape == shape }.map(\.name)
    if fitting.isEmpty { return literal(shape) }
    // The last ones are the most telling: they lead on.
    return generator.next(below: 2) == 0 ? fitting[fitting.count - 1] : pick(fitting)
  }

  private mutating func repeated(to shape: Shape) -> String {
    name(pick(Self.shapes.filter { Shape.broadcast($0, shape) == shape }))
  }

  private mutating func literal(_ shape: Shape) -> String {
    let values = (0..<shape.count).map { _ in 0.1 * Double(generator.next(below: 9)) + 0.13 }
    return PrintedRule.literal(Tensor(shape, values))
  }

  private mutating func expression(_ shape: Shape, _ depth: Int) -> String {
    if shape.rank == 0 { return scalar(depth) }
    if depth == 0 { return generator.next(below: 5) == 0 ? literal(shape) : name(shape) }
    let a = expression(shape, depth - 1)
    switch generator.next(below: 13) {
    case 0, 1, 2: return product(shape, depth) ?? "(\(a) + \(repeated(to: shape)))"
    case 3: return "(\(a) + \(repeated(to: shape)))"
    case 4: return "(\(repeated(to: shape)) - \(a))"
    case 5: return "(\(a) * \(repeated(to: shape)))"
    case 6: return "(\(a) / (1 + \(repeated(to: shape))^2))"
    case 7: return "(\(pick(["0.5 * ", "3 * ", "-"]))\(name(shape)))"
    case 8: return "softmax(\(a))"
    case 9 where shape.rank == 2:
      return "transpose(\(expression(.matrix(shape.columns, shape.rows), depth - 1)))"
    case 9:
      return "(\(pick(["sum", "mean"]))(\(name(.matrix(3, shape.columns == 2 ? 2 : 1))), axis=0)"
        + " + \(a))"
    case 10: return "(\(a))^2"
    default:
      let function = pick(["relu", "sigmoid", "tanh", "sin", "softplus", "abs", "silu"])
      return "\(function)(\(a))"
    }
  }

  private mutating func product(_ shape: Shape, _ depth: Int) -> String? {
    func has(_ shape: Shape) -> Bool { pool.contains { $0.shape == shape } }
    for inner in [2, 3, 1] {
      let (left, right): (Shape, Shape) =
        shape.rank == 1
        ? (.matrix(shape.columns, inner), .vector(inner))
        : (.matrix(shape.rows, inner), .matrix(inner, shape.columns))
      guard has(left), has(right) else { continue }
      return "(\(expression(left, depth - 1)) @ \(expression(right, depth - 1)))"
    }
    return nil
  }

  private mutating func scalar(_ depth: Int) -> String {
    let shape = pick(Self.shapes.filter { $0.rank > 0 })
    let a = expression(shape, depth - 1)
    switch generator.next(below: 10) {
    case 0: return "sum(\(a))"
    case 1: return "mean(\(a) * \(name(shape)))"
    case 2, 3: return "\(pick(["mse", "mae", "huber"]))(\(a), \(literal(shape)))"
    case 4: return "mse(\(a), \(name(shape)))"
    case 5: return "binary_cross_entropy(sigmoid(\(a)), \(literal(shape)))"
    case 6: return "cross_entropy(\(expression(.matrix(3, 2), depth - 1)), \(Self.classes))"
    case 7:
      let logits = expression(.matrix(3, 2), depth - 1)
      return "cross_entropy(\(logits), [[0.5, 0.5], [1, 0], [0.2, \(pick(["0.8", "0.3"]))]])"
    case 8: return "\(name(.scalar)) * sum(\(a))"
    default: return "mean((\(a) - \(repeated(to: shape)))^2)"
    }
  }
}
