import Experiments
import Training

/// The predictions of a network of one feature, drawn through the training data.
enum FitPlot {
  static let pointLimit = 400

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let fit = result.fit, let data = result.data else { return [] }
    let rows = TrialChoice.spread(data.count, atMost: pointLimit)
    var series: [Plot.Series] = []
    for (output, values) in fit.outputs.enumerated() {
      let name = output < fit.outputNames.count ? fit.outputNames[output] : "y\(output + 1)"
      series.append(
        Plot.Series(
          "\(name), data",
          rows.map { Plot.Point(data.features[$0, 0], data.targets[$0, output]) }, style: .scatter))
      series.append(
        Plot.Series(
          "\(name), prediction", zip(fit.x, values).map { Plot.Point($0, $1) }, style: .fit))
    }
    let values = series.flatMap { $0.points.map(\.y) }
    var plot = Plot(
      title: "The fit after training",
      alternativeText: "\(data.count) training samples over \(fit.feature), and the network's "
        + "prediction as a curve.",
      x: .spanning(fit.x[0], fit.x[fit.x.count - 1], label: fit.feature),
      y: .fitting(values, label: fit.outputNames.first ?? "y"), series: series)
    plot.frames = frames(fit, result.trials.first?.training)
    return [.plot(plot)]
  }

  /// The curve before some steps and at the end; of several outputs none.
  private static func frames(_ fit: FittedCurve, _ training: TrainingResult?) -> Plot.Frames? {
    guard fit.earlier.count > 1, fit.outputs.count == 1, let training else { return nil }
    let end = FittedCurve.Moment(
      step: training.steps, parameters: training.final, outputs: fit.outputs)
    return Plot.Frames(
      control: "step",
      frames: (fit.earlier + [end]).map { moment in
        var frame = Plot.Frame(label: MomentLabel.text(moment.step, moment.parameters))
        frame.line = zip(fit.x, moment.outputs[0]).map { Plot.Point($0, $1) }
        return frame
      })
  }
}
