import Training

/// What running an experiment takes, reckoned before it is run.
struct RunCost {
  /// The most steps of a trial.
  private(set) var steps = 0.0
  /// Of the results of all trials and of one worker's memory.
  private(set) var bytes = 0.0

  init(_ prepared: PreparedExperiment) {
    let spec = prepared.spec
    // Settings that change the number of steps are few; all others cost the same.
    let sampled = min(spec.trialCount, 1000)
    let stride = max(1, spec.trialCount / sampled)
    for index in 0..<sampled {
      let trial = spec.trial(index * stride)
      let plan = prepared.group(of: trial).plan
      var settings = trial.spec.training
      settings.keepsLosses = prepared.keepsLosses
      let steps = Self.steps(settings.duration, plan)
      self.steps = max(self.steps, steps)
      bytes += 8 * Double(stride) * Self.numbers(plan, settings, steps: steps)
    }
    let arena = prepared.groups.map { Double($0.plan.arenaCount) }.max() ?? 0
    bytes += 8 * arena
  }

  private static func steps(_ duration: Duration, _ plan: TrainingPlan) -> Double {
    switch duration {
    case .steps(let steps): Double(steps)
    case .epochs(let epochs): Double(epochs) * Double(plan.stepsPerEpoch)
    }
  }

  /// The numbers that a trial's result holds: losses, recorded values, four sets of parameters.
  private static func numbers(
    _ plan: TrainingPlan, _ settings: TrainingSettings, steps: Double
  ) -> Double {
    let recorded = settings.record.reduce(0.0) { sum, name in
      let base = name.hasPrefix("gradients.") ? String(name.dropFirst(10)) : name
      let shape = plan.parameters.first { $0.name == base }?.shape
      return sum + Double(shape?.count ?? 1)
    }
    return steps * ((settings.listsLosses ? 1 : 0) + recorded) + 4 * Double(plan.parameterCount)
  }
}

extension PreparedExperiment {
  /// Whether anything is drawn: initial weights, the order of the rows, a split, dropout.
  var dependsOnSeed: Bool {
    let trial = spec.trial(0)
    let settings = settings(of: trial)
    guard case .network(let network) = trial.spec.model else { return false }
    if settings.shuffles || trial.spec.data?.split != nil { return true }
    if network.hasDropout { return true }
    return group(of: trial).plan.parameters.contains { parameter in
      guard case .weights = parameter.start else { return false }
      return settings.initializer != .zeros
        && !settings.weights.contains { $0.name == parameter.name }
    }
  }
}

extension Network {
  fileprivate var hasDropout: Bool {
    var open = layers
    while let layer = open.popLast() {
      if case .dropout(let probability) = layer, probability > 0 { return true }
      if case .residual(let body) = layer { open += body }
    }
    return false
  }
}
