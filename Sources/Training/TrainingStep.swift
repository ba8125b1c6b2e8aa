import Autodiff

/// One step of a network's training to look at again: its batch and its dropout masks, as the trainer
/// takes them.
package struct TrainingStep: Sendable {
  /// The loss of the step's batch, in training mode.
  package let objective: Objective
  /// The value of each input: features, targets (classes as one-hot rows), masks.
  package let inputs: [NodeID: Tensor]
  /// Whether only the first rows of the batch were taken.
  package let isCut: Bool

  /// - Parameters:
  ///   - data: the rows to train on.
  ///   - number: from 0.
  ///   - mostRows: no more than so many of the batch's rows are taken.
  package init(
    _ model: NetworkModel, data: Dataset, settings: TrainingSettings, number: Int,
    mostRows: Int = .max
  ) throws {
    let rows = Self.rows(of: number, count: data.count, settings)
    isCut = rows.count > mostRows
    let batch = data.rows(rows.prefix(mostRows))
    let objective = try model.objective(samples: batch.count, mode: .training)
    var inputs: [NodeID: Tensor] = [:]
    if let features = objective.features { inputs[features] = batch.features }
    if let targets = objective.targets {
      inputs[targets] =
        model.targetsAreClasses ? batch.targets.oneHot(classes: model.outputs) : batch.targets
    }
    for mask in objective.masks {
      var elements = MaskStream(
        layer: mask.number, probability: mask.probability, seed: settings.seed, step: number)
      let shape = objective.graph.shape(of: mask.node)
      inputs[mask.node] = Tensor(shape, (0..<shape.count).map { _ in elements.next() })
    }
    self.objective = objective
    self.inputs = inputs
  }

  /// The values of inputs and parameters with the parameters as given.
  package func feeds(_ parameters: [NamedTensor]) -> [NodeID: Tensor] {
    objective.feeds(inputs, parameters: parameters)
  }

  /// The rows of a step: consecutive ones of the epoch's order.
  private static func rows(of step: Int, count: Int, _ settings: TrainingSettings) -> [Int] {
    var size = count
    if case .size(let given) = settings.batch { size = min(max(1, given), count) }
    let stepsPerEpoch = (count + size - 1) / size
    let order = settings.order(ofEpoch: step / stepsPerEpoch, rows: count)
    let first = step % stepsPerEpoch * size
    return Array(order[first..<min(count, first + size)])
  }
}

extension TrainingSettings {
  /// The order of the rows in an epoch: a permutation from the stream `shuffle epoch <k>` where rows
  /// are shuffled.
  func order(ofEpoch epoch: Int, rows: Int) -> [Int] {
    guard shuffles else { return Array(0..<rows) }
    var generator = RandomGenerator(seed: seed, purpose: "shuffle epoch \(epoch)")
    return generator.permutation(rows)
  }
}
