import CKernels

extension Operation {
  /// The kernel that computes it.
  ///
  /// - Precondition: not a leaf, and not a reshape, which computes nothing.
  var opcode: ck_opcode {
    switch self {
    case .constant, .input, .parameter, .reshape: preconditionFailure("\(name) has no kernel")
    case .negate: CK_NEGATE
    case .square: CK_SQUARE
    case .exp: CK_EXP
    case .ln: CK_LN
    case .sqrt: CK_SQRT
    case .abs: CK_ABS
    case .sin: CK_SIN
    case .cos: CK_COS
    case .tan: CK_TAN
    case .tanh: CK_TANH
    case .sigmoid: CK_SIGMOID
    case .relu: CK_RELU
    case .leakyRelu: CK_LEAKY_RELU
    case .elu: CK_ELU
    case .gelu: CK_GELU
    case .silu: CK_SILU
    case .softplus: CK_SOFTPLUS
    case .normalCDF: CK_NORMAL_CDF
    case .step: CK_STEP
    case .sign: CK_SIGN
    case .add: CK_ADD
    case .subtract: CK_SUBTRACT
    case .multiply: CK_MULTIPLY
    case .divide: CK_DIVIDE
    case .power: CK_POWER
    case .maximum: CK_MAXIMUM
    case .minimum: CK_MINIMUM
    case .equal: CK_EQUAL
    case .logisticLoss: CK_LOGISTIC_LOSS
    case .matmul: CK_MATMUL
    case .transpose, .broadcast: CK_COPY
    case .sum(let axis): axis == 0 ? CK_SUM_COLUMNS : CK_SUM_ROWS
    case .maximumOver(let axis): axis == 0 ? CK_MAXIMUM_COLUMNS : CK_MAXIMUM_ROWS
    case .minimumOver(let axis): axis == 0 ? CK_MINIMUM_COLUMNS : CK_MINIMUM_ROWS
    case .softmax: CK_SOFTMAX
    case .logSoftmax: CK_LOG_SOFTMAX
    case .oneHot: CK_ONE_HOT
    }
  }
}
