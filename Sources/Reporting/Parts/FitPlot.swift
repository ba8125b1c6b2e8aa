import Experiments

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
    return [
      .plot(
        Plot(
          title: "The fit after training",
          alternativeText: "\(data.count) training samples over \(fit.feature), and the network's "
            + "prediction as a curve.",
          x: .spanning(fit.x[0], fit.x[fit.x.count - 1], label: fit.feature),
          y: .fitting(values, label: fit.outputNames.first ?? "y"), series: series))
    ]
  }
}
