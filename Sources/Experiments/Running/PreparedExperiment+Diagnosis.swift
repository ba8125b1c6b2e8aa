import Autodiff
import Training

extension PreparedExperiment {
  /// The most parameters times rows that are run at each step looked at.
  private static let mostWork = 50_000_000

  /// What is amiss with the first trial, where `show` asks for it.
  func diagnosis(_ first: TrialResult) -> Diagnosis? {
    guard shows(.diagnosis) else { return nil }
    let trial = spec.trial(0)
    let training = first.training
    var findings = [DiagnosisRule.notFinite(training)]
    let (unstable, stability) = stability(of: trial, training)
    findings.append(unstable)
    var steps = [0, training.steps]
    if case .network(let model) = group(of: trial).subject {
      let moments = moments(model, trial, training)
      steps = moments.map(\.step)
      // Gradients all vanish where a training ends well.
      let onTheWay = moments.dropLast()
      findings += [
        onTheWay.lazy.compactMap(DiagnosisRule.exploding).first,
        onTheWay.lazy.compactMap(DiagnosisRule.vanishing).first,
        moments.lazy.compactMap(DiagnosisRule.dead).first,
        moments.lazy.compactMap(DiagnosisRule.saturated).first,
        DiagnosisRule.symmetric(model.network, training.initial),
        group(of: trial).data(seed: settings(of: trial).seed).training
          .flatMap(DiagnosisRule.unscaled),
      ]
    }
    return Diagnosis(
      findings: findings.compactMap { $0 }, steps: steps, stability: stability)
  }

  /// The network at the observed steps that were reached, and at the end.
  private func moments(
    _ model: NetworkModel, _ trial: ExperimentSpec.Trial, _ training: TrainingResult
  ) -> [TrainingMoment] {
    let observed = ObservedSteps.steps(
      of: group(of: trial).plan.steps(trial.spec.training.duration))
    var points = training.snapshots.filter {
      observed.contains($0.step) && $0.step < training.steps
    }
    points.append(Snapshot(step: training.steps, parameters: training.final))
    guard let (objective, inputs) = fullObjective(of: trial, Self.mostWork) else { return [] }
    return points.compactMap { point in
      TrainingMoment(
        model, objective, feeds: objective.feeds(inputs, parameters: point.parameters),
        step: point.step)
    }
  }

  /// The loss on all training rows, or so many that the work stays bounded, nothing dropped.
  func fullObjective(
    of trial: ExperimentSpec.Trial, _ mostWork: Int
  ) -> (objective: Objective, inputs: [NodeID: Tensor])? {
    let group = group(of: trial)
    guard case .network(let model) = group.subject else {
      return subjectStep(of: trial, number: 0).map { ($0.objective, $0.inputs) }
    }
    guard let data = group.data(seed: settings(of: trial).seed).training else { return nil }
    var settings = TrainingSettings()
    settings.batch = .all
    let rows = max(2, mostWork / max(1, group.plan.parameterCount))
    guard
      let step = try? TrainingStep(
        model, data: data, settings: settings, number: 0, mostRows: rows)
    else { return nil }
    var inputs = step.inputs
    for mask in step.objective.masks {
      let shape = step.objective.graph.shape(of: mask.node)
      inputs[mask.node] = Tensor(shape, [Double](repeating: 1, count: shape.count))
    }
    return (step.objective, inputs)
  }

  // MARK: Stability

  private func stability(
    of trial: ExperimentSpec.Trial, _ training: TrainingResult
  ) -> (finding: Diagnosis.Finding?, text: String) {
    let settings = settings(of: trial)
    let group = group(of: trial)
    guard
      let stability = RateStability(settings, hasDropout: group.plan.dropsUnits)
    else { return (nil, RateStability.silence) }
    let rows = group.data(seed: settings.seed).training?.count ?? 1
    guard rows * group.plan.parameterCount <= RateStability.mostWork,
      let (objective, inputs) = fullObjective(of: trial, RateStability.mostWork)
    else {
      return (
        nil, "Nothing is said of the learning rate: the model and its data are too large for λ_max."
      )
    }
    let total = group.plan.steps(settings.duration)
    let schedule = RateSchedule(
      rate: settings.learningRate, schedules: settings.schedule, steps: total)
    let points = [(0, training.initial), (training.steps, training.final)]
    let bounds = points.compactMap { step, parameters in
      stability.bound(
        objective, feeds: objective.feeds(inputs, parameters: parameters), step: step,
        rate: schedule.rate(at: max(0, min(step, total - 1))))
    }
    return (
      bounds.lazy.compactMap { stability.finding($0) }.first, stability.sentences(bounds)
    )
  }
}
