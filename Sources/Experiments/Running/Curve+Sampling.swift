import Autodiff
import Training

extension Curve {
  private static let samples = 121
  /// Of a training that diverged, only so many points are followed: all of them would hide the rest.
  private static let divergedPoints = 3

  /// A function of one variable, sampled where descents pass, with a margin on either side.
  init?(_ model: ExpressionModel, along trials: [TrialResult]) {
    let objective = model.objective(samples: 0, mode: .training)
    guard let parameter = objective.parameters.first, objective.parameters.count == 1,
      objective.graph.shape(of: parameter.node).rank == 0,
      let (low, high) = Self.bounds(trials)
    else { return nil }
    let xs = (0..<Self.samples).map { index in
      low + (high - low) * (Double(index) / Double(Self.samples - 1))
    }
    let points = xs.map { x in
      let values = Interpreter<Double>.evaluate(
        objective.graph, feeds: [parameter.node: Tensor(x)])
      return (x: x, y: values[objective.loss.index].values[0])
    }.filter { $0.y.isFinite }
    self.init(x: points.map(\.x), y: points.map(\.y))
  }

  private static func bounds(_ trials: [TrialResult]) -> (low: Double, high: Double)? {
    let visited = trials.flatMap { trial -> [Double] in
      let points = trial.path?.points ?? []
      let shown = trial.verdict.kind == .diverged ? points.prefix(divergedPoints) : points[...]
      return shown.map { $0[0] }.filter(\.isFinite)
    }
    guard let low = visited.min(), let high = visited.max() else { return nil }
    let margin = max((high - low) * 0.25, abs(high) * 0.05, 1e-6)
    return (low - margin, high + margin)
  }
}
