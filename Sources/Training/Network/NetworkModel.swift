import Autodiff

/// A network with its loss, fitted to the shapes of a data set.
package struct NetworkModel: Model {
  package let network: Network
  package let loss: Loss
  /// The number of features.
  package let inputs: Int
  /// The number of values that the network gives for each sample.
  package let outputs: Int
  /// What tells how good the predictions are.
  package let metric: Metric
  /// Whether the targets are class indices, which are fed as one-hot rows.
  package let targetsAreClasses: Bool

  /// - Parameter data: all rows, those that train and those held out.
  /// - Throws: `NetworkError` where the layers, the loss and the data do not fit together.
  package init(_ network: Network, loss: Loss, data: Dataset) throws(NetworkError) {
    if let mismatch = Self.inputMismatch(network, data) { throw mismatch }
    outputs = try Self.checkedOutputs(network, loss, data)
    inputs = data.features.shape.columns
    targetsAreClasses = loss.takesClasses(data)
    self.network = network
    self.loss = loss
    metric = Metric(loss: loss, targets: data.targets, areClasses: targetsAreClasses)
  }

  /// All that keeps the layers, the loss and the data from fitting together: at most one error at
  /// the network's start and one after it.
  package static func problems(
    _ network: Network, loss: Loss, data: Dataset
  ) -> [NetworkError] {
    var problems = [inputMismatch(network, data)].compactMap { $0 }
    do throws(NetworkError) {
      _ = try checkedOutputs(network, loss, data)
    } catch {
      problems.append(error)
    }
    return problems
  }

  private static func inputMismatch(_ network: Network, _ data: Dataset) -> NetworkError? {
    let features = data.features.shape.columns
    guard let width = network.inputs, width != features else { return nil }
    return .inputWidth(network: width, features: features)
  }

  /// The width of the output, which fits the loss and the targets.
  private static func checkedOutputs(
    _ network: Network, _ loss: Loss, _ data: Dataset
  ) throws(NetworkError) -> Int {
    let outputs = try network.outputWidth(inputs: network.inputs ?? data.features.shape.columns)
    try network.checkLastLayer(loss, outputs: outputs)
    let columns = data.targets.shape.columns
    let areClasses = loss.takesClasses(data)
    guard areClasses || columns == outputs else {
      let classes = columns == 1 ? data.classNames?.count : nil
      throw .outputWidth(network: outputs, targets: columns, classes: classes, loss: loss)
    }
    try loss.check(data.targets, areClasses: areClasses, outputs: outputs)
    return outputs
  }

  package func objective(samples: Int, mode: ModelMode) throws -> Objective {
    var lowering = try NetworkLowering(self, samples: samples, mode: mode)
    return try lowering.objective()
  }
}

extension Network {
  /// The last activation, where the last layer is one, is dense, or is a sum: then `linear`.
  var lastActivation: Activation? {
    switch flattened.last?.layer {
    case .activation(let activation): activation
    case .dense, .endResidual, .batchNorm, .layerNorm: .linear
    case .dropout, .beginResidual, nil: nil
    }
  }

  func checkLastLayer(_ loss: Loss, outputs: Int) throws(NetworkError) {
    let allowed: [Activation]
    switch loss {
    case .mse, .mae, .huber: return
    case .binaryCrossEntropy: allowed = [.sigmoid, .softmax]
    case .crossEntropy: allowed = [.softmax, .linear]
    }
    let last = lastActivation
    guard let last, allowed.contains(last) else {
      let name = last == .linear ? "a linear layer" : last?.rawValue ?? "dropout"
      throw .lastLayer(name, loss: loss, outputs: outputs)
    }
  }
}

extension Loss {
  /// Whether a single column of targets holds class indices.
  func takesClasses(_ data: Dataset) -> Bool {
    self == .crossEntropy && data.targets.shape.columns == 1
  }

  /// Checks the targets' values: class indices, one-hot rows or probabilities, as the loss needs.
  func check(_ targets: Tensor, areClasses: Bool, outputs: Int) throws(NetworkError) {
    let columns = targets.shape.columns
    switch self {
    case .mse, .mae, .huber:
      return
    case .binaryCrossEntropy:
      for (index, value) in targets.values.enumerated() where !(0...1).contains(value) {
        throw .targetNotProbability(value, row: index / columns)
      }
    case .crossEntropy where areClasses:
      for (row, value) in targets.values.enumerated() {
        guard value >= 0, value == value.rounded(), value < 1e9 else {
          throw .classNotIndex(value, row: row)
        }
        guard Int(value) < outputs else {
          throw .classWithoutOutput(Int(value), outputs: outputs, row: row)
        }
      }
    case .crossEntropy:
      for row in 0..<targets.shape.rows {
        let sum = targets.values[row * columns..<(row + 1) * columns].reduce(0, +)
        guard abs(sum - 1) <= 1e-6 else { throw .rowNotOneHot(sum: sum, row: row) }
      }
    }
  }
}
