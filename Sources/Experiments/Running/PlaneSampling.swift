import Autodiff
import Training

/// Ranges and grids for figures.
enum PlaneSampling {
  static let columns = 81
  static let rows = 61

  /// So many values from low to high, evenly.
  static func spread(_ low: Double, _ high: Double, count: Int) -> [Double] {
    (0..<count).map { low + (high - low) * (Double($0) / Double(count - 1)) }
  }

  /// The range of finite values with a margin on either side; a single value gets room around it.
  static func range(_ values: [Double], margin: Double) -> (low: Double, high: Double)? {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    let room = high > low ? (high - low) * margin : max(high.magnitude / 2, 1)
    return (low - room, high + room)
  }
}

extension Surface {
  /// Of a trial that diverged only so many points are followed: all of them would hide the rest.
  private static let divergedPoints = 3

  /// A loss with exactly two parameters' elements, sampled where the descents pass.
  init?(_ objective: Objective, inputs: [NodeID: Tensor], along trials: [TrialResult]) {
    let paths = trials.compactMap { trial in
      trial.path.map {
        trial.verdict.kind == .diverged ? $0.points.prefix(Self.divergedPoints) : $0.points[...]
      }
    }
    guard let path = trials.lazy.compactMap(\.path).first, path.names.count == 2,
      let across = PlaneSampling.range(paths.flatMap { $0.map { $0[0] } }, margin: 0.2),
      let along = PlaneSampling.range(paths.flatMap { $0.map { $0[1] } }, margin: 0.2)
    else { return nil }
    let program = Program(
      objective.graph, parameters: objective.parameters.map(\.node), gradients: [],
      outputs: [objective.loss])
    guard program.parameterCount == 2 else { return nil }
    let workspace = Workspace<Double>([program])
    for (node, tensor) in inputs { workspace.store(tensor, at: program.offset(of: node)) }
    let loss = program.offset(of: objective.loss)
    names = path.names
    x = PlaneSampling.spread(across.low, across.high, count: PlaneSampling.columns)
    y = PlaneSampling.spread(along.low, along.high, count: PlaneSampling.rows)
    values = []
    values.reserveCapacity(x.count * y.count)
    for second in y {
      for first in x {
        workspace.elements[0] = first
        workspace.elements[1] = second
        workspace.run(program)
        values.append(workspace.elements[loss])
      }
    }
  }
}

/// A trained network that is asked for its predictions, with running statistics and nothing dropped.
struct TrainedNetwork {
  let model: NetworkModel
  let training: TrainingResult

  /// The predictions for rows of features, in float64.
  func predictions(_ features: Tensor) -> Tensor? {
    guard
      let objective = try? model.objective(samples: features.shape.rows, mode: .evaluation),
      let input = objective.features, let output = objective.predictions
    else { return nil }
    let program = Program(
      objective.graph, parameters: objective.parameters.map(\.node), gradients: [],
      outputs: [output])
    let workspace = Workspace<Double>([program])
    let known = training.final + training.runningStatistics
    let statistics = objective.statistics.flatMap { [$0.mean, $0.variance] }
    for node in objective.parameters.map(\.node) + statistics {
      guard let tensor = known.first(where: { $0.name == objective.graph[node].name })?.tensor
      else { return nil }
      workspace.store(tensor, at: program.offset(of: node))
    }
    workspace.store(features, at: program.offset(of: input))
    workspace.run(program)
    return workspace.tensor(objective.graph.shape(of: output), at: program.offset(of: output))
  }
}
