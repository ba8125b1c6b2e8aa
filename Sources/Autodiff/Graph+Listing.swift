extension Graph {
  /// The graph as text, a node a line: `%3 = multiply %1, %2 : (2, 3)  # hidden`.
  ///
  /// Constants of one number show it; larger ones show their shape alone.
  package var listing: String {
    var text = ""
    for (index, node) in nodes.enumerated() {
      text += "%\(index) = \(node.operation.listing)"
      if !node.inputs.isEmpty {
        text += " " + node.inputs.map { "%\($0.index)" }.joined(separator: ", ")
      }
      text += " : \(node.shape)"
      if let name = node.name { text += "  # \(name)" }
      text += "\n"
    }
    return text
  }
}

extension Operation {
  /// The operation's name with its arguments.
  fileprivate var listing: String {
    switch self {
    case .constant(let tensor):
      return tensor.values.count == 1 ? "\(name) \(tensor.values[0])" : name
    case .matmul(let transposeLeft, let transposeRight):
      let marks =
        (transposeLeft ? ["left transposed"] : [])
        + (transposeRight ? ["right transposed"] : [])
      return marks.isEmpty ? name : "\(name)[\(marks.joined(separator: ", "))]"
    case .sum(let axis?), .maximumOver(let axis?), .minimumOver(let axis?):
      return "\(name)[axis \(axis)]"
    case .oneHot(let classes): return "\(name)[\(classes) classes]"
    case .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan, .tanh,
      .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign, .add,
      .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal, .logisticLoss, .transpose,
      .reshape, .broadcast, .sum, .maximumOver, .minimumOver, .softmax, .logSoftmax:
      return name
    }
  }
}
