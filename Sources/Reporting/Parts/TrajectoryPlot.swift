import Experiments

/// A function of one variable with the descent's path on it, one plot a trial.
enum TrajectoryPlot {
  static let trialLimit = 6

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let curve = result.curve, curve.x.count > 1 else { return [] }
    let plots = TrialChoice.spread(result.trials.count, atMost: trialLimit).compactMap { index in
      let trial = result.trials[index]
      return trial.path.flatMap { path in
        path.names.count == 1 ? plot(curve, path, trial, in: result) : nil
      }
    }
    return plots.map { plot in
      var plot = plot
      plot.isPanel = plots.count > 1
      return .plot(plot)
    }
  }

  private static func plot(
    _ curve: Curve, _ path: ParameterPath, _ trial: TrialResult, in result: ExperimentResult
  ) -> Plot {
    let w = path.names[0]
    let losses = trial.training.lossSequence
    let points = zip(path.points, losses).map { Plot.Point($0[0], $1) }
    let function = zip(curve.x, curve.y).map { Plot.Point($0, $1) }
    let label = TrialChoice.label(of: trial, in: result)
    let suffix = label.isEmpty ? "" : ", \(label): \(trial.verdict.kind.rawValue)"
    var plot = Plot(
      title: "Descent on L(\(w))\(suffix)",
      alternativeText: alternativeText(points, w) + " The run is \(trial.verdict.kind.rawValue).",
      x: .spanning(curve.x.min() ?? 0, curve.x.max() ?? 1, label: w),
      y: .fitting(curve.y, label: "L(\(w))"),
      series: [
        Plot.Series("L(\(w))", function, style: .backdrop),
        Plot.Series("steps", points, style: .path),
      ])
    plot.frames = frames(points, w)
    return plot
  }

  /// The place on the curve step by step; none where there is no way to go.
  private static func frames(_ points: [Plot.Point], _ w: String) -> Plot.Frames? {
    guard points.count > 2 else { return nil }
    let steps = TrialChoice.spread(points.count, atMost: Plot.mostFrames)
    return Plot.Frames(
      control: "step",
      frames: steps.map { step in
        func text(_ value: Double) -> String { NumberText(value, digits: 5).written(.typographic) }
        var frame = Plot.Frame(
          label: "step \(step): \(w) = \(text(points[step].x)), L = \(text(points[step].y))")
        frame.mark = points[step]
        return frame
      })
  }

  private static func alternativeText(_ points: [Plot.Point], _ w: String) -> String {
    guard let first = points.first, let last = points.last else { return "" }
    func text(_ value: Double) -> String { NumberText(value, digits: 3).written(.ascii) }
    return "The curve of L(\(w)) and the descent's path on it, from \(w) = \(text(first.x))"
      + " (L = \(text(first.y))) to \(w) = \(text(last.x)) (L = \(text(last.y)))"
      + " in \(points.count - 1) step\(points.count == 2 ? "" : "s")."
  }
}
