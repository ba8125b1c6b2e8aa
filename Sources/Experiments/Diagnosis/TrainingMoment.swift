import Autodiff
import Training

/// What the rules of a diagnosis measure in a network at one step, on all training rows, nothing
/// dropped.
struct TrainingMoment {
  struct Layer {
    /// `layer 2 (W2)`.
    let name: String
    /// ‖∂L/∂z‖, z the layer's sums before its activation, over all rows and units.
    let slope: Double
  }

  struct Units {
    /// `layer 2 (W2)`.
    let layer: String
    let activation: Activation
    let count: Int
    /// Units that give 0 for every row, of relu.
    var dead = 0
    /// The share of values whose slope is below a fiftieth of the largest, of sigmoid and tanh.
    var saturatedShare = 0.0
  }

  let step: Int
  let layers: [Layer]
  /// Of hidden layers with an activation.
  let units: [Units]

  init?(_ model: NetworkModel, _ objective: Objective, feeds: [NodeID: Tensor], step: Int) {
    let graph = objective.graph
    let named = graph.nodes.indices.filter { graph.nodes[$0].name != nil }.map { NodeID(index: $0) }
    let sums = named.filter { Self.number(of: graph[$0].name, after: "z") != nil }
    let activations = named.filter {
      $0 != objective.predictions && Self.activation(graph[$0].operation) != nil
    }
    guard let found = objective.values(of: sums + activations, feeds: feeds) else { return nil }
    self.step = step
    layers = zip(sums, found.gradients).map { node, gradient in
      Layer(name: Self.layer(graph[node].name), slope: Self.norm(gradient))
    }
    units = zip(activations, found.values[sums.count...]).compactMap { node, values in
      Self.activation(graph[node].operation).map {
        Units(layer: Self.layer(graph[node].name), $0, values)
      }
    }
  }

  private static func activation(_ operation: Operation) -> Activation? {
    if operation == .relu { return .relu }
    if operation == .sigmoid { return .sigmoid }
    return operation == .tanh ? .tanh : nil
  }

  /// `layer 2 (W2)` for `z2` and `a2`.
  private static func layer(_ name: String?) -> String {
    guard let number = number(of: name, after: "z") ?? number(of: name, after: "a") else {
      return name ?? ""
    }
    return number == 0 ? "the input" : "layer \(number) (W\(number))"
  }

  private static func number(of name: String?, after letter: String) -> Int? {
    guard let name, name.hasPrefix(letter) else { return nil }
    return Int(name.dropFirst().prefix { $0.isNumber })
  }

  private static func norm(_ tensor: Tensor) -> Double {
    tensor.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

extension TrainingMoment.Units {
  fileprivate init(layer: String, _ activation: Activation, _ values: Tensor) {
    self.layer = layer
    self.activation = activation
    let (rows, columns) = (values.shape.rows, values.shape.columns)
    count = columns
    switch activation {
    case .relu:
      dead = (0..<columns).count { column in (0..<rows).allSatisfy { values[$0, column] == 0 } }
    case .sigmoid: saturatedShare = Self.share(values) { 4 * $0 * (1 - $0) }
    case .tanh: saturatedShare = Self.share(values) { 1 - $0 * $0 }
    case .leakyRelu, .elu, .gelu, .silu, .softplus, .softmax, .linear: break
    }
  }

  /// The share of values whose slope, 1 at the most, is small.
  private static func share(_ values: Tensor, slope: (Double) -> Double) -> Double {
    let flat = values.values.count { slope($0) < DiagnosisRule.flatSlope }
    return Double(flat) / Double(max(1, values.values.count))
  }
}
