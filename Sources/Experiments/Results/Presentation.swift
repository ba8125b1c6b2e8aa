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

    /// The words that may stand in parentheses behind it, as in `code(pytorch, keras)`.
    package var options: [String] {
      switch self {
      case .code: Framework.allCases.map(\.rawValue)
      case .gradientFlow: [Presentation.overTime]
      case .network, .graph, .data, .forward, .backward, .gradients, .updates, .lossTable,
        .lossPlot, .trajectory, .contour, .predictions, .decisionBoundary,
        .sweepTable, .sweepPlot, .diagnosis, .rate, .verdict:
        []
      }
    }
  }

  private static let partsOfLosses: Set<Part> = [
    .lossTable, .lossPlot, .trajectory, .contour, .sweepTable, .sweepPlot,
  ]

  /// The option of `gradient flow` that shows several steps.
  package static let overTime = "over time"

  /// The option of `sweep table` with a number.
  package static let targetName = "target"

  /// What `code` can be written for.
  package enum Framework: String, CaseIterable, Hashable, Sendable {
    case pytorch
    case keras
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
  /// The options given with a part, each once, in order; a part without any has no entry.
  package var options: [Part: [String]] = [:]
  /// The loss that a sweep's table counts steps to: `sweep table(target=0.1)`; nil: its own choice.
  package var target: Double?
  package var plots: Plots = .both
  package var source: SourceDisplay?
  package var caption: String?
  package var alt: String?
  /// Parts and paths that the student version leaves open: `updates`, `gradients.W1`.
  package var blank: [String] = []

  package init() {}

  /// Whether something is shown that is made of the losses of single steps.
  var readsLosses: Bool {
    show.map { !Self.partsOfLosses.isDisjoint(with: $0) } ?? true
  }

  /// The frameworks that `code` is written for: PyTorch unless others are named.
  package var frameworks: [Framework] {
    options[.code]?.compactMap { Framework(rawValue: $0) } ?? [.pytorch]
  }
}
