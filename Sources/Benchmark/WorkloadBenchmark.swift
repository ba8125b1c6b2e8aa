import Autodiff
import Foundation
import Training

/// A network, its data, and how it is trained.
struct Workload {
  var name: String
  var layers: [Layer]
  var loss = Loss.mse
  var data: Dataset
  var settings = TrainingSettings()
  var trials = 1

  /// Microseconds a step and trial: the difference between two lengths of training, so that what is done
  /// once does not count.
  /// - Parameter cores: that a step may be split over.
  func microsecondsPerStep(cores: Int = 1) throws -> Double {
    let model = try NetworkModel(
      Network(inputs: data.features.shape.columns, layers: layers), loss: loss, data: data)
    let plan = try TrainingPlan(
      model, TrainingPlan.Sizes(samples: data.count, batch: settings.batch))
    let runner = plan.runner(settings.precision, cores: cores)
    let trainingData = TrainingData(training: data)
    func seconds(_ steps: Int) throws -> Double {
      let inputs = (0..<trials).map { trial in
        var own = settings
        own.duration = .steps(steps)
        own.seed = UInt64(trial)
        return TrialInput(trainingData, own)
      }
      return try Stopwatch.seconds(of: 7) {
        _ = try runner.train(inputs, sideBySide: true)
      }
    }
    var steps = 500
    while try seconds(steps) < 0.03, steps < 1 << 22 { steps *= 2 }
    return (try seconds(2 * steps) - seconds(steps)) / Double(steps * trials) * 1e6
  }
}

extension Workload {
  static func xor(trials: Int) throws -> Workload {
    var workload = Workload(
      name: trials == 1 ? "xor" : "xor, \(trials) trials",
      layers: [.dense(units: 4, .tanh), .dense(units: 1, .sigmoid)],
      data: try BuiltinData.xor.dataset(), trials: trials)
    workload.settings.learningRate = 0.5
    return workload
  }

  /// Rows of random features; the target is whether the first two have one sign, or one of ten classes.
  static func random(
    _ name: String, rows: Int, widths: [Int], _ activation: Activation, classes: Int? = nil
  ) -> Workload {
    var generator = RandomGenerator(seed: 1, purpose: name)
    let features = Tensor(.matrix(rows, widths[0]), generator.normals(rows * widths[0]))
    let targets = (0..<rows).map { row in
      if let classes { return Double(row % classes) }
      let start = row * widths[0]
      return features.values[start] * features.values[start + 1] > 0 ? 1.0 : 0
    }
    let hidden = widths.dropFirst().map { Layer.dense(units: $0, activation) }
    let last = Layer.dense(units: classes ?? 1, classes == nil ? .sigmoid : .softmax)
    var workload = Workload(
      name: name, layers: hidden + [last], loss: classes == nil ? .mse : .crossEntropy,
      data: Dataset(features: features, targets: Tensor(.matrix(rows, 1), targets)))
    workload.settings.learningRate = 0.01
    return workload
  }
}

/// Whole steps of small and large trainings, on one core.
struct WorkloadBenchmark {
  func run() throws {
    var digits = Workload.random("digits", rows: 1797, widths: [64, 32], .relu, classes: 10)
    digits.settings.batch = .size(32)
    digits.settings.shuffle = false
    digits.settings.optimizer = .momentum(beta: 0.9)
    digits.settings.precision = .float32
    var mlp = Workload.random("mlp", rows: 512, widths: [784, 128, 64], .relu, classes: 10)
    mlp.settings = digits.settings
    mlp.settings.optimizer = .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    mlp.settings.learningRate = 0.001
    let workloads = [
      try Workload.xor(trials: 1), try Workload.xor(trials: 64),
      Workload.random("moons", rows: 200, widths: [2, 16, 16], .tanh), digits, mlp,
    ]
    print("\n" + Column.line("workloads, one core", ["µs a step", "steps a s"]))
    for workload in workloads {
      let time = try workload.microsecondsPerStep()
      print(Column.line(workload.name, [Column.text(time), Column.text(1e6 / time)]))
    }
  }
}

/// Whole steps of larger networks, on one core and split over all.
struct SplitBenchmark {
  func run() throws {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    print("\n" + Column.line("network, rows", ["1 core", "\(cores) cores", "ratio"]))
    for (widths, rows, precision) in Self.cases {
      let name = widths.map(String.init).joined(separator: "-") + ", \(rows)"
      var workload = Workload.random(name, rows: 32 * rows, widths: widths, .relu, classes: 10)
      workload.settings.batch = .size(rows)
      workload.settings.shuffle = false
      workload.settings.precision = precision
      workload.settings.optimizer = .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
      let alone = try workload.microsecondsPerStep()
      let together = try workload.microsecondsPerStep(cores: cores)
      print(
        Column.line(
          name, [Column.text(alone), Column.text(together), Column.text(alone / together)]))
    }
  }

  private static let cases: [([Int], Int, Precision)] = [
    ([784, 128, 64], 32, .float32), ([784, 128, 64], 32, .float64),
    ([784, 128, 64], 128, .float32),
    ([784, 128, 64], 512, .float32), ([64, 512, 512], 16, .float32),
    ([64, 512, 512], 128, .float32),
    ([256, 256], 32, .float32), ([128, 128, 128], 32, .float32), ([64, 64, 64], 128, .float64),
    ([64, 64, 64], 512, .float64), ([64, 32], 32, .float32), ([2, 16, 16], 1000, .float64),
    ([784, 64], 32, .float64), ([64, 1024], 64, .float64), ([64, 96, 96], 64, .float64),
  ]
}

/// How the time of a step grows with each size, the others as they are: of 2-16-16-1 tanh on 200 rows.
struct GrowthBenchmark {
  func run() throws {
    try table("width", [4, 8, 16, 32, 64, 128, 256]) {
      Workload.random("", rows: 200, widths: [2, $0, $0], .tanh)
    }
    try table("hidden layers", [1, 2, 4, 8, 16, 32]) {
      Workload.random("", rows: 200, widths: [2] + [Int](repeating: 16, count: $0), .tanh)
    }
    try table("rows", [10, 50, 200, 1000, 5000, 20000]) {
      Workload.random("", rows: $0, widths: [2, 16, 16], .tanh)
    }
    try table("trials of xor", [1, 2, 4, 8, 16, 64, 256]) { try Workload.xor(trials: $0) }
  }

  private func table(_ name: String, _ sizes: [Int], _ workload: (Int) throws -> Workload) throws {
    print("\n" + Column.line(name, ["µs a step", "ratio"]))
    var previous: Double?
    for size in sizes {
      let time = try workload(size).microsecondsPerStep()
      let ratio = previous.map { Column.text(time / $0) } ?? ""
      print(Column.line("\(size)", [Column.text(time), ratio]))
      previous = time
    }
  }
}
