import Autodiff

extension Trainer {
  /// Loss, gradients and predictions on all training rows as in training, but nothing dropped.
  func evaluateAll() {
    restoreOrder()
    for mask in plan.full.masks {
      for index in mask.range { memory[index] = 1 }
    }
    workspace.run(plan.full.program)
  }

  /// An evaluation pass by the running statistics.
  func evaluate(_ pass: Pass, _ statistics: RunningStatistics<Element>) {
    statistics.feed(memory, pass)
    workspace.run(pass.program)
  }

  /// Predictions for all training rows, by the running statistics where there are any; the pass that
  /// holds them.
  func evaluateTrainingRows(_ statistics: RunningStatistics<Element>) -> Pass {
    guard let evaluation = plan.evaluation else {
      evaluateAll()
      return plan.full
    }
    evaluate(evaluation, statistics)
    return evaluation
  }

  /// What is known after the last update.
  func finish(_ trial: inout Trial<Element>, _ data: TrainingData) {
    if trial.step >= trial.stretches.next {
      trial.stretches.look(trial.step, memory[..<plan.parameterCount])
    }
    // An epoch that `stop` has cut short counts with the steps that it had.
    if trial.isInEpoch { _ = endEpoch(&trial) }
    trial.result.final = slab(at: 0)
    if trial.nextSnapshot == trial.step { trial.keepSnapshot(trial.result.final) }
    evaluateAll()
    trial.measureEnd(loss: Double(memory[plan.full.loss]), gradient: gradientValues())
    trial.result.runningStatistics = trial.statistics.named
    if let evaluation = plan.evaluation { evaluate(evaluation, trial.statistics) }
    let pass = plan.evaluation ?? plan.full
    trial.result.predictions = predictions(pass)
    if let metric = plan.metric {
      trial.result.metrics.append(NamedValue(metric.name, value(of: metric, pass)))
    }
    guard let validation = plan.validation else { return }
    evaluate(validation, trial.statistics)
    let loss = Double(memory[validation.loss])
    trial.result.metrics.append(NamedValue("validation_loss", loss))
    if let metric = plan.metric {
      trial.result.metrics.append(
        NamedValue("validation_" + metric.name, value(of: metric, validation)))
    }
  }

  /// The metric of a pass's predictions for its targets.
  func value(of metric: Metric, _ pass: Pass) -> Double {
    guard let predictions = predictions(pass), let range = pass.targets else { return .nan }
    return metric.value(predictions: predictions, targets: tensor(pass.predictionShape, range))
  }

  private func predictions(_ pass: Pass) -> Tensor? {
    pass.predictions.map { tensor(pass.predictionShape, $0) }
  }

  private func tensor(_ shape: Shape, _ range: Range<Int>) -> Tensor {
    Tensor(shape, memory[range].map { Double($0) })
  }

  /// The named tensors of the parameters' or the gradients' slab.
  func slab(at start: Int) -> [NamedTensor] {
    plan.parameters.map { parameter in
      let first = start + parameter.offset
      return NamedTensor(
        parameter.name, tensor(parameter.shape, first..<first + parameter.shape.count))
    }
  }

  func gradientValues() -> [Double] {
    memory[plan.parameterCount..<2 * plan.parameterCount].map { Double($0) }
  }
}
