import Autodiff
import Testing

@testable import Training

/// The check of gradients never cries wolf, and it bites.
struct GradientCheckTests {
  /// A scene of a random network: its first step, with weights that may be tiny or large.
  private struct Scene {
    let graph: Graph
    let loss: NodeID
    let sources: [NodeID]
    let feeds: [NodeID: Tensor]

    init(seed: UInt64) throws {
      var generator = RandomGenerator(seed: seed, purpose: "gradient check scene")
      let (model, data) = try randomModel(&generator, dropsUnits: true)
      var settings = TrainingSettings()
      settings.seed = seed
      if generator.integer(below: 3) == 0 { settings.batch = .size(2) }
      let step = try TrainingStep(model, data: data, settings: settings, number: 0)
      let scale = [0.001, 0.3, 1, 1, 1, 10][generator.integer(below: 6)]
      var feeds = step.inputs
      for parameter in step.objective.parameters {
        let shape = step.objective.graph.shape(of: parameter.node)
        // Biases of 0 put relu's kink right where the first step is.
        let isZero = shape.rank == 1 && generator.integer(below: 3) == 0
        let values = generator.normals(shape.count).map { isZero ? 0 : $0 * scale }
        feeds[parameter.node] = Tensor(shape, values)
      }
      graph = step.objective.graph
      loss = step.objective.loss
      sources = step.objective.parameters.map(\.node)
      self.feeds = feeds
    }
  }

  @Test("no gradient of thousands of random networks is called wrong, and most are compared")
  func neverFalse() throws {
    var (compared, elements, largest) = (0, 0, 0.0)
    for seed in 0..<2000 as Range<UInt64> {
      let scene = try Scene(seed: seed)
      guard
        let check = GradientChecker.check(
          scene.graph, target: scene.loss, sources: scene.sources, feeds: scene.feeds)
      else { continue }
      #expect(check.failure == nil, "seed \(seed)")
      compared += check.compared
      elements += check.elements <= 200 ? check.elements : check.compared
      largest = max(largest, check.largest)
    }
    #expect(largest < 1e-5)
    #expect(Double(compared) > 0.7 * Double(elements), "\(compared) of \(elements)")
  }

  @Test("an error of a ten-thousandth in any one gradient is found", arguments: 0..<60)
  func finds(seed: UInt64) throws {
    let scene = try Scene(seed: seed)
    var graph = scene.graph
    let nodes = try graph.gradient(of: scene.loss, withRespectTo: scene.sources)
    let values = Interpreter<Double>.evaluate(graph, feeds: scene.feeds)
    let gradients = nodes.map { values[$0.index] }
    let honest = GradientChecker.check(
      scene.graph, target: scene.loss, sources: scene.sources, feeds: scene.feeds,
      gradients: gradients)
    guard let honest, honest.elements <= 200, honest.compared == honest.elements else { return }
    for (index, gradient) in gradients.enumerated() {
      let largest = gradient.values.map(\.magnitude).max() ?? 0
      guard largest > 0 else { continue }
      var wrong = gradients
      wrong[index].values[0] += 1e-4 * largest
      let check = GradientChecker.check(
        scene.graph, target: scene.loss, sources: scene.sources, feeds: scene.feeds,
        gradients: wrong)
      #expect(
        check?.failure != nil, "seed \(seed), \(scene.graph[scene.sources[index]].name ?? "")")
    }
  }

  @Test("a step across a kink is left out and counted")
  func kink() throws {
    var graph = Graph()
    let w = graph.parameter("w", .vector(3))
    let loss = try graph.sum(graph.apply(.relu, w))
    let check = try #require(
      GradientChecker.check(
        graph, target: loss, sources: [w], feeds: [w: Tensor([-1, 0, 2])]))
    #expect(check.elements == 3)
    #expect(check.compared == 2)
    #expect(check.atKinks == 1)
    #expect(check.failure == nil)
    #expect(check.largest < 1e-12)
  }

  @Test("what is too small beside the loss to be told by differences is counted, not judged")
  func imprecise() throws {
    var graph = Graph()
    let w = graph.parameter("w", .scalar)
    let loss = try graph.add(graph.constant(1e6), graph.multiply(1e-9, w))
    let check = try #require(
      GradientChecker.check(graph, target: loss, sources: [w], feeds: [w: Tensor(1)]))
    #expect(check.imprecise == 1)
    #expect(check.compared == 0)
    #expect(check.failure == nil)
  }

  @Test("a loss that is not finite is not checked")
  func notFinite() throws {
    var graph = Graph()
    let w = graph.parameter("w", .scalar)
    let loss = try graph.apply(.ln, w)
    #expect(
      GradientChecker.check(graph, target: loss, sources: [w], feeds: [w: Tensor(0)]) == nil)
  }

  @Test("of many parameters 64 of each tensor are compared, and 8 directions")
  func sampled() throws {
    let data = try BuiltinData.random.dataset([
      NamedValue("samples", 8), NamedValue("features", 40), NamedValue("classes", 3),
    ])
    let model = try NetworkModel(
      Network(inputs: 40, layers: [.dense(units: 20, .tanh), .dense(units: 3, .softmax)]),
      loss: .crossEntropy, data: data)
    let plan = try TrainingPlan(model, TrainingPlan.Sizes(samples: 8, batch: .all))
    let settings = TrainingSettings()
    let step = try TrainingStep(model, data: data, settings: settings, number: 0)
    let check = try #require(
      GradientChecker.check(
        step.objective.graph, target: step.objective.loss,
        sources: step.objective.parameters.map(\.node),
        feeds: step.feeds(plan.startValues(settings))))
    #expect(check.elements == 40 * 20 + 20 + 20 * 3 + 3)
    #expect(check.compared == 64 + 20 + 60 + 3)
    #expect(check.directions == 8)
    #expect(check.largest < 1e-8)
  }

  @Test("steep, flat and shifted functions give their derivative within the error that is told")
  func differences() {
    let cases: [(x: Double, f: (Double) -> Double, slope: Double)] = [
      (0, { Elementary.sin($0 * 1e4) }, 1e4),
      (3, { $0 * $0 * $0 }, 27),
      (1, { Elementary.exp($0) + 1e3 }, 2.718281828459045),
      (0, { Double.elementary(.tanh, 1000 * $0) }, 1000),
    ]
    for (x, f, slope) in cases {
      let difference = FiniteDifference(scale: max(1, x), precision: 0, sensitivity: 1) {
        distance in
        FiniteDifference.Sample(value: f(x + distance), isSmooth: true)
      }
      #expect((difference.value - slope).magnitude <= 10 * difference.error)
      #expect(difference.error < 1e-6 * slope)
    }
  }
}
