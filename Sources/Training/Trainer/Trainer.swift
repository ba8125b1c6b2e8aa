import Autodiff

/// One worker's trials: a workspace, and the steps of a training in it.
///
/// Within a step: gradient, the tests of `stop`, clipping, weight decay, update with this step's
/// rate.
final class Trainer<Element: Real> {
  let plan: TrainingPlan
  let workspace: Workspace<Element>
  /// The arena: `[parameters][gradients][optimizer state]`, then each pass's own part.
  let memory: UnsafeMutableBufferPointer<Element>
  /// The training rows in order, where steps gather theirs from them.
  var rows = SourceRows<Element>()
  /// The order of the rows in the epochs that are made at once, where they are shuffled.
  var order: [Int] = []
  /// For trials side by side, made when they first are.
  private(set) lazy var lanes = LaneWorkspace<Element>(plan.step.program, level: workspace.level)

  /// The step for as many threads as there are cores for it, where it is long enough.
  let split: SplitProgram?

  convenience init(_ plan: TrainingPlan, _ level: SIMDLevel, cores: Int) {
    self.init(plan, level, split: plan.split(members: cores))
  }

  init(_ plan: TrainingPlan, _ level: SIMDLevel, split: SplitProgram?) {
    self.plan = plan
    self.split = split
    workspace = Workspace(plan.programs, split: split, level: level)
    memory = workspace.elements
  }

  func train(
    _ data: TrainingData, _ settings: TrainingSettings
  ) throws(TrainingError) -> TrainingResult {
    var trial = try Trial<Element>(plan, settings)
    load(data, shuffles: trial.shuffles)
    start(&trial)
    run(&trial)
    finish(&trial, data)
    return trial.result
  }

  /// Start values in the slab, the optimizer's state at 0.
  func start(_ trial: inout Trial<Element>) {
    let count = plan.parameterCount
    for index in count..<(2 + TrainingPlan.stateSlots) * count { memory[index] = 0 }
    for (parameter, start) in zip(plan.parameters, plan.startValues(trial.settings)) {
      store(start.tensor.values, at: parameter.range)
    }
    trial.result.initial = slab(at: 0)
    // Where a step sees a part of the data or drops units, the start is measured apart.
    if !plan.stepSeesAll || !plan.full.masks.isEmpty {
      evaluateAll()
      trial.measureStart(loss: Double(memory[plan.full.loss]), gradient: gradientValues())
    }
  }

  private func run(_ trial: inout Trial<Element>) {
    while trial.step < trial.total {
      if trial.needsOrder { shuffle(trial) }
      let quiet = trial.quietSteps
      if quiet > 1 {
        makeQuietSteps(&trial, quiet)
        if endEpochs(&trial) { break }
      } else if makeStep(&trial) {
        break
      }
    }
  }

  /// Makes one step, looking at all that is asked for; whether the run ends with it.
  func makeStep(_ trial: inout Trial<Element>) -> Bool {
    let pass = self.pass(of: trial)
    if changesRows(trial) { gather(trial, for: pass) }
    if !pass.masks.isEmpty { drawMasks(pass, trial) }
    if trial.nextSnapshot == trial.step { trial.keepSnapshot(slab(at: 0)) }
    workspace.run(pass.program)
    trial.makeRoomForLosses()
    trial.result.losses.append(Double(memory[pass.loss]))
    if trial.step == 0 { firstStep(&trial) }
    if trial.step >= trial.stretches.next {
      trial.stretches.look(trial.step, memory[..<plan.parameterCount])
    }
    if trial.records { record(&trial, pass) }
    if trial.mayStop, let reason = stopReason(&trial) {
      trial.result.motion.stop = reason
      return true
    }
    workspace.apply(&trial.update, rate: trial.rate)
    if trial.step == 0 { trial.result.afterFirstStep = slab(at: 0) }
    if !pass.statistics.isEmpty { trial.statistics.update(memory, pass) }
    trial.step += 1
    return endEpochs(&trial)
  }

  private func firstStep(_ trial: inout Trial<Element>) {
    trial.result.gradients = slab(at: plan.parameterCount)
    if plan.stepSeesAll && plan.full.masks.isEmpty {
      trial.measureStart(loss: trial.lastLoss, gradient: gradientValues())
    }
  }

  private func stopReason(_ trial: inout Trial<Element>) -> StopReason? {
    let loss = trial.lastLoss
    if let limit = trial.settings.stop.gradient, workspace.gradientNorm <= limit {
      return .gradient
    }
    if let limit = trial.settings.stop.loss, loss <= limit { return .loss }
    if !trial.countsEpochs, trial.patience?.ends(with: loss) ?? false { return .patience }
    return nil
  }

  /// Ends the epochs whose last step has been made; whether patience has ended.
  private func endEpochs(_ trial: inout Trial<Element>) -> Bool {
    while trial.hasWholeEpoch {
      if endEpoch(&trial) { return true }
    }
    return false
  }

  /// Keeps the epoch's mean loss and, with held-out rows, their loss and the metric on either part;
  /// whether patience has ended.
  func endEpoch(_ trial: inout Trial<Element>) -> Bool {
    let mean = trial.endEpochMean()
    guard let pass = plan.validation else { return trial.endsPatience(mean) }
    evaluate(pass, trial.statistics)
    let loss = Double(memory[pass.loss])
    trial.result.validationLosses?.append(loss)
    if let metric = plan.metric {
      let heldOut = value(of: metric, pass)
      let training = evaluateTrainingRows(trial.statistics)
      trial.result.epochMetrics[0].values.append(value(of: metric, training))
      trial.result.epochMetrics[1].values.append(heldOut)
    }
    return trial.endsPatience(loss)
  }

  private func record(_ trial: inout Trial<Element>, _ pass: Pass) {
    for (index, item) in trial.recordables.enumerated() {
      switch item {
      case .parameter(let parameter):
        trial.result.recorded[index].values += memory[parameter.range].map { Double($0) }
      case .gradient(let parameter):
        let start = plan.parameterCount + parameter.offset
        let range = start..<start + parameter.shape.count
        trial.result.recorded[index].values += memory[range].map { Double($0) }
      case .rate: trial.result.recorded[index].values.append(trial.rate)
      case .loss:
        trial.result.recorded[index].values.append(trial.lastLoss)
      case .gradientNorm: trial.result.recorded[index].values.append(workspace.gradientNorm)
      case .metric(let metric):
        trial.result.recorded[index].values.append(value(of: metric, pass))
      }
    }
  }
}
