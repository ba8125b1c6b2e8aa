import Training

extension PreparedExperiment {
  /// More rates than these are not run in one program.
  private static let mostRates = 24

  /// The first trial as a program for another framework, or all where only the learning rate is swept.
  func program(_ first: TrialResult) -> ExperimentProgram {
    let trial = spec.trial(0)
    let group = group(of: trial)
    let settings = settings(of: trial)
    let model: ExperimentProgram.Model =
      switch group.subject {
      case .network(let model): .network(model)
      case .minimize(let model): .minimize(model)
      case .tape(let model): .tape(model)
      }
    var program = ExperimentProgram(
      model: model, settings: settings, steps: group.plan.steps(settings.duration),
      stepsPerEpoch: group.plan.stepsPerEpoch, initial: first.training.initial)
    program.data = data(of: trial, group)
    program.learningRates = sweptRates
    if program.learningRates.isEmpty, spec.trialCount > 1 {
      let keys = spec.sweptKeys.map(\.rawValue) + (spec.seeds.isEmpty ? [] : ["seed"])
      program.choices = trial.settings.filter { keys.contains($0.key) }
    }
    return program
  }

  /// The values of the only axis, where it is the learning rate.
  private var sweptRates: [Double] {
    guard spec.seeds.count < 2, case .axes(let axes) = spec.sweep, axes.count == 1,
      axes[0].key == .learningRate, axes[0].choices.count <= Self.mostRates
    else { return [] }
    return axes[0].choices.compactMap { choice in
      if case .learningRate(let rate) = choice.field { rate } else { nil }
    }
  }

  private func data(of trial: ExperimentSpec.Trial, _ group: Group) -> ExperimentProgram.Data? {
    guard let spec = trial.spec.data, let rows = group.whole else { return nil }
    var data = ExperimentProgram.Data(source: spec.source, rows: rows)
    data.target = spec.target
    data.features = spec.features
    data.standardize = spec.standardize
    if let share = spec.split {
      data.split = ExperimentProgram.Split(
        order: Dataset.splitOrder(rows.count, seed: trial.spec.training.seed),
        training: Dataset.trainingCount(rows.count, fraction: share))
    }
    return data
  }
}
