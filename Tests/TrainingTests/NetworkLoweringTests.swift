import Autodiff
import Testing

@testable import Training

struct NetworkLoweringTests {
  @Test("loss, output and all gradients agree with the reference")
  func reference() throws {
    let cases = try Fixture("gradients").cases
    #expect(cases.count == 50)
    for item in cases {
      let name = item["name"].string
      let experiment = Experiment(json: item["experiment"])
      let expected = item["expected"]
      let values = try evaluated(experiment)
      #expect(
        relativeDifference(values.loss, expected["loss"].numbers) < 1e-12, "\(name): loss")
      #expect(
        relativeDifference(values.output, expected["output"].numbers) < 1e-12, "\(name): output")
      #expect(
        relativeDifference(values.features, expected["gradient_x"].numbers) < 1e-12,
        "\(name): gradient of x")
      #expect(values.gradients.count == expected["gradients"].members.count)
      let all = expected["gradients"].members.values.flatMap(\.numbers)
      for (parameter, gradient) in expected["gradients"].members {
        let actual = values.gradients[parameter] ?? []
        let difference = relativeDifference(actual, gradient.numbers, cancelling: all)
        #expect(difference < 1e-12, "\(name): \(parameter)")
      }
    }
  }

  private struct Values {
    var loss: [Double]
    var output: [Double]
    var features: [Double]
    var gradients: [String: [Double]]
  }

  private func evaluated(_ experiment: Experiment) throws -> Values {
    let data = experiment.data
    let model = try experiment.model
    var objective = try model.objective(samples: data.count, mode: .training)
    let features = try #require(objective.features)
    let targets = try #require(objective.targets)
    let predictions = try #require(objective.predictions)
    let nodes = objective.parameters.map(\.node) + [features]
    let gradients = try objective.graph.gradient(of: objective.loss, withRespectTo: nodes)
    var feeds: [NodeID: Tensor] = [features: data.features]
    feeds[targets] =
      model.targetsAreClasses ? data.targets.oneHot(classes: model.outputs) : data.targets
    for parameter in objective.parameters {
      feeds[parameter.node] = experiment.weights.first { $0.name == parameter.name }?.tensor
    }
    let values = Interpreter<Double>.evaluate(objective.graph, feeds: feeds)
    var byName: [String: [Double]] = [:]
    for (parameter, gradient) in zip(objective.parameters, gradients) {
      byName[parameter.name] = values[gradient.index].values
    }
    return Values(
      loss: values[objective.loss.index].values,
      output: values[predictions.index].values,
      features: values[gradients[gradients.count - 1].index].values, gradients: byName)
  }

  private func objective(_ layers: [Layer], mode: ModelMode = .training) throws -> Objective {
    let data = Dataset(features: Tensor([[1, 2], [3, 4]]), targets: Tensor([[0.0], [1]]))
    return try NetworkModel(Network(inputs: nil, layers: layers), loss: .mse, data: data)
      .objective(samples: 2, mode: mode)
  }

  @Test("quantities have a textbook's names")
  func names() throws {
    let graph = try objective([
      .dense(units: 3, .relu), .batchNorm, .activation(.tanh), .dropout(probability: 0.5),
      .residual([.dense(units: 3, .linear), .layerNorm]), .dense(units: 1, .sigmoid),
    ]).graph
    #expect(
      graph.nodes.compactMap(\.name) == [
        "x", "W1", "b1", "z1", "a1", "gamma1", "beta1", "n1", "a1b", "m1", "d1", "W2", "b2", "z2",
        "gamma2", "beta2", "n2", "r1", "W3", "b3", "z3", "a3", "y", "L",
      ])
  }

  @Test("in evaluation dropout is gone and batchnorm reads running statistics")
  func evaluation() throws {
    let objective = try objective(
      [.dense(units: 1, .linear), .dropout(probability: 0.5), .batchNorm], mode: .evaluation)
    #expect(objective.masks.isEmpty)
    #expect(objective.statistics.count == 1)
    #expect(objective.graph[objective.statistics[0].mean].operation == .input)
    #expect(objective.parameters.map(\.name) == ["W1", "b1", "gamma1", "beta1"])
  }

  @Test("a network of 2,000 layers and blocks nested 2,000 deep are lowered on a small stack")
  func depth() throws {
    let deep = try objective(
      (0..<2000).map { _ in Layer.dense(units: 2, .tanh) } + [.dense(units: 1, .linear)])
    #expect(deep.parameters.count == 4002)
    var nested = Layer.activation(.tanh)
    for _ in 0..<2000 { nested = .residual([nested]) }
    #expect(try objective([nested, .dense(units: 1, .linear)]).graph.nodes.count > 2000)
  }
}
