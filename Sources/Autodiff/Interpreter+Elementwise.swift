extension Interpreter {
  /// One element of an elementwise operation of one value.
  static func unary(_ operation: Operation, _ x: Element) -> Element {
    switch operation {
    case .negate: -x
    case .square: x * x
    case .exp: .elementary(.exp, x)
    case .ln: .elementary(.ln, x)
    case .sqrt: x.squareRoot()
    case .abs: x.magnitude
    case .sin: .elementary(.sin, x)
    case .cos: .elementary(.cos, x)
    case .tan: .elementary(.tan, x)
    case .tanh: .elementary(.tanh, x)
    case .sigmoid: .elementary(.sigmoid, x)
    case .relu: x <= 0 ? 0 : x
    case .leakyRelu: x <= 0 ? Element(0.01) * x : x
    case .elu: .elementary(.elu, x)
    case .gelu: .elementary(.gelu, x)
    case .silu: .elementary(.silu, x)
    case .softplus: .elementary(.softplus, x)
    case .normalCDF: .elementary(.normalCDF, x)
    case .step: x > 0 ? 1 : 0
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    case .constant, .input, .parameter, .add, .subtract, .multiply, .divide, .power, .maximum,
      .minimum, .equal, .logisticLoss, .matmul, .transpose, .reshape, .broadcast, .sum,
      .maximumOver, .minimumOver, .softmax, .logSoftmax, .oneHot:
      preconditionFailure("\(operation.name) is not unary")
    }
  }

  /// One element of an elementwise operation of two values.
  static func binary(_ operation: Operation, _ a: Element, _ b: Element) -> Element {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: .power(a, b)
    case .maximum: maximum(a, b)
    case .minimum: minimum(a, b)
    case .equal: a == b ? 1 : 0
    case .logisticLoss: (maximum(a, 0) - a * b) + .elementary(.softplus, -a.magnitude)
    case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan,
      .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign,
      .matmul, .transpose, .reshape, .broadcast, .sum, .maximumOver, .minimumOver, .softmax,
      .logSoftmax, .oneHot:
      preconditionFailure("\(operation.name) is not binary")
    }
  }

  static func maximum(_ a: Element, _ b: Element) -> Element { a > b || a != a ? a : b }

  static func minimum(_ a: Element, _ b: Element) -> Element { a < b || a != a ? a : b }
}
