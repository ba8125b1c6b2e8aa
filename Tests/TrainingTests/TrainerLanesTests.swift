import Autodiff
import Testing

@testable import Training

/// Trials side by side in the lanes of vectors give the bits that each gives alone, at every level.
struct TrainerLanesTests {
  @Test("trials of random networks give the same bits side by side", arguments: 0..<300)
  func sameBits(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, purpose: "side by side")
    let (model, data) = try randomModel(&generator)
    let plan = try TrainingPlan(model, TrainingPlan.Sizes(samples: data.count, batch: .all))
    for precision in Precision.allCases {
      let inputs = self.inputs(&generator, data, precision)
      let alone = try plan.runner(precision).train(inputs, sideBySide: false).map(\.exactText)
      for level in SIMDLevel.available {
        let together = try plan.runner(precision, level: level).train(inputs, sideBySide: true)
        for (index, result) in together.enumerated() {
          #expect(result.exactText == alone[index], "\(precision), \(level), trial \(index)")
        }
      }
    }
  }

  /// Up to 20 trials with their own rates, seeds and snapshots, and one optimizer for all.
  private func inputs(
    _ generator: inout RandomGenerator, _ data: Dataset, _ precision: Precision
  ) -> [TrialInput] {
    var settings = TrainingSettings()
    settings.precision = precision
    settings.optimizer = Self.optimizers[generator.integer(below: Self.optimizers.count)]
    settings.schedule =
      [[], [.cosine(steps: nil, floor: 0)], [.warmup(steps: 3)]][
        generator.integer(below: 3)]
    settings.clip = [nil, .norm(0.1), .value(0.05)][generator.integer(below: 3)]
    settings.weightDecay = generator.integer(below: 2) == 0 ? 0 : 0.01
    settings.duration = .steps(1 + generator.integer(below: 40))
    return (0..<1 + generator.integer(below: 20)).map { index in
      var own = settings
      own.seed = UInt64(index)
      own.learningRate = 0.01 * Double(1 << generator.integer(below: 12))
      if index == 1 { own.snapshots = [0, 5, 17, 40] }
      return TrialInput(TrainingData(training: data), own)
    }
  }

  private static let optimizers: [Optimizer] = [
    .sgd, .momentum(beta: 0.9), .nesterov(beta: 0.8), .adagrad(epsilon: 1e-10),
    .rmsprop(alpha: 0.99, epsilon: 1e-8), .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8),
    .adamw(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1),
  ]

  @Test("small networks on all data run side by side, larger ones and other settings alone")
  func trialsAtOnce() throws {
    let data = try BuiltinData.xor.dataset()
    func plan(units: Int, batch: Batch = .all) throws -> TrainingPlan {
      let network = Network(
        inputs: 2, layers: [.dense(units: units, .tanh), .dense(units: 1, .sigmoid)])
      return try TrainingPlan(
        NetworkModel(network, loss: .mse, data: data),
        TrainingPlan.Sizes(samples: 4, batch: batch))
    }
    var settings = TrainingSettings()
    #expect(try plan(units: 4).trialsAtOnce(settings) == 8)
    #expect(try plan(units: 400).trialsAtOnce(settings) == 1)
    #expect(try plan(units: 4, batch: .size(2)).trialsAtOnce(settings) == 1)
    settings.precision = .float32
    #expect(try plan(units: 4).trialsAtOnce(settings) == 16)
    settings.stop = StopRule(loss: 0.1)
    #expect(try plan(units: 4).trialsAtOnce(settings) == 1)
  }
}
