extension Graph {
  /// a + b, broadcast.
  package mutating func add(_ a: NodeID, _ b: NodeID) throws(ShapeError) -> NodeID {
    try apply(.add, a, b)
  }

  /// a − b, broadcast.
  package mutating func subtract(_ a: NodeID, _ b: NodeID) throws(ShapeError) -> NodeID {
    try apply(.subtract, a, b)
  }

  /// a b, element by element, broadcast.
  package mutating func multiply(_ a: NodeID, _ b: NodeID) throws(ShapeError) -> NodeID {
    try apply(.multiply, a, b)
  }

  /// A multiple of a value.
  package mutating func multiply(_ factor: Double, _ x: NodeID) throws(ShapeError) -> NodeID {
    try apply(.multiply, constant(factor), x)
  }

  /// a / b, broadcast.
  package mutating func divide(_ a: NodeID, _ b: NodeID) throws(ShapeError) -> NodeID {
    try apply(.divide, a, b)
  }

  /// −x.
  package mutating func negate(_ x: NodeID) throws(ShapeError) -> NodeID {
    try apply(.negate, x)
  }

  /// aᵇ, broadcast; a constant exponent of 2 becomes `square`, of 1 the base itself.
  package mutating func power(_ base: NodeID, _ exponent: NodeID) throws(ShapeError) -> NodeID {
    if let value = constantScalar(exponent), shape(of: exponent).rank == 0 {
      if value == 1 { return base }
      if value == 2 { return try apply(.square, base) }
    }
    return try apply(.power, base, exponent)
  }

  /// The product of two matrices; a vector stands for a row on the left and for a column on the
  /// right, and the result loses that axis, as in NumPy: (n) @ (n, m) is (m), (m, n) @ (n) is (m),
  /// (n) @ (n) is ().
  package mutating func product(_ a: NodeID, _ b: NodeID) throws(ShapeError) -> NodeID {
    let (left, right) = (shape(of: a), shape(of: b))
    let isRow = left.rank == 1
    let isColumn = right.rank == 1
    guard isRow || isColumn else {
      return try apply(.matmul(transposeLeft: false, transposeRight: false), a, b)
    }
    let row = isRow ? try apply(.reshape(.matrix(1, left.count)), a) : a
    let column = isColumn ? try apply(.reshape(.matrix(right.count, 1)), b) : b
    let y = try apply(.matmul(transposeLeft: false, transposeRight: false), row, column)
    if isRow && isColumn { return try apply(.reshape(.scalar), y) }
    return try apply(.reshape(.vector(shape(of: y).count)), y)
  }

  /// Rows as columns; a scalar and a vector are their own transpose, as in NumPy.
  package mutating func transposed(_ x: NodeID) throws(ShapeError) -> NodeID {
    shape(of: x).rank < 2 ? x : try apply(.transpose, x)
  }

  /// The sum of all elements, or along an axis.
  package mutating func sum(_ x: NodeID, axis: Int? = nil) throws(ShapeError) -> NodeID {
    try apply(.sum(axis: axis), x)
  }

  /// The mean of all elements, or along an axis: the sum divided by the count.
  package mutating func mean(_ x: NodeID, axis: Int? = nil) throws(ShapeError) -> NodeID {
    let total = try apply(.sum(axis: axis), x)
    let count = shape(of: x).count / max(1, shape(of: total).count)
    return try divide(total, constant(Double(count)))
  }

  /// The value of a node that is a constant of one element.
  func constantScalar(_ id: NodeID) -> Double? {
    guard case .constant(let tensor) = self[id].operation, tensor.values.count == 1 else {
      return nil
    }
    return tensor.values[0]
  }
}
