import Autodiff

/// Writes the part of a graph between named nodes as a formula: `x @ W1 + b1`.
struct FormulaWriter {
  let graph: Graph
  let names: [NodeID: String]

  /// How many nodes of a formula, and how deep, are written out.
  private static let sizeLimit = 300
  private static let depthLimit = 40

  private enum Tightness: Int {
    case sum = 1
    case product
    case negation
    case power
    case atom
  }

  private typealias Piece = (text: String, tightness: Tightness)

  /// The right side of a node's definition, whether or not the node has a name itself.
  func formula(of id: NodeID) -> String {
    var room = Self.sizeLimit
    return write(id, depth: 0, &room, isRoot: true).text
  }

  private func write(
    _ id: NodeID, depth: Int, _ room: inout Int, isRoot: Bool = false
  ) -> Piece {
    if !isRoot, let name = names[id] { return (name, .atom) }
    room -= 1
    if depth > Self.depthLimit || room < 0 { return ("…", .atom) }
    let node = graph[id]
    func operand(_ index: Int, within tightness: Tightness) -> String {
      let piece = write(node.inputs[index], depth: depth + 1, &room)
      return piece.tightness.rawValue >= tightness.rawValue ? piece.text : "(\(piece.text))"
    }
    func call(_ function: String) -> Piece {
      let list = node.inputs.indices.map { operand($0, within: .sum) }
      return ("\(function)(\(list.joined(separator: ", ")))", .atom)
    }
    func binary(_ sign: String, _ tightness: Tightness, right: Tightness) -> Piece {
      let (a, b) = (operand(0, within: tightness), operand(1, within: right))
      return ("\(a)\(sign)\(b)", tightness)
    }
    switch node.operation {
    case .constant(let tensor):
      let isNegative = tensor.shape.rank == 0 && tensor.values[0] < 0
      return (Self.constant(tensor), isNegative ? .negation : .atom)
    case .input, .parameter: return (node.name ?? "input", .atom)
    case .negate: return ("-" + operand(0, within: .negation), .negation)
    case .square: return (operand(0, within: .atom) + "^2", .power)
    case .add: return binary(" + ", .sum, right: .sum)
    case .subtract: return binary(" - ", .sum, right: .product)
    case .multiply: return binary("*", .product, right: .product)
    case .divide: return mean(node, depth, &room) ?? binary("/", .product, right: .negation)
    case .power: return binary("^", .atom, right: .atom)
    case .matmul(let left, let right):
      let (a, b) = (operand(0, within: .product), operand(1, within: .negation))
      return ("\(a)\(left ? "ᵀ" : "") @ \(b)\(right ? "ᵀ" : "")", .product)
    case .transpose: return (operand(0, within: .atom) + "ᵀ", .atom)
    case .reshape, .broadcast: return write(node.inputs[0], depth: depth + 1, &room)
    case .sum(let axis): return reduction("sum", axis, node, depth, &room)
    case .maximumOver(let axis): return reduction("max", axis, node, depth, &room)
    case .minimumOver(let axis): return reduction("min", axis, node, depth, &room)
    case .maximum: return call("max")
    case .minimum: return call("min")
    case .logisticLoss:
      let (z, t) = (operand(0, within: .sum), operand(1, within: .product))
      return ("softplus(\(z)) - \(t)*\(operand(0, within: .product))", .sum)
    case .exp, .ln, .sqrt, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu,
      .silu, .softplus, .normalCDF, .step, .sign, .equal, .softmax, .logSoftmax, .oneHot:
      return call(node.operation.name)
    }
  }

  /// A sum over its number of elements is a mean; of a single element, the element.
  private func mean(_ node: Node, _ depth: Int, _ room: inout Int) -> Piece? {
    guard names[node.inputs[0]] == nil, case .sum(let axis) = graph[node.inputs[0]].operation,
      case .constant(let tensor) = graph[node.inputs[1]].operation
    else { return nil }
    let sum = graph[node.inputs[0]]
    let count = graph.shape(of: sum.inputs[0]).count / max(1, sum.shape.count)
    guard tensor.values == [Double(count)] else { return nil }
    return reduction("mean", axis, sum, depth, &room)
  }

  private func reduction(
    _ name: String, _ axis: Int?, _ node: Node, _ depth: Int, _ room: inout Int
  ) -> Piece {
    let piece = write(node.inputs[0], depth: depth + 1, &room)
    if graph.shape(of: node.inputs[0]).count == 1 { return piece }
    return ("\(name)(\(piece.text)\(axis.map { ", axis=\($0)" } ?? ""))", .atom)
  }

  /// How many numbers of an array, and how many of its rows, are written out.
  private static let arrayLimit = 12
  private static let rowLimit = 6

  /// A number, or an array row by row, as the expression language writes it; a long one is cut
  /// with "…".
  static func constant(_ tensor: Tensor) -> String {
    if tensor.shape.rank == 0 { return number(tensor.values[0]) }
    let width = tensor.values.count <= arrayLimit ? tensor.shape.columns : 4
    let rows = (0..<min(tensor.shape.rows, rowLimit)).map { row in
      let start = row * tensor.shape.columns
      let shown = tensor.values[start..<(start + min(width, tensor.shape.columns))]
      let list = shown.map { number($0) } + (shown.count < tensor.shape.columns ? ["…"] : [])
      return "[\(list.joined(separator: ", "))]"
    }
    if tensor.shape.rank == 1 { return rows[0] }
    let list = rows + (rows.count < tensor.shape.rows ? ["…"] : [])
    return "[\(list.joined(separator: ", "))]"
  }

  private static func number(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? value.description
  }
}
