import Autodiff
import Source
import Training

extension PreparedExperiment {
  /// The most parameters times rows for which a batch is run whole, some thousand times.
  private static let mostWork = 4_000_000

  /// Whether the handout prints a gradient: asked for, or by default of a single trial.
  private var printsGradients: Bool {
    guard let show = presentation.show else { return spec.trialCount == 1 }
    return show.contains { $0.printsGradients }
  }

  /// The gradients of the first step of the first trial, compared with finite differences; nil where
  /// none is printed or the loss is not finite.
  func gradientCheck(_ first: TrialResult) -> GradientCheck? {
    guard printsGradients else { return nil }
    let trial = spec.trial(0)
    let rows = max(2, Self.mostWork / max(1, group(of: trial).plan.parameterCount))
    guard let step = subjectStep(of: trial, number: 0, mostRows: rows) else { return nil }
    let objective = step.objective
    var check = GradientChecker.check(
      objective.graph, target: objective.loss, sources: objective.parameters.map(\.node),
      feeds: objective.feeds(step.inputs, parameters: first.training.initial))
    if step.isCut { check?.rows = rows }
    return check
  }

  /// Said where a printed gradient is not what differences give.
  func gradientProblems(_ result: ExperimentResult) -> [Diagnostic] {
    guard let failure = result.check?.failure else { return [] }
    return [Diagnostic(.error, GradientFact(failure: failure), at: places.block)]
  }
}

/// A gradient that finite differences contradict.
package struct GradientFact: DiagnosticFact, Hashable {
  package let failure: GradientCheck.Failure

  package var message: String {
    "the gradient \(failure.name) = \(ResultValue.shortest(failure.gradient)) is contradicted by "
      + "finite differences, which give \(ResultValue.shortest(failure.difference))"
  }

  package var help: String? {
    "this is a fault of runbook and not of the notebook: please report it with the notebook"
  }
}

extension Presentation.Part {
  /// Whether it shows gradients that training computes.
  package var printsGradients: Bool {
    switch self {
    case .backward, .gradients, .updates, .gradientFlow: true
    case .network, .graph, .data, .forward, .lossTable, .lossPlot, .trajectory, .contour,
      .predictions, .decisionBoundary, .sweepTable, .sweepPlot, .diagnosis, .rate, .code, .verdict:
      false
    }
  }
}
