import Autodiff

extension ExpressionLowering {
  /// Appends a call of a function of the language.
  mutating func call(
    _ function: FunctionName, _ inputs: [NodeID], axis: Int?, _ node: ExpressionTree.Node
  ) throws(LocatedTapeProblem) -> NodeID {
    let x = inputs[0]
    if function == .crossEntropy { return try crossEntropy(x, inputs[1], node) }
    return try append(node) { graph throws(ShapeError) in
      switch function {
      case .exp: try graph.apply(.exp, x)
      case .ln, .log: try graph.apply(.ln, x)
      case .sqrt: try graph.apply(.sqrt, x)
      case .abs: try graph.apply(.abs, x)
      case .sin: try graph.apply(.sin, x)
      case .cos: try graph.apply(.cos, x)
      case .tan: try graph.apply(.tan, x)
      case .tanh: try graph.apply(.tanh, x)
      case .sigmoid: try graph.apply(.sigmoid, x)
      case .relu: try graph.apply(.relu, x)
      case .leakyRelu: try graph.apply(.leakyRelu, x)
      case .elu: try graph.apply(.elu, x)
      case .gelu: try graph.apply(.gelu, x)
      case .silu: try graph.apply(.silu, x)
      case .softplus: try graph.apply(.softplus, x)
      case .softmax: try graph.apply(.softmax, x)
      case .transpose: try graph.transposed(x)
      case .sum: try graph.sum(x, axis: axis)
      case .mean: try graph.mean(x, axis: axis)
      case .max where inputs.count == 2: try graph.apply(.maximum, inputs)
      case .max: try graph.apply(.maximumOver(axis: axis), x)
      case .min where inputs.count == 2: try graph.apply(.minimum, inputs)
      case .min: try graph.apply(.minimumOver(axis: axis), x)
      case .mse: try graph.mse(x, inputs[1])
      case .mae: try graph.mae(x, inputs[1])
      case .huber: try graph.huber(x, inputs[1])
      case .binaryCrossEntropy:
        try graph.binaryCrossEntropy(probabilities: x, targets: inputs[1])
      case .crossEntropy: preconditionFailure("lowered above")
      }
    }
  }

  /// From logits, for stability.
  ///
  /// Classes are indices, one for each row of the logits, or rows shaped like the logits.
  private mutating func crossEntropy(
    _ logits: NodeID, _ classes: NodeID, _ node: ExpressionTree.Node
  ) throws(LocatedTapeProblem) -> NodeID {
    let (shape, given) = (graph.shape(of: logits), graph.shape(of: classes))
    guard shape.rank > 0 else {
      throw LocatedTapeProblem(.scalarHasNoLastAxis(expression: excerpt(node)), node.range)
    }
    let isOneHot = given == shape
    if !isOneHot {
      guard given.count == shape.rows, given.rank < 2 || given.columns == 1 else {
        throw LocatedTapeProblem(
          .classesDoNotFit(expression: excerpt(node), logits: shape, classes: given), node.range)
      }
      try checkClasses(classes, count: shape.columns, node)
    }
    return try append(node) { graph throws(ShapeError) in
      if isOneHot { return try graph.crossEntropy(logits: logits, oneHot: classes) }
      let indices =
        shape.rank == 1 && given.rank > 0
        ? try graph.apply(.reshape(.scalar), classes) : classes
      let rows = try graph.apply(.oneHot(classes: shape.columns), indices)
      return try graph.crossEntropy(logits: logits, oneHot: rows)
    }
  }

  /// Classes that are written out are checked here; computed ones match no class where they are
  /// not whole numbers in range.
  private func checkClasses(
    _ classes: NodeID, count: Int, _ node: ExpressionTree.Node
  ) throws(LocatedTapeProblem) {
    guard case .constant(let tensor) = graph[classes].operation else { return }
    for value in tensor.values
    where !(0..<Double(count)).contains(value) || value != value.rounded() {
      throw LocatedTapeProblem(.notAClass(value, classes: count), node.range)
    }
  }
}
