import Autodiff
import Training

extension PreparedExperiment {
  /// A range test is repeated over so many seeds where the block names none.
  private static let testSeeds = 5

  private var finderSeeds: [UInt64] {
    if spec.seeds.count > 1 { return spec.seeds }
    let first = spec.trial(0).spec.training.seed
    guard dependsOnSeed else { return [first] }
    return (0..<UInt64(Self.testSeeds)).map { first &+ $0 }
  }

  /// The first setting's model and data, with other training settings.
  private func variant(
    _ change: (inout ExperimentSpec) -> Void
  ) -> PreparedExperiment {
    var spec = ExperimentSpec()
    spec.base = self.spec.trial(0).spec
    spec.base.training.stop = StopRule()
    spec.base.training.record = []
    spec.seeds = finderSeeds
    change(&spec)
    var presentation = Presentation()
    presentation.show = []
    return PreparedExperiment(
      spec: spec, places: places, presentation: presentation, groups: [groups[0]],
      weights: weights)
  }

  /// The range test as an experiment: the rate rises by the same factor at every step.
  func rangeTest(_ test: RangeTest) -> PreparedExperiment {
    variant { spec in
      spec.base.training.learningRate = test.from
      spec.base.training.schedule = [.exponential(rate: test.factor)]
      spec.base.training.duration = .steps(test.steps)
    }
  }

  func finder(_ test: RangeTest, _ trials: [TrialResult]) -> LearningRateFinder {
    let plan = groups[0].plan
    let schedule = RateSchedule(
      rate: test.from, schedules: [.exponential(rate: test.factor)], steps: test.steps)
    let rates = (0..<test.steps).map { schedule.rate(at: $0) }
    let isNoisy = plan.stepsPerEpoch > 1 || plan.dropsUnits
    return LearningRateFinder(
      test: test,
      runs: zip(finderSeeds, trials).map { seed, trial in
        LearningRateFinder.Run(
          seed: seed,
          curve: RangeTestCurve(
            rates: rates, losses: trial.training.losses, isNoisy: isNoisy))
      })
  }

  /// Short runs at a third, one and three times a rate: as many steps as the test's, or the block's
  /// where these are fewer.
  func confirmation(of rate: Double, steps: Int) -> PreparedExperiment {
    variant { spec in
      spec.base.training.schedule = []
      spec.base.training.duration = .steps(steps)
      spec.sweep = .axes([
        Sweep.Axis(
          key: .learningRate,
          choices: LearningRateFinder.factors.map { factor in
            Sweep.Choice(
              field: .learningRate(rate * factor), shown: .number(rate * factor))
          })
      ])
    }
  }

  func confirmationSteps(_ test: RangeTest) -> Int {
    min(test.steps, groups[0].plan.steps(spec.trial(0).spec.training.duration))
  }

  /// Of the experiment that `confirmation` made.
  func confirmations(_ trials: [TrialResult]) -> [LearningRateFinder.Confirmation] {
    let seeds = max(1, spec.seeds.count)
    return LearningRateFinder.factors.enumerated().map { index, factor in
      let group = trials[index * seeds..<(index + 1) * seeds]
      let losses = group.map(\.training.finalLoss)
      let diverged = group.count { $0.verdict.kind == .diverged }
      var loss: Double?
      if diverged == 0, losses.allSatisfy(\.isFinite) {
        loss =
          losses.count == 1
          ? losses[0]
          : losses.allSatisfy { $0 > 0 }
            ? Sample(losses.map(Elementary.ln)).mean.map(Elementary.exp) : Sample(losses).mean
      }
      return LearningRateFinder.Confirmation(
        factor: factor, rate: spec.trial(index * seeds).spec.training.learningRate, loss: loss,
        diverged: diverged)
    }
  }
}

extension RangeTest {
  /// From one step's rate to the next.
  var factor: Double { Elementary.pow(to / from, 1 / Double(steps - 1)) }
}
