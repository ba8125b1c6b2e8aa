import Autodiff

/// Features and targets as elements, row by row.
struct SourceRows<Element> {
  var features: [Element] = []
  var targets: [Element] = []
}

extension Trainer {
  /// Puts all rows where the passes over all rows read them, and keeps them for steps to gather.
  func load(_ data: TrainingData, shuffles: Bool) {
    if let training = data.training {
      precondition(training.count == plan.sizes.samples, "the plan is for another number of rows")
      let targets = encodedTargets(training, like: plan.full)
      fill(plan.full, training.features.values, targets.values)
      if let evaluation = plan.evaluation {
        fill(evaluation, training.features.values, targets.values)
      }
      if shuffles || !plan.stepSeesAll {
        rows.features = training.features.values.map { Element($0) }
        rows.targets = targets.values.map { Element($0) }
      }
    }
    if let validation = data.validation, let pass = plan.validation {
      precondition(validation.count == plan.sizes.validation, "the plan is for other held-out rows")
      let targets = encodedTargets(validation, like: pass)
      fill(pass, validation.features.values, targets.values)
    }
  }

  /// The targets as the passes read them: class indices become one-hot rows.
  func encodedTargets(_ data: Dataset, like pass: Pass) -> Tensor {
    guard plan.targetsAreClasses, data.count > 0 else { return data.targets }
    return data.targets.oneHot(classes: pass.predictionShape.columns)
  }

  private func fill(_ pass: Pass, _ features: [Double], _ targets: [Double]) {
    if let range = pass.features { store(features, at: range) }
    if let range = pass.targets { store(targets, at: range) }
  }

  func store(_ values: [Double], at range: Range<Int>) {
    precondition(values.count == range.count, "as many values as there is room for")
    for (index, value) in zip(range, values) { memory[index] = Element(value) }
  }

  /// Draws the orders of the rows in the epochs that are made at once.
  func shuffle(_ trial: Trial<Element>) {
    let first = trial.step / plan.stepsPerEpoch
    let count = min(plan.epochsAtOnce, (trial.total - trial.step - 1) / plan.stepsPerEpoch + 1)
    order = (first..<first + count).flatMap { epoch in
      trial.settings.order(ofEpoch: epoch, rows: plan.sizes.samples)
    }
  }

  /// Whether steps take their rows from among all of them, or in another order.
  func changesRows(_ trial: Trial<Element>) -> Bool { trial.shuffles || !plan.stepSeesAll }

  /// The pass that this step runs.
  func pass(of trial: Trial<Element>) -> Pass {
    let first = trial.step % plan.stepsPerEpoch * plan.step.rows
    let isShort = first + plan.step.rows > plan.sizes.samples
    return isShort ? plan.short ?? plan.step : plan.step
  }

  /// Puts a step's rows, consecutive ones of the epoch's order, where its pass reads them.
  func gather(_ trial: Trial<Element>, for pass: Pass) {
    withBatches(from: trial.step, isShuffled: trial.shuffles, for: pass) { workspace.gather($0) }
  }

  /// The batches of a step and those after it, while they are of one size.
  func withBatches(
    from step: Int, isShuffled: Bool, for pass: Pass, _ body: (BatchSequence<Element>) -> Void
  ) {
    rows.features.withUnsafeBufferPointer { features in
      rows.targets.withUnsafeBufferPointer { targets in
        order.withUnsafeBufferPointer { order in
          let epochs = isShuffled ? plan.epochsAtOnce : 1
          var batches = BatchSequence<Element>(
            rows: pass.rows, first: step % (epochs * plan.stepsPerEpoch) * plan.step.rows,
            end: isShuffled ? nil : plan.sizes.samples,
            order: isShuffled ? order.baseAddress : nil)
          batches.features = source(features, pass.features, pass.rows)
          batches.targets = source(targets, pass.targets, pass.rows)
          body(batches)
        }
      }
    }
  }

  private func source(
    _ values: UnsafeBufferPointer<Element>, _ place: Range<Int>?, _ rows: Int
  ) -> BatchRows<Element>? {
    guard let start = values.baseAddress, let place else { return nil }
    return BatchRows(source: start, width: place.count / rows, place: place.lowerBound)
  }

  /// Puts all rows of the full pass back in their order.
  func restoreOrder() {
    guard plan.stepSeesAll, !rows.features.isEmpty else { return }
    if let range = plan.full.features { _ = memory[range].update(fromContentsOf: rows.features) }
    if let range = plan.full.targets { _ = memory[range].update(fromContentsOf: rows.targets) }
  }

  /// Draws the step's dropout masks.
  func drawMasks(_ pass: Pass, _ trial: Trial<Element>) {
    for mask in pass.masks {
      var elements = MaskStream(
        layer: mask.number, probability: mask.probability, seed: trial.settings.seed,
        step: trial.step)
      for index in mask.range { memory[index] = Element(elements.next()) }
    }
  }
}
