// The sentence for each fact, and what to do about it. Rows are counted from 1, as a reader does.
extension NetworkError {
  /// What is wrong, as a sentence fragment.
  package var message: String {
    switch self {
    case .noLayers:
      "the network has no layers"
    case .noParameters:
      "none of the network's layers has parameters, so there is nothing to train"
    case .noUnits:
      "a dense layer needs at least one unit"
    case .dropoutProbability(let probability, _):
      "the probability of dropout is \(probability), but must be at least 0 and below 1"
    case .residualWidth(let input, let output, _):
      "the residual block takes \(input) values and gives \(output), so they cannot be added"
    case .inputWidth(let network, let features):
      "the network takes \(count(network, "input")), but the data has \(count(features, "feature"))"
    case .outputWidth(let network, let targets, _, _):
      "the network gives \(count(network, "output")), but the data has "
        + "\(count(targets, "target column"))"
    case .lastLayer(let layer, let loss, _):
      "\(loss.rawValue) cannot follow \(layer) as the last layer"
    case .classNotIndex(let value, let row):
      "cross-entropy needs class indices 0, 1, 2, …, but the target in row \(row + 1) is "
        + plain(value)
    case .classWithoutOutput(let label, let outputs, let row):
      "the target in row \(row + 1) is class \(label), but the network has "
        + "\(count(outputs, "output")), for classes \(classes(outputs))"
    case .rowNotOneHot(let sum, let row):
      "cross-entropy needs class indices or one-hot rows, but target row \(row + 1) sums to "
        + plain(sum)
    case .targetNotProbability(let value, let row):
      "binary cross-entropy needs targets from 0 to 1, but row \(row + 1) has \(plain(value))"
    }
  }

  /// What to do about it.
  package var help: String? {
    switch self {
    case .noLayers:
      "write at least one layer, as in '2 -> 1'"
    case .noParameters:
      "write at least one dense layer, as in '2 -> 1'"
    case .noUnits:
      "write the number of units, as in 'dense 4'"
    case .dropoutProbability:
      "write the share of units to drop, as in 'dropout 0.5'"
    case .residualWidth(let input, _, _):
      "end the block with 'dense \(input)'"
    case .inputWidth(_, let features):
      "begin the network with \(features), or choose \(features == 1 ? "another" : "other") features"
    case .outputWidth(_, let targets, let classes, let loss):
      outputHelp(targets: targets, classes: classes, loss: loss)
    case .lastLayer(_, let loss, let outputs):
      lastLayerHelp(loss, outputs)
    case .classNotIndex:
      "number the classes from 0, or use 'loss: mse' for numbers"
    case .classWithoutOutput(let label, let outputs, _):
      outputs == 1
        ? "end the network with '\(label + 1) softmax', or with '1 sigmoid' and 'loss: bce'"
        : "end the network with at least \(label + 1) outputs"
    case .rowNotOneHot:
      "use 'loss: bce' with 'sigmoid' where several classes may hold at once"
    case .targetNotProbability:
      "use 'loss: cross-entropy' for class indices, or 'loss: mse' for numbers"
    }
  }

  private func outputHelp(targets: Int, classes: Int?, loss: Loss) -> String {
    if let classes, loss != .crossEntropy, classes > 2 {
      return "for classes end the network with '\(classes) softmax' and use 'loss: cross-entropy'"
    }
    return "end the network with \(count(targets, "output"))"
  }

  private func lastLayerHelp(_ loss: Loss, _ outputs: Int) -> String {
    guard loss == .binaryCrossEntropy else {
      if outputs == 1 {
        return "use 'loss: bce' with '1 sigmoid', or end the network with an output for each "
          + "class, as in '2 softmax'"
      }
      return "end the network with '\(outputs) softmax', or with '\(outputs)' and no activation"
    }
    return "end the network with '\(outputs) sigmoid'"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private func classes(_ outputs: Int) -> String {
    outputs == 1 ? "0 alone" : "0 to \(outputs - 1)"
  }

  /// A whole number without its `.0`.
  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
