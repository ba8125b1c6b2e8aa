import Autodiff
import Testing

@testable import Training

/// What is known of losses that are not kept, against losses that are.
struct LossSummaryTests {
  @Test("trainings that keep no losses give all else as those that do", arguments: 0..<60)
  func sameResults(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, purpose: "unkept losses")
    let (model, data) = try randomModel(&generator)
    var settings = TrainingSettings()
    settings.batch = [.all, .size(2), .size(max(1, data.count))][Int(seed % 3)]
    settings.duration = seed % 2 == 0 ? .epochs(700) : .steps(3000)
    settings.learningRate = seed % 5 == 0 ? 1e9 : 0.05
    settings.record = seed % 7 == 0 ? ["loss"] : []
    settings.snapshots = seed % 4 == 0 ? [0, 3, 1500] : []
    let plan = try TrainingPlan(
      model, TrainingPlan.Sizes(samples: data.count, batch: settings.batch))
    var without = settings
    without.keepsLosses = false
    let runner = plan.runner(.float64)
    let kept = try runner.train(TrainingData(training: data), settings)
    var unkept = try runner.train(TrainingData(training: data), without)
    #expect(unkept.losses == [])
    #expect(same(unkept.lossSummary, kept.lossSummary))
    unkept.losses = kept.losses
    unkept.unkept = nil
    #expect(unkept.exactText == kept.exactText)
  }

  @Test("trials side by side keep none either")
  func lanes() throws {
    var generator = RandomGenerator(seed: 0, purpose: "unkept losses")
    let (model, data) = try randomModel(&generator)
    let plan = try TrainingPlan(model, TrainingPlan.Sizes(samples: data.count, batch: .all))
    var settings = TrainingSettings()
    settings.duration = .steps(5000)
    settings.keepsLosses = false
    let inputs = (0..<5).map { number in
      var own = settings
      own.learningRate = 0.01 * Double(1 + number)
      return TrialInput(TrainingData(training: data), own)
    }
    let runner = plan.runner(.float64)
    let together = try runner.train(inputs, sideBySide: true)
    let alone = try runner.train(inputs, sideBySide: false)
    #expect(together == alone)
    #expect(together.allSatisfy { $0.losses.isEmpty && $0.unkept != nil })
  }

  @Test("a run that may stop early keeps its losses")
  func stop() throws {
    let network = Network(inputs: 2, layers: [.dense(units: 1, .sigmoid)])
    let data = try BuiltinData.and.dataset()
    let plan = try TrainingPlan(
      NetworkModel(network, loss: .mse, data: data),
      TrainingPlan.Sizes(samples: data.count, batch: .all))
    var settings = TrainingSettings()
    settings.keepsLosses = false
    settings.stop.loss = 0.1
    settings.learningRate = 1
    let result = try plan.runner(.float64).train(TrainingData(training: data), settings)
    #expect(result.unkept == nil)
    #expect(result.losses.count > 1)
    #expect(result.lossSummary.series.count == result.losses.count)
    #expect(result.lossSummary.series.end == result.losses.last)
  }

  @Test("the first loss that is not finite is found wherever it is")
  func firstNotFinite() {
    for place in [0, 1, 7, 8, 9, 16, 20] {
      for bad in [Double.infinity, -.infinity, .nan] {
        var result = TrainingResult()
        result.losses = [Double](repeating: 1e308, count: 21)
        result.steps = 21
        #expect(result.lossSummary.firstNotFinite == nil)
        result.losses[place] = bad
        #expect(result.lossSummary.firstNotFinite == place)
      }
    }
  }

  /// Whether all is equal, not-a-numbers too.
  private func same(_ one: LossSummary, _ other: LossSummary) -> Bool { "\(one)" == "\(other)" }
}
