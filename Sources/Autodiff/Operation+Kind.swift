extension Operation {
  /// An operation without its arguments: what tables and tests of all operations run over.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case constant
    case input
    case parameter
    case negate
    case square
    case exp
    case ln
    case sqrt
    case abs
    case sin
    case cos
    case tan
    case tanh
    case sigmoid
    case relu
    case leakyRelu = "leaky_relu"
    case elu
    case gelu
    case silu
    case softplus
    case normalCDF = "normal_cdf"
    case step
    case sign
    case add
    case subtract
    case multiply
    case divide
    case power
    case maximum
    case minimum
    case equal
    case logisticLoss = "logistic_loss"
    case matmul
    case transpose
    case reshape
    case broadcast
    case sum
    case maximumOver = "maximum_over"
    case minimumOver = "minimum_over"
    case softmax
    case logSoftmax = "log_softmax"
    case oneHot = "one_hot"
  }

  /// The operation without its arguments.
  package var kind: Kind {
    switch self {
    case .constant: .constant
    case .input: .input
    case .parameter: .parameter
    case .negate: .negate
    case .square: .square
    case .exp: .exp
    case .ln: .ln
    case .sqrt: .sqrt
    case .abs: .abs
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    case .elu: .elu
    case .gelu: .gelu
    case .silu: .silu
    case .softplus: .softplus
    case .normalCDF: .normalCDF
    case .step: .step
    case .sign: .sign
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .maximum: .maximum
    case .minimum: .minimum
    case .equal: .equal
    case .logisticLoss: .logisticLoss
    case .matmul: .matmul
    case .transpose: .transpose
    case .reshape: .reshape
    case .broadcast: .broadcast
    case .sum: .sum
    case .maximumOver: .maximumOver
    case .minimumOver: .minimumOver
    case .softmax: .softmax
    case .logSoftmax: .logSoftmax
    case .oneHot: .oneHot
    }
  }

  /// The operation's name in listings: `leaky_relu`, `matmul`.
  package var name: String { kind.rawValue }

  /// How the operation treats the shapes of its inputs.
  package enum Form: Hashable, Sendable {
    /// No inputs; the value comes from outside.
    case leaf
    /// Each element of the result comes from one element.
    case unary
    /// Each element of the result comes from one element of either input, broadcast.
    case binary
    /// Anything else, by its own rule.
    case structured
  }
}

extension Operation.Kind {
  /// How the operation treats the shapes of its inputs.
  package var form: Operation.Form {
    switch self {
    case .constant, .input, .parameter: .leaf
    case .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu,
      .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign:
      .unary
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal, .logisticLoss:
      .binary
    case .matmul, .transpose, .reshape, .broadcast, .sum, .maximumOver, .minimumOver, .softmax,
      .logSoftmax, .oneHot:
      .structured
    }
  }

  /// The number of inputs.
  package var arity: Int {
    switch form {
    case .leaf: 0
    case .unary: 1
    case .binary: 2
    case .structured: self == .matmul ? 2 : 1
    }
  }
}
