import Testing
import Training

@testable import Experiments

extension ExperimentResult {
  /// A sweep over learning rates with these final losses, a list of one for each seed.
  static func sweep(
    _ losses: [[Double]], diverged: [(setting: Int, seed: Int)] = [], measure: Measure = .finalLoss,
    curves: [[Double]] = []
  ) -> ExperimentResult {
    var trials: [TrialResult] = []
    for (setting, values) in losses.enumerated() {
      for (seed, value) in values.enumerated() {
        var training = TrainingResult()
        training.finalLoss = value
        training.metrics = [NamedValue("accuracy", value)]
        training.losses = setting < curves.count ? curves[setting] : [1, 0.5]
        training.steps = training.losses.count
        let isDiverged = diverged.contains { $0.setting == setting && $0.seed == seed }
        trials.append(
          TrialResult(
            settings: [
              .init(key: "learning rate", value: .number(Double(setting + 1) / 10)),
              .init(key: "seed", value: .number(Double(seed))),
            ],
            verdict: Verdict(kind: isDiverged ? .diverged : .converged, reason: ""),
            training: training, scalarParameters: false))
      }
    }
    return ExperimentResult(
      model: .network(Network(inputs: 1, layers: []), inputs: 1, loss: .mse), trials: trials,
      axes: [
        SweepAxis(
          key: "learning rate", values: losses.indices.map { .number(Double($0 + 1) / 10) })
      ], data: nil, derivatives: [], explanation: nil, bestBy: measure,
      replicates: losses.first?.count ?? 1)
  }
}

@Suite struct SweepStudyTests {
  private func isClose(_ a: Double?, _ b: Double) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= 1e-10 * abs(b)
  }

  @Test("geometric means, intervals and Holm-corrected comparisons are the recorded ones")
  func recorded() throws {
    for study in try StatisticsFixture.load().studies {
      let result = try #require(SweepStudy(.sweep(study.values)))
      #expect(result.isGeometric)
      #expect(result.best == study.best)
      for (index, adjusted) in zip(study.others, study.adjusted) {
        #expect(isClose(result.settings[index].adjustedProbability, adjusted))
      }
      let near = zip(study.others, study.adjusted).filter { $1 > 0.05 }.map(\.0)
      #expect(result.indistinguishable == near)
    }
    for sample in try StatisticsFixture.load().samples {
      let result = try #require(SweepStudy(.sweep([sample.values])))
      #expect(isClose(result.settings[0].mean, sample.geometric))
      #expect(isClose(result.settings[0].interval?.lowerBound, sample.geometricInterval[0]))
      #expect(isClose(result.settings[0].interval?.upperBound, sample.geometricInterval[1]))
    }
  }

  @Test("where a loss is not positive, and of scores, means are arithmetic")
  func arithmetic() throws {
    for study in try StatisticsFixture.load().studies {
      let scores = try #require(SweepStudy(.sweep(study.values, measure: .accuracy)))
      #expect(!scores.isGeometric)
    }
    let zero = try #require(SweepStudy(.sweep([[0, 1, 2], [2, 3, 5]])))
    #expect(!zero.isGeometric)
    #expect(zero.settings[0].mean == 1)
    let study = try StatisticsFixture.load().studies[1]
    var values = study.values.map { $0.map { -$0 } }
    values = values.map { $0.map { -$0 } }
    values.append([Double](repeating: 0, count: values[0].count))
    let shifted = try #require(SweepStudy(.sweep(values)))
    #expect(!shifted.isGeometric)
    #expect(shifted.best == values.count - 1)
  }

  @Test("a setting with a diverged seed has its share and no mean, interval or comparison")
  func diverged() throws {
    let study = try #require(
      SweepStudy(.sweep([[1, 2, 3], [0.1, 0.2, 9], [4, 5, 6]], diverged: [(1, 2)])))
    #expect(study.settings[1].diverged == 1)
    #expect(study.settings[1].divergedShare == 1.0 / 3)
    #expect(study.settings[1].mean == nil)
    #expect(study.settings[1].interval == nil)
    #expect(study.settings[1].adjustedProbability == nil)
    #expect(study.best == 0)
    #expect(study.comparisons == 1)
    #expect(study.isGeometric)
  }

  @Test("with one seed there is no interval and no comparison")
  func oneSeed() throws {
    let study = try #require(SweepStudy(.sweep([[1], [2]])))
    #expect(study.settings.map(\.mean) == [1, 2])
    #expect(study.settings.allSatisfy { $0.interval == nil && $0.adjustedProbability == nil })
    #expect(study.indistinguishable == [])
    #expect(SweepStudy(.sweep([[1]])) == nil)
  }

  @Test("paired differences tell apart what the scatter of the seeds would hide")
  func paired() throws {
    // The seeds differ tenfold, the settings by a tenth with each seed.
    let base = [0.1, 0.3, 1, 2, 5, 10]
    let study = try #require(
      SweepStudy(.sweep([base, zip(base, [1.1, 1.12, 1.09, 1.1, 1.11, 1.08]).map { $0 * $1 }])))
    #expect(study.indistinguishable == [])
    let first = try #require(study.settings[0].interval)
    let second = try #require(study.settings[1].interval)
    #expect(first.overlaps(second))
  }

  @Test("steps to a target count updates until the loss is first at most that")
  func steps() {
    let result = ExperimentResult.sweep(
      [[0.1, 0.1], [0.1, 0.1]], curves: [[1, 0.5, 0.2, 0.3], [1, 0.9, 0.8, 0.7]])
    #expect(result.trials[0].training.steps(to: 0.5) == 1)
    #expect(result.trials[0].training.steps(to: 0.25) == 2)
    // By the final loss, after the last update.
    #expect(result.trials[2].training.steps(to: 0.15) == 4)
    #expect(result.trials[2].training.steps(to: 0.05) == nil)
    #expect(result.standardTarget.map { abs($0 - 0.19) < 1e-12 } == true)
  }

  @Test("with batches a target is reached by an epoch's mean")
  func epochSteps() {
    var training = TrainingResult()
    training.losses = [1, 0.2, 0.5, 0.3, 0.1, 0.1]
    training.motion.stepsPerEpoch = 2
    #expect(training.steps(to: 0.4) == 4)
    #expect(training.steps(to: 0.1) == 6)
  }

  @Test("the JSON has the study of a sweep with seeds")
  func json() async {
    let run = await Run(
      """
      ```yaml experiment lr
      network: 2 -> 3 tanh -> 1 sigmoid
      data: xor
      loss: bce
      steps: 20
      sweep: {learning rate: [0.1, 1]}
      seeds: 3
      ```
      """)
    #expect(run["lr.study.measure"] == "final_loss")
    #expect(run["lr.study.mean"] == "geometric")
    #expect(run["lr.study.best"] == "1")
    #expect(run["lr.study.settings[0].trials"] == "[0, 1, 2]")
    #expect(run["lr.study.settings[0].settings"] == "{learning rate: 0.1}")
    #expect(run["lr.study.settings[1].diverged"] == "0")
  }

  @Test("on a quadratic the bound is 2/λ at the start and at the end, and the measured one agrees")
  func stability() async throws {
    let run = await Run(
      """
      ```yaml experiment lr
      minimize: 2 w^2
      start: {w: 1}
      sweep: {learning rate: [0.1, 0.2, 0.4, 0.49, 0.51, 0.6]}
      ```
      """)
    guard case .experiment(let result) = run.result.blocks[0].outcome else { return }
    let stability = try #require(result.stability)
    #expect(stability.bounds.map(\.limit).allSatisfy { abs($0 - 0.5) < 1e-6 })
    #expect(
      stability.text
        == "On the full batch, at the start λ_max is 4, so that 2/λ_max = 0.5; where the best rate ended "
        + "λ_max is 4, so that 2/λ_max = 0.5. Measured: none diverged up to 0.49, some from 0.51 on."
    )
  }

  @Test(
    "other optimizers, batches and axes get no line, and are told why",
    arguments: [
      ("optimizer: adam\nsweep: {learning rate: 1e-3..1 log 5}", "it holds for plain descent"),
      ("batch: 2\nsweep: {learning rate: 1e-3..1 log 5}", "it holds for plain descent"),
      ("schedule: cosine\nsweep: {learning rate: 1e-3..1 log 5}", "it holds for plain descent"),
      (
        "sweep: {learning rate: 1e-3..1 log 5, init: [zeros, he]}",
        "it belongs to one setting of all but the learning rate"
      ),
    ])
  func noLine(body: String, reason: String) async throws {
    let run = await Run(
      "```yaml experiment lr\nnetwork: 2 -> 2 tanh -> 1\ndata: xor\nsteps: 3\n\(body)\n```")
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else { return }
    #expect(result.stability?.bounds == [])
    #expect(result.stability?.text.contains(reason) == true)
  }
}
