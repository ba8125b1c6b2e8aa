import Autodiff
import Testing

@testable import Training

/// A training split over threads gives the bits that one thread gives.
struct TrainerSplitTests {
  @Test("random networks give the same bits in two, three and seven threads", arguments: 0..<30)
  func sameBits(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, purpose: "split")
    let (model, data) = try randomModel(&generator, widest: seed % 3 == 0 ? 20 : 130)
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
    for (threads, side) in [2, 3, 7].flatMap({ [($0, SplitProgram.Side.rows), ($0, .columns)] }) {
      let trainer = Trainer<Element>(
        plan, level, split: plan.split(members: threads, along: side))
      let together = try trainer.train(data, settings)
      #expect(together.exactText == alone.exactText, "\(threads) threads along \(side)")
    }
  }

  @Test("a step is split where it is long: by rows of large batches, else by columns of weights")
  func whatIsSplit() throws {
    func sideOfSplit(rows: Int, units: Int, members: Int) throws -> SplitProgram.Side? {
      let network = Network(
        inputs: 16, layers: [.dense(units: units, .tanh), .dense(units: 1, .linear)])
      let features = Tensor(.matrix(rows, 16), [Double](repeating: 0, count: 16 * rows))
      let targets = Tensor(.matrix(rows, 1), [Double](repeating: 0, count: rows))
      let data = Dataset(features: features, targets: targets)
      let plan = try TrainingPlan(
        NetworkModel(network, loss: .mse, data: data),
        TrainingPlan.Sizes(samples: rows, batch: .all))
      return plan.split(members: members)?.side
    }
    #expect(try sideOfSplit(rows: 1000, units: 100, members: 2) == .rows)
    #expect(try sideOfSplit(rows: 1000, units: 100, members: 1) == nil)
    #expect(try sideOfSplit(rows: 100, units: 10, members: 2) == nil)
    #expect(try sideOfSplit(rows: 16, units: 4000, members: 2) == .columns)
  }

  @Test("each thread of a split step has two million operations to make")
  func members() throws {
    let network = Network(
      inputs: 100, layers: [.dense(units: 300, .relu), .dense(units: 1, .linear)])
    let features = Tensor(.matrix(60, 100), [Double](repeating: 0, count: 6000))
    let targets = Tensor(.matrix(60, 1), [Double](repeating: 0, count: 60))
    let plan = try TrainingPlan(
      NetworkModel(
        network, loss: .mse, data: Dataset(features: features, targets: targets)),
      TrainingPlan.Sizes(samples: 60, batch: .all))
    let operations = plan.step.program.operationCount
    #expect(plan.split(members: 16)?.members == operations / 2_000_000)
    #expect(operations / 2_000_000 > 1)
  }
}
