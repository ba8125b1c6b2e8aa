/// How a block's result is shown. Nothing here changes a result.
package struct Presentation: Hashable, Sendable {
  /// FORMAT's words, in the order in which the parts are explained there.
  package enum Part: String, CaseIterable, Hashable, Sendable {
    case network
    case graph
    case data
    case forward
    case backward
    case gradients
    case updates
    case lossTable = "loss table"
    case lossPlot = "loss plot"
    case gradientFlow = "gradient flow"
    case trajectory
    case contour
    case predictions
    case decisionBoundary = "decision boundary"
    case sweepTable = "sweep table"
    case sweepPlot = "sweep plot"
    case diagnosis
    case rate
    case code
    case verdict
  }

  package enum Plots: String, CaseIterable, Hashable, Sendable {
    case both
    case svg
    case ascii
  }

  package enum SourceDisplay: String, CaseIterable, Hashable, Sendable, Codable {
    case folded
    case shown
    case hidden
  }

  /// Nil: what suits the block.
  package var show: [Part]?
  package var plots: Plots = .both
  package var source: SourceDisplay?
  package var caption: String?
  package var alt: String?

  package init() {}
}
