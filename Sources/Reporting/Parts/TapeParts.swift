import Experiments

/// The parts of a tape.
enum TapeParts {
  /// The most quantities of a graph that is shown unasked.
  private static let graphLimit = 16

  static func parts(_ tape: TapeResult, showing show: [Presentation.Part]?) -> [Report.Part] {
    if let show { return show.flatMap { parts(tape, for: $0) } }
    guard let explanation = tape.explanation else {
      return TapeTables.values(tape) + TapeTables.gradients(tape)
        + DerivativeEquations.parts(of: tape)
    }
    let isSmall = (3...graphLimit).contains(explanation.steps.count)
    return (isSmall ? GraphPart.parts(explanation) : [])
      + ExplanationParts.forward(explanation) + ExplanationParts.backward(explanation)
      + ExplanationParts.chains(explanation)
      + DerivativeEquations.parts(of: tape, limit: DerivativeEquations.defaultLength)
  }

  private static func parts(
    _ tape: TapeResult, for part: Presentation.Part
  ) -> [Report.Part] {
    switch part {
    case .graph: return tape.explanation.map { GraphPart.parts($0) } ?? []
    case .forward:
      return tape.explanation.map { ExplanationParts.forward($0) } ?? TapeTables.values(tape)
    case .backward:
      return tape.explanation.map {
        ExplanationParts.backward($0) + ExplanationParts.chains($0)
      } ?? TapeTables.gradients(tape)
    case .gradients: return TapeTables.gradients(tape) + DerivativeEquations.parts(of: tape)
    case .network, .data, .updates, .lossTable, .lossPlot, .gradientFlow, .trajectory, .contour,
      .predictions, .decisionBoundary, .sweepTable, .sweepPlot, .diagnosis, .rate, .code,
      .verdict:
      return []
    }
  }
}
