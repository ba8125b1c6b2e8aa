import Autodiff
import Testing

@testable import Training

/// The worked numbers of standard teaching examples.
struct TextbookTests {
  private let cases: [JSON]

  init() throws {
    cases = try Fixture("textbook").cases
  }

  private func find(_ name: String) throws -> JSON {
    try #require(cases.first { $0["name"].string == name })
  }

  private func train(_ experiment: Experiment, steps: Int = 1) throws -> TrainingResult {
    var settings = TrainingSettings()
    settings.weights = experiment.weights
    settings.duration = .steps(steps)
    let sizes = TrainingPlan.Sizes(samples: experiment.data.count, batch: .all)
    let plan = try TrainingPlan(experiment.model, sizes)
    return try plan.runner(.float64).train(TrainingData(training: experiment.data), settings)
  }

  private func check(_ actual: [Double], _ expected: JSON, _ name: String) {
    #expect(relativeDifference(actual, expected.numbers) < 1e-12, "\(name)")
  }

  @Test("one linear layer: loss, gradients, the weights after a step, the loss after it")
  func linearLayer() throws {
    let item = try find("one linear layer")
    let exact = item["exact"]
    let result = try train(Experiment(json: item["experiment"]))
    check(result.losses, exact["loss"], "loss")
    check(result.gradients[0].tensor.values, exact["dL/dW"], "dL/dW")
    check(result.gradients[1].tensor.values, exact["dL/db"], "dL/db")
    check(result.final[0].tensor.values, exact["W after"], "W after")
    check(result.final[1].tensor.values, exact["b after"], "b after")
    check([result.finalLoss], exact["loss after"], "loss after")
  }

  @Test("two scalar layers: loss, gradients and the weights after a step")
  func scalarLayers() throws {
    let item = try find("two scalar layers")
    let result = try train(Experiment(json: item["experiment"]))
    check(result.losses, item["values"]["L"], "loss")
    for (gradient, after) in zip(result.gradients, result.final) {
      let name = gradient.name.lowercased()
      check(gradient.tensor.values, item["gradients"][name], "gradient of \(name)")
      check(after.tensor.values, item["after one sgd step at 0.01"][name], "\(name) after")
    }
    #expect(result.finalLoss < result.losses[0])
  }

  @Test("one weight on (w − 5)²: every loss and every w of 50 steps, at each rate")
  func oneWeight() throws {
    let runs = cases.filter { $0["name"].string.hasPrefix("one weight, rate") }
    #expect(runs.count == 6)
    let plan = try TrainingPlan(OneWeight(), TrainingPlan.Sizes(samples: 0, batch: .all))
    for item in runs {
      let name = item["name"].string
      var settings = TrainingSettings()
      settings.learningRate = item["experiment"]["learning rate"].double
      settings.duration = .steps(50)
      settings.record = ["w"]
      let result = try plan.runner(.float64).train(TrainingData(), settings)
      let path = result.recorded[0].values + result.final[0].tensor.values
      check(path, item["float64"]["w"], "\(name): w")
      check(path, item["exact w (5 + 3 (1 - 2 rate)^t)"], "\(name): exact w")
      check(result.losses, item["float64"]["losses"], "\(name): losses")
    }
  }

  private struct OneWeight: Model {
    func objective(samples: Int, mode: ModelMode) throws -> Objective {
      var graph = Graph()
      let w = graph.parameter("w", .scalar)
      let loss = try graph.apply(.square, graph.subtract(w, graph.constant(5)))
      return Objective(
        graph: graph, loss: loss,
        parameters: [Objective.Parameter(name: "w", node: w, start: .values(Tensor(8)))])
    }
  }

  @Test("gradients vanish, stay and explode through ten layers as they should")
  func flow() throws {
    let items = cases.filter { $0["gradient norm of W1..W10"].isPresent }
    #expect(items.count == 3)
    for item in items {
      let name = item["name"].string
      let result = try train(Experiment(json: item["experiment"]))
      check([result.losses[0]], item["loss"], "\(name): loss")
      let norms = result.gradients.map { gradient in
        gradient.tensor.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      }
      for layer in 0..<10 {
        let weights = item["gradient norm of W1..W10"].numbers[layer]
        let biases = item["gradient norm of b1..b10"].numbers[layer]
        #expect(relativeDifference([norms[2 * layer]], [weights]) < 1e-12, "\(name): W\(layer + 1)")
        #expect(relativeDifference([norms[2 * layer + 1]], [biases]) < 1e-12, "\(name)")
      }
    }
  }

  @Test("mean absolute gradients by layer, 784-128-64-10 among them")
  func meanGradients() throws {
    let items = cases.filter { $0["mean |gradient|"].isPresent }
    #expect(items.count == 2)
    for item in items {
      let name = item["name"].string
      let result = try train(try ruled(item))
      check([result.losses[0]], item["loss"], "\(name): loss")
      for gradient in result.gradients {
        let values = gradient.tensor.values
        let mean = values.reduce(0) { $0 + abs($1) } / Double(values.count)
        let expected = item["mean |gradient|"][gradient.name].numbers
        #expect(relativeDifference([mean], expected) < 1e-12, "\(name): \(gradient.name)")
      }
    }
  }

  /// The experiment that a case gives by a rule: weights and data from one stream of minstd.
  private func ruled(_ item: JSON) throws -> Experiment {
    var state = Int(item["seed"].double)
    func draw() -> Double {
      state = 48_271 * state % 2_147_483_647
      return Double(state) / 2_147_483_647
    }
    let network = Experiment(json: .object(["network": item["network"]])).network
    var widths = [try #require(network.inputs)]
    for case .dense(let units, _) in network.layers { widths.append(units) }
    var weights: [String: JSON] = [:]
    for (layer, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      let limit = (6 / Double(inputs)).squareRoot()
      weights["W\(layer + 1)"] = .list(
        (0..<inputs).map { _ in
          .list((0..<outputs).map { _ in .number((2 * draw() - 1) * limit) })
        })
      weights["b\(layer + 1)"] = .list((0..<outputs).map { _ in .number(0) })
    }
    let samples = Int(item["samples"].double)
    let x = (0..<samples).map { _ in JSON.list((0..<widths[0]).map { _ in .number(draw()) }) }
    let y = (0..<samples).map { JSON.list([.number(Double($0 % widths[widths.count - 1]))]) }
    return Experiment(
      json: .object([
        "network": item["network"], "loss": item["loss kind"], "weights": .object(weights),
        "data": .object(["x": .list(x), "y": .list(y)]),
      ]))
  }
}
