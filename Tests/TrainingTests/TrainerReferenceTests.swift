import Autodiff
import Testing

@testable import Training

/// Whole runs of established frameworks, by the tolerances that come with them.
struct TrainerReferenceTests {
  @Test("200 steps agree with the reference: losses, gradients, end, final loss")
  func training() throws {
    let cases = try Fixture("training").cases
    #expect(cases.count == 26)
    for item in cases {
      let name = item["name"].string
      let experiment = Experiment(json: item["experiment"])
      let expected = item["expected"]
      let result = try train(experiment)
      #expect(result.steps == 200)
      check(result.losses, expected["losses"].numbers, "\(name): losses")
      let loss = expected[
        expected["running"].isPresent ? "final_loss_batch_statistics" : "final_loss"]
      check([result.finalLoss], loss.numbers, "\(name): final loss")
      check(result.gradients, expected["gradients"], name)
      check(result.final, expected["final"], name)
      guard let running = expected["running"].list else { continue }
      for (index, layer) in running.enumerated() {
        let statistics = result.runningStatistics[2 * index..<2 * index + 2]
          .map(\.tensor.values)
        check(statistics[0], layer["mean"].numbers, "\(name): running mean")
        check(statistics[1], layer["variance"].numbers, "\(name): running variance")
      }
    }
  }

  private func train(_ experiment: Experiment) throws -> TrainingResult {
    let data = experiment.data
    let settings = experiment.settings
    let sizes = TrainingPlan.Sizes(samples: data.count, batch: settings.batch)
    let plan = try TrainingPlan(experiment.model, sizes)
    return try plan.runner(.float64).train(TrainingData(training: data), settings)
  }

  private func check(_ actual: [NamedTensor], _ expected: JSON, _ name: String) {
    #expect(actual.count == expected.members.count)
    let all = expected.members.values.flatMap(\.numbers)
    for parameter in actual {
      let numbers = expected[parameter.name].numbers
      let difference = relativeDifference(parameter.tensor.values, numbers, cancelling: all)
      #expect(difference < 1e-9, "\(name): \(parameter.name)")
    }
  }

  private func check(_ actual: [Double], _ expected: [Double], _ name: String) {
    #expect(relativeDifference(actual, expected) < 1e-9, "\(name)")
  }

  @Test("each optimizer follows the reference path for given gradients")
  func optimizers() throws {
    let cases = try Fixture("optimizers").cases
    #expect(cases.count == 46)
    for item in cases {
      let name = item["name"].string
      let gradients = item["gradients"].tensor
      var settings = Experiment(json: item).settings
      settings.batch = .size(1)
      settings.shuffle = false
      settings.record = ["w"]
      settings.duration = .steps(gradients.shape.rows)
      let data = Dataset(
        features: gradients, targets: .zeros(.matrix(gradients.shape.rows, 1)))
      let plan = try TrainingPlan(
        GivenGradients(start: item["start"].tensor),
        TrainingPlan.Sizes(samples: data.count, batch: settings.batch))
      let result = try plan.runner(.float64).train(TrainingData(training: data), settings)
      let path = result.recorded[0].values.dropFirst(3) + result.final[0].tensor.values
      #expect(relativeDifference(Array(path), item["path"].numbers) < 1e-12, "\(name)")
    }
  }
}

/// Σ xᵢ wᵢ over a batch: its gradient is the batch's only row.
private struct GivenGradients: Model {
  let start: Tensor

  func objective(samples: Int, mode: ModelMode) throws -> Objective {
    var graph = Graph()
    let w = graph.parameter("w", start.shape)
    let x = graph.input("x", .matrix(samples, start.shape.count))
    let loss = try graph.sum(graph.multiply(x, w))
    return Objective(
      graph: graph, loss: loss,
      parameters: [Objective.Parameter(name: "w", node: w, start: .values(start))], features: x)
  }
}
