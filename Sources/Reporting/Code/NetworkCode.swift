import Training

/// A network's layers with their widths, and the loss, as frameworks take them: the last activation
/// is left to the loss where this computes from logits.
struct NetworkCode {
  struct Layer {
    let layer: FlatLayer
    /// The width of what comes in.
    let width: Int
  }

  let model: NetworkModel
  let layers: [Layer]
  /// The last activation, where the loss has it inside.
  let absorbed: Activation?

  init(_ model: NetworkModel) {
    self.model = model
    var flat = model.network.flattened.map(\.layer)
    absorbed = Self.absorbed(flat.last, by: model.loss)
    if absorbed != nil { flat.removeLast() }
    var width = model.inputs
    layers = flat.map { layer in
      let inputs = width
      if case .dense(let units) = layer { width = units }
      return Layer(layer: layer, width: inputs)
    }
  }

  private static func absorbed(_ last: FlatLayer?, by loss: Loss) -> Activation? {
    guard case .activation(let activation)? = last else { return nil }
    switch loss {
    case .crossEntropy: return activation == .softmax ? activation : nil
    case .binaryCrossEntropy: return activation == .sigmoid ? activation : nil
    case .mse, .mae, .huber: return nil
    }
  }

  /// Whether a binary cross-entropy starts from logits.
  var hasLogits: Bool { absorbed == .sigmoid }

  var hasBatchNorm: Bool { layers.contains { $0.layer == .batchNorm } }

  var hasDropout: Bool {
    layers.contains { if case .dropout(let share) = $0.layer { share > 0 } else { false } }
  }

  var hasResidual: Bool { layers.contains { $0.layer == .beginResidual } }

  /// Lines that print the share of right answers; none for a regression.
  ///
  /// - Parameters:
  ///   - axis: `axis=1`, as the framework calls the classes' axis.
  ///   - mean: the mean of `hits` as a number.
  func writeMetric(
    _ name: String, _ output: String, _ target: String, axis: String, mean: String,
    to text: inout PythonText
  ) {
    switch model.metric {
    case .classAccuracy:
      let wanted = model.targetsAreClasses ? target : "\(target).argmax(\(axis))"
      text.add("hits = \(output).argmax(\(axis)) == \(wanted)")
    case .thresholdAccuracy:
      text.add("hits = (\(output) >= \(hasLogits ? "0" : "0.5")) == (\(target) >= 0.5)")
    case .r2: return
    }
    text.add("print(\"\(name)\", \(mean))")
  }
}
