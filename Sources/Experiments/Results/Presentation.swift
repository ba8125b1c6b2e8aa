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

    /// Whether handouts can show it; what they cannot is said at its place.
    package var isAvailable: Bool {
      switch self {
      case .network, .graph, .data, .forward, .backward, .gradients, .updates, .lossTable,
        .lossPlot, .trajectory, .predictions, .sweepTable, .sweepPlot, .verdict:
        true
      case .gradientFlow, .contour, .decisionBoundary, .diagnosis, .rate, .code: false
      }
    }
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
  /// Parts and paths that the student version leaves open: `updates`, `gradients.W1`.
  package var blank: [String] = []

  package init() {}
}
