import Experiments

/// The parts of a tape.
enum TapeParts {
  /// The most quantities of a graph that is shown unasked.
  private static let graphLimit = 16

  static func parts(_ tape: TapeResult, showing show: [Presentation.Part]?) -> [Report.Part] {
    guard let show else { return DerivativeNotes.noted(standard(tape)) }
    let last = show.last { $0.printsGradients }
    return DerivativeNotes.noted(
      show.flatMap { parts(tape, for: $0) + ($0 == last ? CheckText.parts(tape.check) : []) })
  }

  private static func standard(_ tape: TapeResult) -> [Report.Part] {
    guard let explanation = tape.explanation else {
      return TapeTables.values(tape) + TapeTables.gradients(tape) + CheckText.parts(tape.check)
        + derivatives(tape)
    }
    let isSmall = (3...graphLimit).contains(explanation.steps.count)
    return (isSmall ? GraphPart.parts(explanation) : [])
      + ExplanationParts.forward(explanation) + backward(tape) + CheckText.parts(tape.check)
      + derivatives(tape)
  }

  /// The backward pass of each target.
  private static func backward(_ tape: TapeResult) -> [Report.Part] {
    if tape.explanations.isEmpty { return TapeTables.gradients(tape) }
    return tape.explanations.flatMap {
      ExplanationParts.backward($0) + ExplanationParts.chains($0)
    }
  }

  private static func derivatives(_ tape: TapeResult) -> [Report.Part] {
    DerivativeEquations.parts(of: tape, limit: DerivativeEquations.defaultLength)
  }

  private static func parts(
    _ tape: TapeResult, for part: Presentation.Part
  ) -> [Report.Part] {
    switch part {
    case .graph: return tape.explanation.map { GraphPart.parts($0) } ?? []
    case .forward:
      return tape.explanation.map { ExplanationParts.forward($0) } ?? TapeTables.values(tape)
    case .backward: return backward(tape)
    case .gradients: return TapeTables.gradients(tape) + derivatives(tape)
    case .network, .data, .updates, .lossTable, .lossPlot, .gradientFlow, .trajectory, .contour,
      .predictions, .decisionBoundary, .sweepTable, .sweepPlot, .diagnosis, .rate, .code,
      .verdict:
      return []
    }
  }
}
