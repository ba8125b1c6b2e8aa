import Autodiff
import Training

extension ParameterPath {
  /// Paths are kept of so many variables, steps and trials at most.
  static let mostVariables = 4
  static let mostSteps = 10_000
  static let mostTrials = 64

  /// What must be recorded beside what the author asks for, so that a path can be told.
  static func names(_ variables: [String]) -> [String] {
    variables + variables.map { "gradients." + $0 } + ["rate"]
  }

  /// The path of a training that recorded `names(variables)`; nil where it did not.
  init?(_ training: TrainingResult, variables: [String]) {
    func series(_ name: String) -> [Double]? {
      training.recorded.first { $0.name == name }?.values
    }
    let values = variables.compactMap { series($0) }
    let slopes = variables.compactMap { series("gradients." + $0) }
    let ends = variables.compactMap { name in
      training.final.first { $0.name == name }?.tensor.values.first
    }
    guard let rates = series("rate"), values.count == variables.count,
      slopes.count == variables.count, ends.count == variables.count
    else { return nil }
    // Where `stop` ended the run, the last step recorded was not made.
    let steps = min(training.steps, rates.count)
    self.init(
      names: variables,
      points: (0..<steps).map { step in values.map { $0[step] } } + [ends],
      gradients: (0..<steps).map { step in slopes.map { $0[step] } },
      rates: Array(rates.prefix(steps)))
  }
}

extension PreparedExperiment {
  /// The variables whose path is kept: of models with few parameters of a single number and short
  /// runs; of networks only where it is drawn.
  func pathVariables(of trial: ExperimentSpec.Trial) -> [String] {
    let plan = group(of: trial).plan
    guard group(of: trial).data.training == nil || showsSurface,
      spec.trialCount <= ParameterPath.mostTrials,
      plan.parameters.count <= ParameterPath.mostVariables,
      plan.parameters.allSatisfy({ $0.shape.count == 1 }),
      plan.steps(trial.spec.training.duration) <= ParameterPath.mostSteps
    else { return [] }
    return plan.parameters.map(\.name)
  }
}
