extension Operation {
  /// The shape of the result on inputs of these shapes.
  ///
  /// Leaves have no inputs to infer from and
  /// keep the shape that they were made with.
  ///
  /// - Precondition: as many shapes as the operation's arity, and no leaf.
  func shape(_ inputs: [Shape]) throws(ShapeError) -> Shape {
    switch kind.form {
    case .leaf: preconditionFailure("a leaf is made by the graph's leaf functions")
    case .unary: return inputs[0]
    case .binary: return try Self.broadcast(inputs[0], inputs[1])
    case .structured: return try structuredShape(inputs)
    }
  }

  /// The same operation with its axis counted from the front; the only axis of a vector is all of
  /// it.
  func canonical(_ shape: Shape) throws(ShapeError) -> Operation {
    if case .sum(let axis?) = self { return .sum(axis: try shape.reducedAxis(axis)) }
    if case .maximumOver(let axis?) = self {
      return .maximumOver(axis: try shape.reducedAxis(axis))
    }
    if case .minimumOver(let axis?) = self {
      return .minimumOver(axis: try shape.reducedAxis(axis))
    }
    return self
  }

  private static func broadcast(_ a: Shape, _ b: Shape) throws(ShapeError) -> Shape {
    guard let shape = Shape.broadcast(a, b) else { throw .notBroadcastable(a, b) }
    return shape
  }

  private func structuredShape(_ inputs: [Shape]) throws(ShapeError) -> Shape {
    let x = inputs[0]
    switch self {
    case .matmul(let transposeLeft, let transposeRight):
      return try Self.product(x, transposeLeft, inputs[1], transposeRight)
    case .transpose:
      guard x.rank == 2 else { throw .notMatrix(x) }
      return x.transposed
    case .reshape(let shape):
      guard shape.count == x.count else { throw .cannotReshape(x, to: shape) }
      return shape
    case .broadcast(let shape):
      guard Shape.broadcast(x, shape) == shape else { throw .notBroadcastable(x, shape) }
      return shape
    case .sum(let axis), .maximumOver(let axis), .minimumOver(let axis):
      return try x.reduced(along: axis)
    case .softmax, .logSoftmax:
      guard x.rank > 0 else { throw .scalarHasNoLastAxis }
      return x
    case .oneHot(let classes):
      // Indices may stand in a vector or, as data sets hold them, in a matrix of one column.
      if x.rank == 0 { return .vector(classes) }
      guard x.rank == 1 || x.columns == 1 else {
        throw .cannotReshape(x, to: .matrix(x.count, classes))
      }
      return .matrix(x.count, classes)
    case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan,
      .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign,
      .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal, .logisticLoss:
      preconditionFailure("\(name) is not structured")
    }
  }

  private static func product(
    _ left: Shape, _ transposeLeft: Bool, _ right: Shape, _ transposeRight: Bool
  ) throws(ShapeError) -> Shape {
    guard left.rank == 2 else { throw .notMatrix(left) }
    guard right.rank == 2 else { throw .notMatrix(right) }
    let a = transposeLeft ? left.transposed : left
    let b = transposeRight ? right.transposed : right
    guard a.columns == b.rows else { throw .innerSizesDiffer(a, b) }
    return .matrix(a.rows, b.columns)
  }
}

extension Shape {
  /// Rows as columns.
  package var transposed: Shape { .matrix(columns, rows) }

  /// The shape without one axis, or a scalar for nil.
  package func reduced(along axis: Int?) throws(ShapeError) -> Shape {
    guard let axis else { return .scalar }
    let position = try self.axis(axis)
    guard rank == 2 else { return .scalar }
    return .vector(position == 0 ? columns : rows)
  }

  /// The axis of a reduction in its only form: nil for all of a vector.
  func reducedAxis(_ axis: Int) throws(ShapeError) -> Int? {
    let position = try self.axis(axis)
    return rank == 1 ? nil : position
  }

  /// An axis counted from the front; −1 is the last.
  func axis(_ axis: Int) throws(ShapeError) -> Int {
    guard axis >= -rank, axis < rank else { throw .noSuchAxis(axis, self) }
    return axis < 0 ? axis + rank : axis
  }
}
