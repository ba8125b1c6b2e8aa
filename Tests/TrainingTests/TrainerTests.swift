import Autodiff
import Testing

@testable import Training

struct TrainerTests {
  private let moons: Dataset
  private let layers: [Layer] = [.dense(units: 5, .tanh), .dense(units: 1, .sigmoid)]

  init() throws {
    moons = try BuiltinData.moons.dataset([NamedValue("samples", 22)])
  }

  private func run(
    _ settings: TrainingSettings, layers: [Layer]? = nil, loss: Loss = .mse,
    validation: Dataset? = nil
  ) throws -> TrainingResult {
    let network = Network(inputs: nil, layers: layers ?? self.layers)
    let sizes = TrainingPlan.Sizes(
      samples: moons.count, validation: validation?.count ?? 0, batch: settings.batch,
      recordsMetric: TrainingPlan.needsPredictions(settings.record))
    let plan = try TrainingPlan(NetworkModel(network, loss: loss, data: moons), sizes)
    let data = TrainingData(training: moons, validation: validation)
    return try plan.runner(settings.precision).train(data, settings)
  }

  private func settings(_ change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.learningRate = 0.5
    settings.duration = .steps(12)
    change(&settings)
    return settings
  }

  @Test("a seed reproduces a run, another seed starts elsewhere")
  func seeds() throws {
    let settings = settings {
      $0.batch = .size(5)
      $0.seed = 7
    }
    let first = try run(settings)
    #expect(try run(settings) == first)
    let other = try run(self.settings { $0.batch = .size(5) })
    #expect(other.initial != first.initial)
    #expect(other.losses != first.losses)
  }

  @Test("a trial's result does not depend on the trials before it")
  func order() throws {
    let network = Network(
      inputs: nil,
      layers: layers + [.batchNorm, .dropout(probability: 0.3), .dense(units: 1, .linear)])
    let sizes = TrainingPlan.Sizes(samples: moons.count, batch: .size(8))
    let plan = try TrainingPlan(NetworkModel(network, loss: .mse, data: moons), sizes)
    let data = TrainingData(training: moons)
    let trials = [0.1, 3, 1e6].flatMap { rate in
      [Optimizer.sgd, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)].map { optimizer in
        settings {
          $0.learningRate = rate
          $0.optimizer = optimizer
          $0.batch = .size(8)
          $0.weightDecay = 0.1
        }
      }
    }
    let worker = plan.runner(.float64)
    let forwards = try trials.map { try worker.train(data, $0) }
    let backwards = try trials.reversed().map { try worker.train(data, $0) }
    let fresh = try trials.map { try plan.runner(.float64).train(data, $0) }
    // Compared as text, in which numbers that are not finite are equal to themselves.
    #expect(forwards.map { "\($0)" } == backwards.reversed().map { "\($0)" })
    #expect(forwards.map { "\($0)" } == fresh.map { "\($0)" })
  }

  @Test("a batch of all rows in order is the full batch")
  func fullBatch() throws {
    let full = try run(settings())
    let sized = try run(
      settings {
        $0.batch = .size(100)
        $0.shuffle = false
      })
    #expect(sized.losses == full.losses)
    #expect(sized.final == full.final)
    #expect(sized.motion.stepsPerEpoch == nil)
  }

  @Test("batch losses weighted by their rows sum up to the loss on all rows")
  func batchesSumUp() throws {
    let still = settings {
      $0.learningRate = 0
      $0.batch = .size(5)
      $0.duration = .epochs(2)
    }
    let result = try run(still)
    #expect(result.losses.count == 10)
    for epoch in [result.losses[..<5], result.losses[5...]] {
      let sum = zip(epoch, [5.0, 5, 5, 5, 2]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(sum / 22 - result.finalLoss) < 1e-14)
    }
    #expect(result.losses[..<5] != result.losses[5...])
    #expect(result.epochLosses?.count == 2)
    #expect(result.epochLosses?[0] == result.losses[..<5].reduce(0, +) / 5)
    #expect(result.motion.initialLoss == result.finalLoss)
  }

  @Test("without shuffling every epoch takes the rows in the same order")
  func noShuffle() throws {
    let result = try run(
      settings {
        $0.learningRate = 0
        $0.batch = .size(5)
        $0.shuffle = false
        $0.duration = .epochs(2)
      })
    #expect(result.losses[..<5] == result.losses[5...])
  }

  @Test(
    "shuffling the full batch changes nothing but rounding, and the result's rows stay in order")
  func shuffledFullBatch() throws {
    let plain = try run(settings())
    let shuffled = try run(settings { $0.shuffle = true })
    #expect(relativeDifference(shuffled.losses, plain.losses) < 1e-12)
    let a = try #require(plain.predictions).values
    let b = try #require(shuffled.predictions).values
    #expect(relativeDifference(a, b) < 1e-12)
  }

  @Test("the step's loss ends the run before its update")
  func stopLoss() throws {
    let whole = try run(settings { $0.duration = .steps(100) })
    let limit = whole.losses[40]
    let stopped = try run(
      settings {
        $0.duration = .steps(100)
        $0.stop.loss = limit
      })
    let first = try #require(whole.losses.firstIndex { $0 <= limit })
    #expect(stopped.steps == first)
    #expect(stopped.losses == Array(whole.losses[...first]))
    #expect(stopped.finalLoss == stopped.losses[first])
    #expect(stopped.motion.stop == .loss)
  }

  @Test("the raw gradient's norm ends the run before its update")
  func stopGradient() throws {
    let result = try run(
      settings {
        $0.duration = .steps(100)
        $0.stop.gradient = 1e9
        $0.clip = .norm(1e-3)
      })
    #expect(result.steps == 0)
    #expect(result.losses.count == 1)
    #expect(result.final == result.initial)
    #expect(result.motion.stop == .gradient)
  }

  @Test("patience counts steps, and epochs where epochs are given")
  func patience() throws {
    let steps = try run(
      settings {
        $0.learningRate = 0
        $0.duration = .steps(100)
        $0.stop.patience = 20
      })
    #expect(steps.losses.count == 21)
    #expect(steps.steps == 20)
    #expect(steps.motion.stop == .patience)
    let epochs = try run(
      settings {
        $0.learningRate = 0
        $0.batch = .size(11)
        $0.shuffle = false
        $0.duration = .epochs(100)
        $0.stop.patience = 3
      })
    #expect(epochs.epochLosses?.count == 4)
    #expect(epochs.steps == 8)
  }

  @Test("patience looks at the held-out loss where there is one")
  func validationPatience() throws {
    let held = try BuiltinData.moons.dataset([NamedValue("samples", 6), NamedValue("seed", 1)])
    let result = try run(
      settings {
        $0.learningRate = 0
        $0.batch = .size(7)
        $0.duration = .epochs(50)
        $0.stop.patience = 2
      }, validation: held)
    #expect(result.validationLosses?.count == 3)
    #expect(result.epochLosses?.count == 3)
    #expect(result.epochMetrics.map(\.name) == ["accuracy", "validation_accuracy"])
    for series in result.epochMetrics {
      #expect(series.values.count == 3)
      #expect(series.values.last == result.metrics.first { $0.name == series.name }?.value)
    }
    #expect(result.metrics.map(\.name) == ["accuracy", "validation_loss", "validation_accuracy"])
    #expect(result.metrics[1].value == result.validationLosses?.last)
  }

  @Test("recorded values are those before each step's update")
  func record() throws {
    let result = try run(
      settings {
        $0.schedule = [.exponential(rate: 0.5)]
        $0.record = ["b2", "rate", "accuracy", "gradients.b2", "gradient_norm", "loss"]
      })
    let series = result.recorded
    #expect(
      series.map(\.name) == ["b2", "rate", "accuracy", "gradients.b2", "gradient_norm", "loss"])
    #expect(series.allSatisfy { $0.values.count == 12 })
    #expect(series[0].values[0] == 0)
    #expect(series[1].values[..<3] == [0.5, 0.25, 0.125])
    #expect(series[5].values == result.losses)
    let moved = zip(series[0].values, zip(series[1].values, series[3].values)).map {
      $0 - $1.0 * $1.1
    }
    #expect(Array(series[0].values.dropFirst()) == Array(moved.dropLast()))
  }

  @Test("an unknown name is refused with the names there are")
  func unknownNames() throws {
    #expect(throws: TrainingError.unknownWeight("W3", parameters: ["W1", "b1", "W2", "b2"])) {
      try run(settings { $0.weights = [NamedTensor("W3", Tensor(1))] })
    }
    #expect(
      throws: TrainingError.weightShape("b1", expected: .vector(5), given: .vector(2))
    ) {
      try run(settings { $0.weights = [NamedTensor("b1", Tensor([1, 2]))] })
    }
    let error = try #require(throws: TrainingError.self) {
      try run(settings { $0.record = ["rates"] })
    }
    #expect(error.message == "there is no value 'rates' to record")
    #expect(
      error.help == "it can be W1, b1, W2, b2, gradients.W1, gradients.b1, gradients.W2, "
        + "gradients.b2, rate, loss, gradient_norm, accuracy")
  }

  @Test("a run that diverges makes every step, and its result says so")
  func divergence() throws {
    let result = try run(
      settings {
        $0.learningRate = 1e30
        $0.duration = .steps(500)
      }, layers: [.dense(units: 3, .relu), .dense(units: 1, .linear)])
    #expect(result.losses.count == 500)
    #expect(result.steps == 500)
    #expect(!result.finalLoss.isFinite)
  }

  @Test("dropout acts on step losses only, and each step draws its own mask")
  func dropout() throws {
    let layers: [Layer] = [
      .dense(units: 6, .tanh), .dropout(probability: 0.5), .dense(units: 1, .linear),
    ]
    let still = settings { $0.learningRate = 0 }
    let dropped = try run(still, layers: layers)
    let whole = try run(still, layers: [layers[0], layers[2]])
    #expect(Set(dropped.losses).count == 12)
    #expect(dropped.finalLoss == whole.finalLoss)
    #expect(dropped.predictions == whole.predictions)
    #expect(dropped.motion.initialLoss == whole.finalLoss)
  }

  @Test("batchnorm predicts by running statistics, its final loss by the batch's")
  func batchNorm() throws {
    let layers: [Layer] = [.dense(units: 4, .linear), .batchNorm, .dense(units: 1, .sigmoid)]
    let result = try run(settings { $0.learningRate = 0 }, layers: layers)
    #expect(result.finalLoss == result.losses[0])
    let predictions = try #require(result.predictions)
    let errors = zip(predictions.values, moons.targets.values).map { ($0 - $1) * ($0 - $1) }
    #expect(abs(errors.reduce(0, +) / 22 - result.finalLoss) > 1e-6)
    #expect(result.runningStatistics.map(\.name) == ["running mean 1", "running variance 1"])
  }

  @Test("float32 runs hold float32 numbers near those of float64")
  func precision() throws {
    let single = try run(settings { $0.precision = .float32 })
    let double = try run(settings())
    #expect(single.losses.allSatisfy { Double(Float($0)) == $0 })
    #expect(single.losses != double.losses)
    #expect(relativeDifference(single.losses, double.losses) < 1e-5)
    #expect(single.precision == .float32)
  }

  @Test("a gradient that is constant stays as it is when weight decay is added each step")
  func constantGradient() throws {
    let plan = try TrainingPlan(Slope(), TrainingPlan.Sizes(samples: 0, batch: .all))
    let result = try plan.runner(.float64).train(
      TrainingData(),
      settings {
        $0.weightDecay = 0.5
        $0.record = ["w"]
        $0.learningRate = 1
        $0.duration = .steps(3)
      })
    // w ← w − (3 + w / 2)
    #expect(result.recorded[0].values == [2, -2, -4])
    #expect(result.final[0].tensor == Tensor(-5))
  }

  private struct Slope: Model {
    func objective(samples: Int, mode: ModelMode) throws -> Objective {
      var graph = Graph()
      let w = graph.parameter("w", .scalar)
      let loss = try graph.multiply(3, w)
      return Objective(
        graph: graph, loss: loss,
        parameters: [Objective.Parameter(name: "w", node: w, start: .values(Tensor(2)))])
    }
  }
}
