// Pieces that several rows of the table of derivatives share.
extension Graph {
  /// φ(x) = e^(−x²/2) / √(2π).
  mutating func normalDensity(_ x: NodeID) throws(ShapeError) -> NodeID {
    try multiply(0.398_942_280_401_432_7, apply(.exp, multiply(-0.5, apply(.square, x))))
  }

  /// b aᵇ⁻¹, with the constant exponents of textbooks in their plain form.
  mutating func powerBaseRule(
    _ a: NodeID, _ b: NodeID, _ g: NodeID
  ) throws(ShapeError) -> NodeID? {
    if let exponent = constantScalar(b) {
      if exponent == 0 { return nil }
      if exponent == 1 { return g }
      let lower = try power(a, constant(exponent - 1))
      return try multiply(g, multiply(b, lower))
    }
    // At b = 0 the exponent is made 0 instead of −1, so that 0 · a⁻¹ is 0 at a = 0 too.
    let one = constant(1)
    let exponent = try add(subtract(b, one), apply(.equal, b, constant(0)))
    return try multiply(g, multiply(b, apply(.power, a, exponent)))
  }

  /// aᵇ ln a, and 0 where a = 0: there ln a is taken as ln 1.
  mutating func powerExponentRule(
    _ y: NodeID, _ a: NodeID, _ g: NodeID
  ) throws(ShapeError) -> NodeID {
    let safe = try add(a, apply(.equal, a, constant(0)))
    return try multiply(g, multiply(y, apply(.ln, safe)))
  }

  /// 1 where a > b, 1/2 where the two are equal, else 0.
  mutating func share(of a: NodeID, above b: NodeID) throws(ShapeError) -> NodeID {
    try add(
      apply(.step, subtract(a, b)), multiply(0.5, apply(.equal, a, b)))
  }

  /// For C = A B, ∂L/∂A = G Bᵀ; where A was read transposed, the transpose of that: B Gᵀ.
  mutating func leftFactorRule(
    _ b: NodeID, _ transposeLeft: Bool, _ transposeRight: Bool, _ g: NodeID
  ) throws(ShapeError) -> NodeID {
    transposeLeft
      ? try apply(.matmul(transposeLeft: transposeRight, transposeRight: true), b, g)
      : try apply(.matmul(transposeLeft: false, transposeRight: !transposeRight), g, b)
  }

  /// For C = A B, ∂L/∂B = Aᵀ G; where B was read transposed, the transpose of that: Gᵀ A.
  mutating func rightFactorRule(
    _ a: NodeID, _ transposeLeft: Bool, _ transposeRight: Bool, _ g: NodeID
  ) throws(ShapeError) -> NodeID {
    transposeRight
      ? try apply(.matmul(transposeLeft: true, transposeRight: transposeLeft), g, a)
      : try apply(.matmul(transposeLeft: !transposeLeft, transposeRight: false), a, g)
  }

  /// The largest (smallest) elements share the gradient evenly.
  mutating func extremeRule(
    _ y: NodeID, _ x: NodeID, _ axis: Int?, _ g: NodeID
  ) throws(ShapeError) -> NodeID {
    let shape = shape(of: x)
    let winners = try apply(.equal, x, expand(y, along: axis, of: shape))
    let count = try sum(winners, axis: axis)
    return try multiply(winners, expand(divide(g, count), along: axis, of: shape))
  }

  /// Σ x along the last axis, in a shape that broadcasts against x.
  mutating func sumOverLastAxis(_ x: NodeID) throws(ShapeError) -> NodeID {
    let shape = shape(of: x)
    return try expand(sum(x, axis: shape.rank - 1), along: shape.rank - 1, of: shape)
  }

  /// Gives the result of a reduction along an axis of `shape` a form that broadcasts against it: a
  /// sum along the rows of a matrix becomes a column.
  mutating func expand(
    _ reduced: NodeID, along axis: Int?, of shape: Shape
  ) throws(ShapeError) -> NodeID {
    guard shape.rank == 2, axis == 1 else { return reduced }
    return try apply(.reshape(.matrix(shape.rows, 1)), reduced)
  }

  /// The adjoint of broadcasting: sums over the axes along which a value of shape `target` was
  /// repeated.
  mutating func sum(_ x: NodeID, to target: Shape) throws(ShapeError) -> NodeID {
    let from = shape(of: x)
    if from == target { return x }
    let overRows = from.rows != target.rows
    let overColumns = from.columns != target.columns
    var result = x
    if overRows && overColumns {
      result = try sum(x)
    } else if overRows {
      result = try sum(x, axis: 0)
    } else if overColumns {
      result = try sum(x, axis: from.rank - 1)
    }
    return shape(of: result) == target ? result : try apply(.reshape(target), result)
  }
}
