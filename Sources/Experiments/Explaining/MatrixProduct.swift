import Autodiff

/// A product `left @ right` as the expression language writes it, vectors being vectors.
struct MatrixProduct {
  let left: NodeID
  let right: NodeID

  /// The shape that the product's text has: a vector loses its axis, as in NumPy.
  func writtenShape(_ left: Shape, _ right: Shape) -> Shape {
    switch (left.rank, right.rank) {
    case (2, 2): .matrix(left.rows, right.columns)
    case (2, _): .vector(left.rows)
    case (_, 2): .vector(right.columns)
    default: .scalar
    }
  }
}

extension Graph {
  /// The product that a node holds, or that it holds as a vector; nil for products of single
  /// numbers, and where a node is none.
  func matrixProduct(at id: NodeID, names: [NodeID: String]) -> MatrixProduct? {
    var node = self[id]
    if case .reshape = node.operation, names[node.inputs[0]] == nil { node = self[node.inputs[0]] }
    guard case .matmul(false, false) = node.operation,
      !(node.inputs + [id]).allSatisfy({ shape(of: $0).count == 1 })
    else { return nil }
    let (left, right) = (operand(node.inputs[0], names), operand(node.inputs[1], names))
    return MatrixProduct(left: left, right: right)
  }

  /// A vector that was made a row or a column for a product is itself again.
  private func operand(_ id: NodeID, _ names: [NodeID: String]) -> NodeID {
    guard names[id] == nil, case .reshape = self[id].operation else { return id }
    let inner = self[id].inputs[0]
    return shape(of: inner).rank == 1 ? inner : id
  }

  /// Whether a node is no elementwise operation, so that it has a rule of its own.
  func isStructural(_ id: NodeID) -> Bool {
    let node = self[id]
    switch node.operation {
    case .matmul: return !(node.inputs + [id]).allSatisfy { shape(of: $0).count == 1 }
    case .sum, .maximumOver, .minimumOver, .reshape:
      let inner = shape(of: node.inputs[0])
      return (inner.rows, inner.columns) != (node.shape.rows, node.shape.columns)
    case .transpose, .broadcast, .softmax, .logSoftmax, .oneHot, .equal: return true
    case .multiply: return likelihood(at: id) != nil
    case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan,
      .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign,
      .add, .subtract, .divide, .power, .maximum, .minimum, .logisticLoss:
      return false
    }
  }

  /// Of t ln softmax(z): t and the logarithm.
  func likelihood(at id: NodeID) -> (target: NodeID, logarithm: NodeID)? {
    guard case .multiply = self[id].operation else { return nil }
    let sides = self[id].inputs
    for (place, side) in sides.enumerated() {
      if case .logSoftmax = self[side].operation { return (sides[1 - place], side) }
    }
    return nil
  }

  /// The shape of a node's text: products of vectors are vectors, although they are computed as
  /// matrices.
  func writtenShape(of id: NodeID) -> Shape {
    guard let product = matrixProduct(at: id, names: [:]) else { return shape(of: id) }
    return product.writtenShape(shape(of: product.left), shape(of: product.right))
  }

  func transposedShape(of id: NodeID) -> Shape {
    let shape = shape(of: id)
    return shape.rank == 2 ? .matrix(shape.columns, shape.rows) : shape
  }
}

extension FormulaWriter {
  /// A node's name, or else its formula.
  func text(of id: NodeID) -> String { names[id] ?? formula(of: id) }

  /// A node's name, or else its formula, that stands as a factor.
  func symbol(of id: NodeID) -> String {
    let text = text(of: id)
    let isCall = text.hasSuffix(")") && text.firstIndex(of: "(") == callStart(of: text)
    return names[id] != nil || isCall || text.hasPrefix("[") && text.hasSuffix("]")
      ? text : "(\(text))"
  }

  /// The place of the parenthesis that the last one closes, where a word stands before it.
  private func callStart(of text: String) -> String.Index? {
    var depth = 0
    for index in text.indices.reversed() {
      if text[index] == ")" { depth += 1 }
      if text[index] == "(" { depth -= 1 }
      if depth == 0 {
        let word = text[..<index]
        return word.isEmpty || word.contains { !$0.isLetter && $0 != "_" } ? nil : index
      }
    }
    return nil
  }

  /// A node's transpose as a factor; a vector is its own, and of a transpose it is what was turned.
  func transposed(_ id: NodeID) -> String {
    if graph.shape(of: id).rank < 2 { return symbol(of: id) }
    if names[id] == nil, case .transpose = graph[id].operation {
      return symbol(of: graph[id].inputs[0])
    }
    return symbol(of: id) + "ᵀ"
  }
}
