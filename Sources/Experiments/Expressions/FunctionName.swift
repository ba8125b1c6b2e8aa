/// The functions of the expression language, by the names that authors write.
package enum FunctionName: String, CaseIterable, Hashable, Sendable, Codable {
  case exp
  case ln
  /// The natural logarithm, like `ln`.
  case log
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
  case softmax
  case sum
  case mean
  case max
  case min
  case transpose
  case mse
  case mae
  case huber
  case binaryCrossEntropy = "binary_cross_entropy"
  case crossEntropy = "cross_entropy"

  /// How many values the function takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .exp, .ln, .log, .sqrt, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .leakyRelu, .elu,
      .gelu, .silu, .softplus, .softmax, .sum, .mean, .transpose:
      1...1
    case .max, .min: 1...2
    case .mse, .mae, .huber, .binaryCrossEntropy, .crossEntropy: 2...2
    }
  }

  /// Whether `axis=` may be given, with a single value.
  var takesAxis: Bool {
    switch self {
    case .sum, .mean, .max, .min: true
    default: false
    }
  }

  /// A call as it should be written, for messages.
  var example: String {
    switch self {
    case .max, .min: "\(rawValue)(a, b) or \(rawValue)(x)"
    case .mse, .mae, .huber: "\(rawValue)(prediction, target)"
    case .binaryCrossEntropy: "\(rawValue)(probabilities, targets)"
    case .crossEntropy: "\(rawValue)(logits, classes)"
    default: "\(rawValue)(x)"
    }
  }
}
