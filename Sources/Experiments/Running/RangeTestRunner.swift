import Training

/// Runs the range tests of some blocks, and the short runs that confirm their suggestions.
struct RangeTestRunner {
  let pool: TrialPool

  /// The finder of each experiment that asks for one, nil for others.
  func run(
    _ experiments: [(name: String, experiment: PreparedExperiment)]
  ) async -> [LearningRateFinder?] {
    let asking = experiments.indices.filter { experiments[$0].experiment.spec.rangeTest != nil }
    var finders = [LearningRateFinder?](repeating: nil, count: experiments.count)
    guard !asking.isEmpty else { return finders }
    let tests = asking.compactMap { index -> (name: String, experiment: PreparedExperiment)? in
      let (name, experiment) = experiments[index]
      return experiment.spec.rangeTest.map { (name + ", rate test", experiment.rangeTest($0)) }
    }
    for (index, outcome) in zip(asking, await pool.run(tests)) {
      let experiment = experiments[index].experiment
      guard let test = experiment.spec.rangeTest, case .success(let trials) = outcome.trials
      else { continue }
      finders[index] = experiment.finder(test, trials)
    }
    let suggested = asking.filter { finders[$0]?.suggestion != nil }
    let confirming = suggested.compactMap { index -> (String, PreparedExperiment)? in
      let (name, experiment) = experiments[index]
      guard let finder = finders[index], let rate = finder.suggestion else { return nil }
      let steps = experiment.confirmationSteps(finder.test)
      finders[index]?.confirmationSteps = steps
      return (name + ", confirmation", experiment.confirmation(of: rate, steps: steps))
    }
    let outcomes = await pool.run(confirming.map { (name: $0.0, experiment: $0.1) })
    for ((index, outcome), (_, confirming)) in zip(zip(suggested, outcomes), confirming) {
      guard case .success(let trials) = outcome.trials else { continue }
      finders[index]?.confirmations = confirming.confirmations(trials)
    }
    return finders
  }
}
