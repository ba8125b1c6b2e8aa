import Experiments
import Training

/// The parts of an experiment.
struct ExperimentParts: Sendable {
  let result: ExperimentResult
  let block: String
  /// What `code` is written for.
  var frameworks: [Presentation.Framework] = [.pytorch]
  /// The notebook's name without its ending.
  var notebook = "notebook"
  /// The loss that a sweep's table counts steps to; nil: its own choice.
  var target: Double?
  /// Parts whose numbers readers are to fill in.
  var gaps: Set<Presentation.Part> = []

  func parts(showing show: [Presentation.Part]?) -> [Report.Part] {
    // The author has asked for the range test by its key.
    let finder = FinderParts.parts(result, block: block)
    if let show {
      let last = show.last { $0.printsGradients }
      guard !show.isEmpty else { return [] }
      return finder
        + DerivativeNotes.noted(show.flatMap { parts(for: $0) + ($0 == last ? check : []) })
    }
    return finder + DerivativeNotes.noted(result.trials.count > 1 ? sweepDefault : singleDefault)
  }

  /// What suits a single training: where it starts, its first step, its way and its end.
  private var singleDefault: [Report.Part] {
    let start = gap(.gradients, gradients) + firstUpdates + check
    let course =
      gap(.lossTable, LossTable.parts(result))
      + gap(.lossPlot, LossPlot.parts(result, block: block))
    let verdict = gap(.verdict, VerdictText.parts(result))
    switch result.model {
    case .minimize:
      return DerivativeEquations.parts(of: result) + gap(.trajectory, trajectory) + firstUpdates
        + check + course + verdict
    case .network:
      return NetworkSummary.parts(result) + start + course + MetricPlot.parts(result)
        + gap(.predictions, FitPlot.parts(result) + smallPredictions) + verdict
    case .tape: return start + course + verdict
    }
  }

  /// The parts that one word of `show` stands for, with gaps where that is asked for.
  private func gap(_ part: Presentation.Part, _ parts: [Report.Part]) -> [Report.Part] {
    gaps.contains(part) ? parts.compactMap(\.withGaps) : parts
  }

  private var sweepDefault: [Report.Part] {
    DerivativeEquations.parts(of: result) + trajectory
      + SweepTable.parts(result, target: target)
      + defaultSweepPlot
      + LossPlot.parts(result, block: block)
  }

  private var defaultSweepPlot: [Report.Part] {
    SweepStudy.isDrawnUnasked(axes: result.axes.map(\.values.count))
      ? SweepPlot.parts(result, block: block) : []
  }

  /// On the curve of a function of one variable, or in the plane of two.
  private var trajectory: [Report.Part] {
    TrajectoryPlot.parts(result) + ContourPlot.parts(result)
  }

  private var gradients: [Report.Part] {
    GradientTable.parts(result.trials.first?.training.gradients ?? [])
  }

  private var firstUpdates: [Report.Part] {
    result.trials.first.map {
      UpdateTable.parts($0, limit: UpdateTable.defaultLimit, hasGaps: gaps.contains(.updates))
    } ?? []
  }

  private var check: [Report.Part] { CheckText.parts(result.check) }

  private var smallPredictions: [Report.Part] {
    guard let data = result.data, data.count <= PredictionTable.defaultLimit else { return [] }
    return PredictionTable.parts(result)
  }

  private func parts(for part: Presentation.Part) -> [Report.Part] {
    // Updates start from a weight that stays.
    part == .updates ? whole(part) : gap(part, whole(part))
  }

  private func whole(_ part: Presentation.Part) -> [Report.Part] {
    switch part {
    case .network: return NetworkSummary.parts(result)
    case .data: return result.data.map { DataTable.parts($0) } ?? []
    case .graph: return result.explanation.map { GraphPart.parts($0) } ?? []
    case .forward: return result.explanation.map { ExplanationParts.forward($0) } ?? []
    case .backward:
      return result.explanation.map {
        ExplanationParts.backward($0) + ExplanationParts.chains($0)
      } ?? []
    case .gradients: return DerivativeEquations.parts(of: result) + gradients
    case .updates:
      return result.trials.first.map {
        UpdateTable.parts($0, hasGaps: gaps.contains(.updates))
      } ?? []
    case .lossTable: return LossTable.parts(result)
    case .lossPlot:
      return LossPlot.parts(result, block: block) + MetricPlot.parts(result)
    case .sweepPlot:
      let plots = SweepPlot.parts(result, block: block)
      // Where no number is swept, the curves beside each other.
      return plots.isEmpty
        ? LossPlot.parts(result, block: block) + MetricPlot.parts(result) : plots
    case .trajectory: return trajectory
    case .predictions:
      let fit = FitPlot.parts(result)
      // A curve says more than a table that it would take long to read.
      return fit + (fit.isEmpty ? PredictionTable.parts(result) : smallPredictions)
    case .sweepTable: return SweepTable.parts(result, target: target)
    case .verdict: return VerdictText.parts(result)
    case .gradientFlow: return FlowParts.parts(result)
    case .diagnosis: return DiagnosisParts.parts(result)
    case .contour: return ContourPlot.parts(result)
    case .decisionBoundary: return BoundaryPlot.parts(result)
    case .rate: return RatePlot.parts(result)
    case .code:
      return result.program.map {
        CodeParts.parts($0, for: frameworks, block: block, notebook: notebook)
      } ?? []
    }
  }
}
