import Experiments

/// The loss over steps or epochs; several trials overlaid.
enum LossPlot {
  /// The most curves in one plot: so many marks and colours are told apart.
  static let curveLimit = 8

  static func parts(_ result: ExperimentResult, block: String) -> [Report.Part] {
    guard let first = result.trials.first else { return [] }
    let byEpoch = result.trials.allSatisfy { $0.training.epochLosses != nil }
    var series: [Plot.Series]
    if result.trials.count == 1 {
      series = curves(of: first, byEpoch: byEpoch)
    } else {
      series = TrialChoice.spread(result.trials.count, atMost: curveLimit).map { index in
        let trial = result.trials[index]
        let name = TrialChoice.label(of: trial, in: result)
        return Plot.Series(name, points(of: trial, byEpoch: byEpoch))
      }
    }
    series = series.filter { !$0.points.isEmpty }
    guard !series.isEmpty else { return [] }
    let unit = byEpoch ? "epoch" : "step"
    var plot = plot(series, block: block, unit: unit, first: byEpoch ? 1 : 0)
    plot.frames = frames(result, byEpoch: byEpoch)
    return [.plot(plot)]
  }

  /// Each setting's curve with its first seed, where there are more than the plot can show at once.
  private static func frames(_ result: ExperimentResult, byEpoch: Bool) -> Plot.Frames? {
    let firsts = result.settingGroups.compactMap(\.first)
    guard firsts.count > 2 else { return nil }
    let keys = result.axes.map(\.key)
    let chosen = TrialChoice.spread(firsts.count, atMost: Plot.mostFrames)
    return Plot.Frames(
      control: keys.count == 1 ? keys[0] : "setting",
      frames: chosen.map { place in
        let trial = result.trials[firsts[place]]
        let loss = NumberText(trial.training.finalLoss, digits: 4).written(.typographic)
        let isBest = result.best()?.trials.contains(firsts[place]) ?? false
        var frame = Plot.Frame(
          label: "\(TrialChoice.label(of: trial, in: result)): \(trial.verdict.kind.rawValue), "
            + "final loss \(loss)")
        frame.isFirstShown = isBest
        let points = points(of: trial, byEpoch: byEpoch)
        frame.line = TrialChoice.spread(points.count, atMost: Plot.mostFramePoints).map {
          points[$0]
        }
        return frame
      })
  }

  private static func curves(of trial: TrialResult, byEpoch: Bool) -> [Plot.Series] {
    guard byEpoch else { return [Plot.Series("loss", LossCurve.points(of: trial.training))] }
    let training = points(of: trial, byEpoch: true)
    guard let validation = trial.training.validationLosses else {
      return [Plot.Series("mean loss", training)]
    }
    return [
      Plot.Series("mean training loss", training),
      Plot.Series("validation loss", epochs(validation)),
    ]
  }

  private static func points(of trial: TrialResult, byEpoch: Bool) -> [Plot.Point] {
    byEpoch ? epochs(trial.training.epochLosses ?? []) : LossCurve.points(of: trial.training)
  }

  private static func epochs(_ losses: [Double]) -> [Plot.Point] {
    losses.enumerated().map { Plot.Point(Double($0 + 1), $1) }
  }

  private static func plot(
    _ series: [Plot.Series], block: String, unit: String, first: Double
  ) -> Plot {
    let last = series.reduce(first) { max($0, $1.points.last?.x ?? first) }
    let losses = series.lazy.flatMap { $0.points.lazy.map(\.y) }
    return Plot(
      title: "Loss of \(block) by \(unit)",
      alternativeText: alternativeText(series, unit: unit),
      x: .spanning(first, last, label: unit),
      y: .fitting(losses, label: "loss", mayBeLogarithmic: true),
      series: series)
  }

  private static func alternativeText(_ series: [Plot.Series], unit: String) -> String {
    if series.count == 1 {
      return "The loss \(LossCurve.description(of: series[0].points, unit: unit))."
    }
    return series.map { curve in
      "\(curve.name): \(LossCurve.description(of: curve.points, unit: unit))."
    }.joined(separator: " ")
  }
}
