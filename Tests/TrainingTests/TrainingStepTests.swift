import Autodiff
import Testing

@testable import Training

/// A step looked at again is the step that the trainer made.
struct TrainingStepTests {
  private static var data: Dataset {
    Dataset(
      features: Tensor([[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]].map { $0.map { $0 / 10 } }),
      targets: Tensor([[1], [0], [1], [1], [0]]))
  }

  private static var network: Network {
    Network(
      inputs: nil,
      layers: [.dense(units: 6, .tanh), .dropout(probability: 0.5), .dense(units: 1, .sigmoid)])
  }

  @Test("from its snapshot, batch and mask, each step's loss is the trainer's to the bit")
  func sameLosses() throws {
    let model = try NetworkModel(Self.network, loss: .binaryCrossEntropy, data: Self.data)
    var settings = TrainingSettings()
    settings.batch = .size(2)
    settings.duration = .epochs(3)
    settings.seed = 7
    settings.snapshots = Array(0...9)
    let plan = try TrainingPlan(
      model, TrainingPlan.Sizes(samples: Self.data.count, batch: settings.batch))
    let result = try plan.runner(.float64).train(TrainingData(training: Self.data), settings)
    #expect(result.snapshots.map(\.step) == Array(0...9))
    #expect(result.snapshots.first?.parameters == result.initial)
    #expect(result.snapshots.last?.parameters == result.final)
    for snapshot in result.snapshots.dropLast() {
      let step = try TrainingStep(
        model, data: Self.data, settings: settings, number: snapshot.step)
      let values = Interpreter<Double>.evaluate(
        step.objective.graph, feeds: step.feeds(snapshot.parameters))
      #expect(values[step.objective.loss.index].values == [result.losses[snapshot.step]])
    }
  }

  @Test("snapshots of steps that a run did not reach are missing")
  func unreached() throws {
    let model = try NetworkModel(Self.network, loss: .binaryCrossEntropy, data: Self.data)
    var settings = TrainingSettings()
    settings.duration = .steps(4)
    settings.snapshots = [1, 4, 9]
    let plan = try TrainingPlan(
      model, TrainingPlan.Sizes(samples: Self.data.count, batch: settings.batch))
    let result = try plan.runner(.float64).train(TrainingData(training: Self.data), settings)
    #expect(result.snapshots.map(\.step) == [1, 4])
  }
}
