import Autodiff
import Testing
import Training

@testable import Experiments

/// Runs on functions whose course is known.
struct VerdictRuleTests {
  /// Σ λᵢ (wᵢ − cᵢ)² / 2 + offset.
  private struct Quadratic: Model {
    var curvatures: [Double]
    var centre: [Double]
    var start: [Double]
    var offset = 0.0

    func objective(samples: Int, mode: ModelMode) throws -> Objective {
      var graph = Graph()
      let w = graph.parameter("w", .vector(start.count))
      let d = try graph.subtract(w, graph.constant(Tensor(centre)))
      let halves = graph.constant(Tensor(curvatures.map { $0 / 2 }))
      let sum = try graph.sum(graph.multiply(halves, graph.apply(.square, d)))
      let loss = try graph.add(sum, graph.constant(offset))
      return Objective(
        graph: graph, loss: loss,
        parameters: [
          Objective.Parameter(name: "w", node: w, start: .values(Tensor(start)))
        ])
    }
  }

  /// A function of one variable.
  private struct Scalar: Model {
    let start: Double
    let function: @Sendable (inout Graph, NodeID) throws -> NodeID

    func objective(samples: Int, mode: ModelMode) throws -> Objective {
      var graph = Graph()
      let w = graph.parameter("w", .scalar)
      let loss = try function(&graph, w)
      return Objective(
        graph: graph, loss: loss,
        parameters: [Objective.Parameter(name: "w", node: w, start: .values(Tensor(start)))])
    }
  }

  private func verdict(
    _ model: some Model, rate: Double, steps: Int = 50, optimizer: Optimizer = .sgd,
    change: (inout TrainingSettings) -> Void = { _ in }
  ) throws -> Verdict {
    var settings = TrainingSettings()
    settings.learningRate = rate
    settings.duration = .steps(steps)
    settings.optimizer = optimizer
    change(&settings)
    let plan = try TrainingPlan(model, TrainingPlan.Sizes(samples: 0, batch: .all))
    let result = try plan.runner(.float64).train(TrainingData(), settings)
    return VerdictRule.verdict(for: result)
  }

  /// (w − 5)², from 8.
  private let textbook = Quadratic(curvatures: [2], centre: [5], start: [8])

  @Test(
    "on (w − 5)² each rate is judged as the textbook does",
    arguments: [
      (0.001, Verdict.Kind.converging), (0.01, .converging), (0.1, .converged), (0.5, .converged),
      (0.9, .converged), (0.99, .converging), (1.0, .oscillating), (1.01, .diverged),
      (1.1, .diverged), (3, .diverged),
    ])
  func textbookRates(rate: Double, kind: Verdict.Kind) throws {
    let verdict = try verdict(textbook, rate: rate)
    #expect(verdict.kind == kind, "\(rate): \(verdict.reason)")
  }

  @Test(
    "whatever the curvature λ and the length, rates below 2/λ converge and rates above diverge",
    arguments: [0.01, 0.5, 1, 7, 1000], [20, 50, 101, 1000])
  func theory(curvature: Double, steps: Int) throws {
    let model = Quadratic(curvatures: [curvature], centre: [-2], start: [1.5])
    let limit = 2 / curvature
    for (share, kind) in [
      (0.2, Verdict.Kind.converged), (0.5, .converged), (0.8, .converged), (1, .oscillating),
      (1.02, .diverged), (1.5, .diverged), (1e-4, .converging),
    ] {
      let verdict = try verdict(model, rate: share * limit, steps: steps)
      #expect(verdict.kind == kind, "\(share) of 2/λ: \(verdict.reason)")
    }
  }

  @Test("one step is judged too")
  func oneStep() throws {
    #expect(try verdict(textbook, rate: 0.01, steps: 1).kind == .converging)
    #expect(try verdict(textbook, rate: 0.1, steps: 1).kind == .converging)
    #expect(try verdict(textbook, rate: 0.5, steps: 1).kind == .converged)
    #expect(try verdict(textbook, rate: 1, steps: 1).kind == .oscillating)
    #expect(try verdict(textbook, rate: 1.1, steps: 1).kind == .diverged)
  }

  @Test("two and three steps between two points are oscillating")
  func fewSteps() throws {
    for steps in 2...9 {
      #expect(try verdict(textbook, rate: 1, steps: steps).kind == .oscillating)
      #expect(try verdict(textbook, rate: 1.3, steps: steps).kind == .diverged)
    }
  }

  @Test("a loss that stays above 0 converges all the same")
  func offset() throws {
    for offset in [10, 1000, -3, 1e6] {
      let model = Quadratic(curvatures: [2], centre: [5], start: [8], offset: offset)
      #expect(try verdict(model, rate: 0.1).kind == .converged, "\(offset)")
      #expect(try verdict(model, rate: 0.01).kind == .converging, "\(offset)")
      #expect(try verdict(model, rate: 1).kind == .oscillating, "\(offset)")
      #expect(try verdict(model, rate: 1, steps: 49).kind == .oscillating, "\(offset)")
    }
  }

  @Test("a valley crossed at its stability limit oscillates, below it converges")
  func valley() throws {
    let model = Quadratic(curvatures: [100, 1], centre: [0, 0], start: [1, 1])
    #expect(try verdict(model, rate: 0.02, steps: 1000).kind == .oscillating)
    #expect(try verdict(model, rate: 0.019, steps: 1000).kind == .converged)
    #expect(try verdict(model, rate: 0.0205, steps: 1000).kind == .diverged)
  }

  @Test("momentum rings, and is converged once it has settled")
  func momentum() throws {
    let optimizer = Optimizer.momentum(beta: 0.9)
    #expect(try verdict(textbook, rate: 0.1, steps: 300, optimizer: optimizer).kind == .converged)
    #expect(try verdict(textbook, rate: 2.5, steps: 300, optimizer: optimizer).kind == .diverged)
  }

  @Test("a corner bounced across is oscillating")
  func corner() throws {
    let model = Scalar(start: 8) { graph, w in
      try graph.apply(.abs, graph.subtract(w, graph.constant(5)))
    }
    #expect(try verdict(model, rate: 0.4, steps: 100).kind == .oscillating)
  }

  @Test("a saturated start without gradient is a plateau, with and without a tiny fall")
  func plateau() throws {
    for start in [20.0, 40] {
      let model = Scalar(start: start) { graph, w in try graph.apply(.sigmoid, w) }
      #expect(try verdict(model, rate: 0.1).kind == .plateau)
    }
    let flat = Scalar(start: -1) { graph, w in
      try graph.add(graph.apply(.relu, w), graph.constant(2))
    }
    #expect(
      try verdict(flat, rate: 0.1).reason
        == "the gradient's norm is 0, at most 0.00002, but the loss fell by 0 % (less than 10 %)")
  }

  private func verdict(
    _ network: [Layer], _ loss: Loss, _ data: Dataset, rate: Double, epochs: Int = 40,
    batch: Int = 8
  ) throws -> Verdict {
    var settings = TrainingSettings()
    settings.learningRate = rate
    settings.duration = .epochs(epochs)
    settings.batch = .size(batch)
    let model = try NetworkModel(
      Network(inputs: nil, layers: network), loss: loss, data: data)
    let plan = try TrainingPlan(
      model, TrainingPlan.Sizes(samples: data.count, batch: settings.batch))
    let result = try plan.runner(.float64).train(TrainingData(training: data), settings)
    return VerdictRule.verdict(for: result)
  }

  @Test("mini-batch runs are judged by their epochs")
  func miniBatches() throws {
    let line = try BuiltinData.line.dataset()
    for (rate, kind) in [(0.1, Verdict.Kind.converged), (1e-4, .converging), (3, .diverged)] {
      let verdict = try verdict([.dense(units: 1, .linear)], .mse, line, rate: rate)
      #expect(verdict.kind == kind, "\(rate): \(verdict.reason)")
    }
    let short = try verdict([.dense(units: 1, .linear)], .mse, line, rate: 0.01, epochs: 1)
    #expect(short.kind == .converging, "\(short.reason)")
  }

  @Test("a short last batch that scatters is no divergence where the final loss fell")
  func shortLastBatch() throws {
    let verdict = try verdict(
      [.dense(units: 2, .tanh), .dense(units: 1, .linear)], .mse, BuiltinData.xor.dataset(),
      rate: 0.01, epochs: 2, batch: 3)
    #expect(verdict.kind != .diverged, "\(verdict.reason)")
  }

  @Test("features that say nothing about the classes leave the loss on a plateau")
  func uninformative() throws {
    let data = Dataset(
      features: .zeros(.matrix(32, 1)),
      targets: Tensor((0..<32).map { [Double($0 % 2)] }))
    let verdict = try verdict(
      [.dense(units: 1, .sigmoid)], .binaryCrossEntropy, data, rate: 0.01)
    #expect(verdict.kind == .plateau, "\(verdict.reason)")
  }

  @Test("falling without bound is divergence")
  func unbounded() throws {
    let model = Scalar(start: 1) { graph, w in try graph.negate(graph.apply(.square, w)) }
    #expect(try verdict(model, rate: 0.5, steps: 30).kind == .diverged)
    #expect(try verdict(model, rate: 0.5, steps: 5000).kind == .diverged)
  }

  @Test("every diverged run of many steps says where it stopped being finite")
  func reason() throws {
    let verdict = try verdict(textbook, rate: 3, steps: 1000)
    #expect(verdict.kind == .diverged)
    #expect(verdict.reason == "the loss is not a finite number from step 220 on")
  }

  @Test("a run that reached what stop asked for has converged, one out of patience is judged")
  func stops() throws {
    #expect(try verdict(textbook, rate: 0.01, steps: 1000) { $0.stop.loss = 4 }.kind == .converged)
    #expect(
      try verdict(textbook, rate: 0.1, steps: 1000) { $0.stop.gradient = 0.1 }.kind == .converged)
    for patience in [1, 2, 3, 20] {
      let verdict = try verdict(textbook, rate: 1, steps: 1000) { $0.stop.patience = patience }
      #expect(verdict.kind == .oscillating, "\(patience): \(verdict.reason)")
    }
  }

  @Test("the reason names the rule, its threshold and what was measured")
  func reasons() throws {
    #expect(
      try verdict(textbook, rate: 0.01).reason
        == "still falling: 13 % of the whole fall came between the last two quarters of the run "
        + "(more than 1 %)")
    #expect(
      try verdict(textbook, rate: 0.5).reason
        == "the gradient's norm is 0, at most 0.006, and the loss is 0")
    #expect(
      try verdict(textbook, rate: 1).reason
        == "the loss has stopped falling, but the parameters move to and fro: the last steps are "
        + "100 % as long as those at the middle of the run (90 % or more)")
    #expect(
      try verdict(textbook, rate: 1.1).reason.hasPrefix(
        "the mean loss of the last quarter is "))
  }
}
