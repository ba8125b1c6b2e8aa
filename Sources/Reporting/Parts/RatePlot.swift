import Experiments

/// The learning rate of each step.
enum RatePlot {
  static let curveLimit = 8

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard !result.rates.isEmpty else { return [] }
    let chosen = TrialChoice.spread(result.rates.count, atMost: curveLimit)
    let series = chosen.map { index in
      let label = TrialChoice.label(of: result.trials[index], in: result)
      return Plot.Series(
        label.isEmpty ? "learning rate" : label,
        result.rates[index].enumerated().map { Plot.Point(Double($0), $1) })
    }
    let last = series.reduce(0.0) { max($0, $1.points.last?.x ?? 0) }
    let values = series.flatMap { $0.points.map(\.y) }
    return [
      .plot(
        Plot(
          title: "The learning rate by step",
          alternativeText: series.map { curve in
            "\(curve.name) \(LossCurve.description(of: curve.points, unit: "step"))."
          }.joined(separator: " "),
          x: .spanning(0, last, label: "step"),
          y: .fitting(values + [0], label: "learning rate"), series: series))
    ]
  }
}
