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

  /// The pass of this step with its rows in place: consecutive ones of the epoch's order.
  func nextBatch(_ trial: Trial<Element>) -> Pass {
    let index = trial.step % plan.stepsPerEpoch
    if trial.shuffles && index == 0 {
      let epoch = trial.step / plan.stepsPerEpoch
      order = trial.settings.order(ofEpoch: epoch, rows: plan.sizes.samples)
    }
    let first = index * plan.step.rows
    let isShort = first + plan.step.rows > plan.sizes.samples
    let pass = isShort ? plan.short ?? plan.step : plan.step
    let features = rows.features.count / plan.sizes.samples
    let targets = rows.targets.count / plan.sizes.samples
    for row in 0..<pass.rows {
      let source = trial.shuffles ? order[first + row] : first + row
      copy(rows.features, source, features, to: pass.features, row)
      copy(rows.targets, source, targets, to: pass.targets, row)
    }
    return pass
  }

  private func copy(
    _ values: [Element], _ source: Int, _ width: Int, to range: Range<Int>?, _ row: Int
  ) {
    guard let range else { return }
    let (from, to) = (source * width, range.lowerBound + row * width)
    for column in 0..<width { memory[to + column] = values[from + column] }
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
