import Experiments

extension ExpressionCode {
  /// A function that a library lacks, written in a few lines of the program.
  enum Helper: String, CaseIterable {
    case binaryCrossEntropy
    case huber

    var lines: [String] {
      switch self {
      case .binaryCrossEntropy:
        [
          "def binary_cross_entropy(p, t):",
          "    hit, miss = tf.math.log(p), tf.math.log(1 - p)",
          "    return -tf.reduce_mean(t * hit + (1 - t) * miss)",
        ]
      case .huber:
        [
          "def huber(p, t):",
          "    distance = tf.abs(p - t)",
          "    near = distance <= 1",
          "    return tf.reduce_mean(tf.where(near, distance**2 / 2, distance - 0.5))",
        ]
      }
    }
  }

  mutating func torch(_ function: FunctionName, _ values: [Piece], axis: Int?) -> String {
    let x = argument(values[0])
    let along = axis.map { ", dim=\($0)" } ?? ""
    switch function {
    case .exp, .sqrt, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu:
      return "torch.\(function.rawValue)(\(x))"
    case .ln, .log: return "torch.log(\(x))"
    case .leakyRelu, .elu, .gelu, .silu, .softplus:
      imports.insert(.functional)
      return "F.\(function.rawValue)(\(x))"
    case .softmax: return "torch.softmax(\(x), dim=-1)"
    case .sum, .mean: return "torch.\(function.rawValue)(\(x)\(along))"
    case .max where values.count == 2: return "torch.maximum(\(x), \(argument(values[1])))"
    case .min where values.count == 2: return "torch.minimum(\(x), \(argument(values[1])))"
    case .max, .min: return "torch.a\(function.rawValue)(\(x)\(along))"
    case .transpose: return Self.guarded(values[0], atLeast: Self.atom) + ".T"
    case .mse: return loss("mse_loss", values)
    case .mae: return loss("l1_loss", values)
    case .huber: return loss("huber_loss", values)
    case .binaryCrossEntropy: return loss("binary_cross_entropy", values)
    case .crossEntropy:
      imports.insert(.functional)
      return "F.cross_entropy(\(x), \(classes(values)))"
    }
  }

  /// A loss of PyTorch's takes arrays of the same shape.
  private mutating func loss(_ name: String, _ values: [Piece]) -> String {
    imports.insert(.functional)
    let both = "\(argument(values[0])), \(argument(values[1]))"
    return values[0].shape == values[1].shape
      ? "F.\(name)(\(both))" : "F.\(name)(*torch.broadcast_tensors(\(both)))"
  }

  /// Class numbers as whole numbers, one for each row of the logits, or rows like these.
  private func classes(_ values: [Piece]) -> String {
    let (logits, given) = (values[0].shape, values[1].shape)
    let classes = argument(values[1])
    if given == logits { return classes }
    let isFlat = given.rank == (logits.rank == 2 ? 1 : 0)
    let shape = logits.rank == 2 ? "-1" : "()"
    switch library {
    case .torch: return classes + (isFlat ? "" : ".reshape(\(shape))") + ".long()"
    case .tensorflow:
      let flat = isFlat ? classes : "tf.reshape(\(classes), \(shape == "()" ? "[]" : "[-1]"))"
      return "tf.cast(\(flat), tf.int32)"
    }
  }

  mutating func tensorflow(
    _ function: FunctionName, _ values: [Piece], axis: Int?
  ) -> String {
    let x = argument(values[0])
    let along = axis.map { ", axis=\($0)" } ?? ""
    switch function {
    case .exp, .sqrt, .abs, .sin, .cos, .tan, .tanh, .sigmoid:
      return "tf.\(function.rawValue)(\(x))"
    case .ln, .log: return "tf.math.log(\(x))"
    case .relu, .elu, .gelu, .silu: return "tf.nn.\(function.rawValue)(\(x))"
    case .leakyRelu: return "tf.nn.leaky_relu(\(x), alpha=0.01)"
    case .softplus: return "tf.math.softplus(\(x))"
    case .softmax: return "tf.nn.softmax(\(x))"
    case .max where values.count == 2: return "tf.maximum(\(x), \(argument(values[1])))"
    case .min where values.count == 2: return "tf.minimum(\(x), \(argument(values[1])))"
    case .sum, .mean, .max, .min: return "tf.reduce_\(function.rawValue)(\(x)\(along))"
    case .transpose: return "tf.transpose(\(x))"
    case .mse:
      let (p, t) = (Self.guarded(values[0], atLeast: 1), Self.guarded(values[1], atLeast: 2))
      return "tf.reduce_mean((\(p) - \(t)) ** 2)"
    case .mae:
      let (p, t) = (Self.guarded(values[0], atLeast: 1), Self.guarded(values[1], atLeast: 2))
      return "tf.reduce_mean(tf.abs(\(p) - \(t)))"
    case .huber:
      helpers.insert(.huber)
      return "huber(\(x), \(argument(values[1])))"
    case .binaryCrossEntropy:
      helpers.insert(.binaryCrossEntropy)
      return "binary_cross_entropy(\(x), \(argument(values[1])))"
    case .crossEntropy:
      let entropy =
        values[0].shape == values[1].shape
        ? "softmax_cross_entropy_with_logits" : "sparse_softmax_cross_entropy_with_logits"
      return "tf.reduce_mean(tf.nn.\(entropy)(\(classes(values)), \(x)))"
    }
  }
}
