import Autodiff
import Testing

@testable import Training

/// A training split over threads gives the bits that one thread gives.
struct TrainerSplitTests {
  @Test("random networks give the same bits in two, three and seven threads", arguments: 0..<30)
  func sameBits(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, purpose: "split")
    let (model, data) = try randomModel(&generator)
    for batch in [Batch.all, .size(2)] {
      let plan = try TrainingPlan(model, TrainingPlan.Sizes(samples: data.count, batch: batch))
      var settings = TrainingSettings()
      settings.batch = batch
      settings.duration = .steps(30)
      settings.optimizer = [.sgd, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)][Int(seed % 2)]
      settings.weightDecay = 0.01
      try check(Double.self, plan, data, settings)
      settings.precision = .float32
      try check(Float.self, plan, data, settings)
    }
  }

  private func check<Element: Real>(
    _ type: Element.Type, _ plan: TrainingPlan, _ data: Dataset, _ settings: TrainingSettings
  ) throws {
    let data = TrainingData(training: data)
    let level = SIMDSelection.current.level
    let alone = try Trainer<Element>(plan, level, cores: 1).train(data, settings)
    for threads in [2, 3, 7] {
      let trainer = Trainer<Element>(plan, level, cores: 1)
      trainer.split = SplitProgram(
        plan.step.program, members: threads, rows: plan.step.rows,
        gathered: [plan.step.features, plan.step.targets].compactMap { $0 })
      let together = try trainer.train(data, settings)
      #expect(
        together.exactText == alone.exactText,
        "\(threads) threads")
    }
  }

  @Test("long steps on many rows are split, short ones and those of few rows are not")
  func whatIsSplit() throws {
    func split(rows: Int, units: Int, members: Int) throws -> Bool {
      let network = Network(
        inputs: 16, layers: [.dense(units: units, .tanh), .dense(units: 1, .linear)])
      let features = Tensor(.matrix(rows, 16), [Double](repeating: 0, count: 16 * rows))
      let targets = Tensor(.matrix(rows, 1), [Double](repeating: 0, count: rows))
      let data = Dataset(features: features, targets: targets)
      let plan = try TrainingPlan(
        NetworkModel(network, loss: .mse, data: data),
        TrainingPlan.Sizes(samples: rows, batch: .all))
      return plan.split(members: members) != nil
    }
    #expect(try split(rows: 1000, units: 100, members: 2))
    #expect(try !split(rows: 1000, units: 100, members: 1))
    #expect(try !split(rows: 100, units: 10, members: 2))
    #expect(try !split(rows: 16, units: 4000, members: 2))
  }
}
