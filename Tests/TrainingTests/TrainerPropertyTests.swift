import Autodiff
import Testing

@testable import Training

/// Random networks: what the compiled training does is what a plain loop over the interpreter does.
struct TrainerPropertyTests {
  @Test("compiled and interpreted training give the same bits", arguments: 0..<200)
  func sameBits(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, purpose: "random network")
    let (model, data) = try randomModel(&generator)
    var settings = TrainingSettings()
    settings.seed = seed
    settings.learningRate = 0.05
    settings.duration = .steps(6)
    let sizes = TrainingPlan.Sizes(samples: data.count, batch: .all)
    let plan = try TrainingPlan(model, sizes)
    try check(Double.self, plan, model, data, settings)
    settings.precision = .float32
    try check(Float.self, plan, model, data, settings)
  }

  private func check<Element: Real>(
    _ type: Element.Type, _ plan: TrainingPlan, _ model: NetworkModel, _ data: Dataset,
    _ settings: TrainingSettings
  ) throws {
    let compiled = try plan.runner(settings.precision).train(TrainingData(training: data), settings)
    var objective = try model.objective(samples: data.count, mode: .training)
    let gradients = try objective.graph.gradient(
      of: objective.loss, withRespectTo: objective.parameters.map(\.node))
    let features = try #require(objective.features)
    let targets = try #require(objective.targets)
    var feeds = [features: data.features]
    feeds[targets] =
      model.targetsAreClasses ? data.targets.oneHot(classes: model.outputs) : data.targets
    for (parameter, start) in zip(objective.parameters, plan.startValues(settings)) {
      let rounded = start.tensor.values.map { Double(Element($0)) }
      feeds[parameter.node] = Tensor(start.tensor.shape, rounded)
    }
    var losses: [Double] = []
    let rate = Element(settings.learningRate)
    for _ in 0..<compiled.steps {
      let values = Interpreter<Element>.evaluate(objective.graph, feeds: feeds)
      losses.append(values[objective.loss.index].values[0])
      for (parameter, gradient) in zip(objective.parameters, gradients) {
        let old = try #require(feeds[parameter.node])
        let new = zip(old.values, values[gradient.index].values).map {
          Double(Element($0) - rate * Element($1))
        }
        feeds[parameter.node] = Tensor(old.shape, new)
      }
    }
    #expect(compiled.losses == losses)
    for (parameter, final) in zip(objective.parameters, compiled.final) {
      #expect(final.tensor == feeds[parameter.node], "\(parameter.name)")
    }
  }

  @Test("epochs made at once give the bits of steps made one by one", arguments: 0..<40)
  func epochsAtOnce(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed, purpose: "epochs at once")
    let (model, data) = try randomModel(&generator)
    var settings = TrainingSettings()
    settings.seed = seed
    settings.learningRate = 0.05
    settings.duration = .epochs(70)
    settings.batch = seed % 2 == 0 ? .size(1 + Int(seed / 2) % data.count) : .all
    settings.shuffle = seed % 3 != 0
    var lookedAt = settings
    lookedAt.record = ["loss"]
    func train(_ settings: TrainingSettings) throws -> TrainingResult {
      let plan = try TrainingPlan(
        model, TrainingPlan.Sizes(samples: data.count, batch: settings.batch))
      var result = try plan.runner(.float64).train(TrainingData(training: data), settings)
      result.recorded = []
      return result
    }
    let result = try train(settings)
    #expect(result.epochLosses?.count == 70)
    #expect(try train(lookedAt).exactText == result.exactText)
  }

  @Test("a network of 2,000 layers compiles and trains")
  func depth() throws {
    let layers = (0..<1999).map { _ in Layer.residual([.dense(units: 2, .tanh)]) }
    let data = try BuiltinData.xor.dataset()
    let model = try NetworkModel(
      Network(inputs: 2, layers: layers + [.dense(units: 1, .sigmoid)]), loss: .mse, data: data)
    let plan = try TrainingPlan(model, TrainingPlan.Sizes(samples: 4, batch: .all))
    var settings = TrainingSettings()
    settings.duration = .steps(2)
    settings.learningRate = 1e-4
    settings.initializer = .normal(deviation: 0.01)
    let result = try plan.runner(.float64).train(TrainingData(training: data), settings)
    #expect(result.final.count == 4000)
    #expect(result.losses.allSatisfy { $0.isFinite })
  }
}
