// The table of derivatives: all that the engine knows of the calculus stands here.
extension Graph {
  /// Appends what flows from y back to one of its inputs: the upstream gradient g = ∂L/∂y times
  /// ∂y/∂input, of the input's shape.
  ///
  /// Nil where y is constant in that input almost everywhere.
  ///
  /// - Parameters:
  ///   - y: the node to differentiate, y = f(a) or y = f(a, b).
  ///   - input: which of its inputs, 0 or 1.
  ///   - g: a node of y's shape.
  mutating func gradientRule(
    of y: NodeID, input: Int, _ g: NodeID
  ) throws(ShapeError) -> NodeID? {
    let node = self[y]
    switch node.operation.kind.form {
    case .leaf: return nil
    case .unary: return try unaryRule(y, node.inputs[0], g)
    case .binary:
      let part = try binaryRule(y, node.inputs[0], node.inputs[1], input, g)
      guard let part else { return nil }
      return try sum(part, to: shape(of: node.inputs[input]))
    case .structured: return try structuredRule(y, input, g)
    }
  }

  private mutating func unaryRule(
    _ y: NodeID, _ x: NodeID, _ g: NodeID
  ) throws(ShapeError) -> NodeID? {
    switch self[y].operation {
    case .negate: return try negate(g)
    case .square: return try multiply(g, multiply(2, x))
    case .exp: return try multiply(g, y)
    case .ln: return try divide(g, x)
    case .sqrt: return try divide(g, multiply(2, y))
    case .abs: return try multiply(g, apply(.sign, x))
    case .sin: return try multiply(g, apply(.cos, x))
    case .cos: return try multiply(g, negate(apply(.sin, x)))
    case .tan: return try multiply(g, add(constant(1), apply(.square, y)))
    case .tanh: return try multiply(g, subtract(constant(1), apply(.square, y)))
    case .sigmoid: return try multiply(g, multiply(y, subtract(constant(1), y)))
    case .relu: return try multiply(g, apply(.step, x))
    case .leakyRelu: return try multiply(g, apply(.maximum, constant(0.01), apply(.step, x)))
    // e^min(x, 0) is 1 above the kink and at it.
    case .elu: return try multiply(g, apply(.exp, apply(.minimum, x, constant(0))))
    case .gelu:
      let slope = try add(apply(.normalCDF, x), multiply(x, normalDensity(x)))
      return try multiply(g, slope)
    case .silu:
      let s = try apply(.sigmoid, x)
      let one = constant(1)
      return try multiply(g, multiply(s, add(one, multiply(x, subtract(one, s)))))
    case .softplus: return try multiply(g, apply(.sigmoid, x))
    case .normalCDF: return try multiply(g, normalDensity(x))
    case .step, .sign: return nil
    case .constant, .input, .parameter, .add, .subtract, .multiply, .divide, .power, .maximum,
      .minimum, .equal, .logisticLoss, .matmul, .transpose, .reshape, .broadcast, .sum,
      .maximumOver, .minimumOver, .softmax, .logSoftmax, .oneHot:
      preconditionFailure("\(self[y].operation.name) is not unary")
    }
  }

  /// The gradient before it is summed over the axes along which the input was repeated.
  private mutating func binaryRule(
    _ y: NodeID, _ a: NodeID, _ b: NodeID, _ input: Int, _ g: NodeID
  ) throws(ShapeError) -> NodeID? {
    let isLeft = input == 0
    switch self[y].operation {
    case .add: return g
    case .subtract: return isLeft ? g : try negate(g)
    case .multiply: return try multiply(g, isLeft ? b : a)
    case .divide:
      return isLeft ? try divide(g, b) : try negate(multiply(g, divide(y, b)))
    case .power:
      return isLeft ? try powerBaseRule(a, b, g) : try powerExponentRule(y, a, g)
    case .maximum: return try multiply(g, share(of: isLeft ? a : b, above: isLeft ? b : a))
    case .minimum: return try multiply(g, share(of: isLeft ? b : a, above: isLeft ? a : b))
    case .equal: return nil
    case .logisticLoss:
      return isLeft
        ? try multiply(g, subtract(apply(.sigmoid, a), b)) : try negate(multiply(g, a))
    case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan,
      .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign,
      .matmul, .transpose, .reshape, .broadcast, .sum, .maximumOver, .minimumOver, .softmax,
      .logSoftmax, .oneHot:
      preconditionFailure("\(self[y].operation.name) is not binary")
    }
  }

  private mutating func structuredRule(
    _ y: NodeID, _ input: Int, _ g: NodeID
  ) throws(ShapeError) -> NodeID? {
    let node = self[y]
    let x = node.inputs[0]
    switch node.operation {
    case .matmul(let transposeLeft, let transposeRight):
      let right = node.inputs[1]
      return input == 0
        ? try leftFactorRule(right, transposeLeft, transposeRight, g)
        : try rightFactorRule(x, transposeLeft, transposeRight, g)
    case .transpose: return try apply(.transpose, g)
    case .reshape: return try apply(.reshape(shape(of: x)), g)
    case .broadcast: return try sum(g, to: shape(of: x))
    case .sum(let axis):
      return try apply(.broadcast(shape(of: x)), expand(g, along: axis, of: shape(of: x)))
    case .maximumOver(let axis), .minimumOver(let axis):
      return try extremeRule(y, x, axis, g)
    case .softmax:
      let product = try multiply(g, y)
      return try multiply(y, subtract(g, sumOverLastAxis(product)))
    case .logSoftmax:
      return try subtract(g, multiply(apply(.exp, y), sumOverLastAxis(g)))
    case .oneHot: return nil
    case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan,
      .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign,
      .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal, .logisticLoss:
      preconditionFailure("\(node.operation.name) is not structured")
    }
  }
}
