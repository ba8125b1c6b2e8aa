import Experiments
import Training

/// How headings call a metric: `Validation accuracy`, `R²`.
enum MetricName {
  static func heading(_ name: String) -> String {
    let words = name.replacing("_", with: " ").replacing("r2", with: "R²")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// The metrics of a training by epoch, on the rows that train and on those held out.
enum MetricPlot {
  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard result.trials.count == 1, let training = result.trials.first?.training,
      let metric = training.epochMetrics.first, metric.count > 1
    else { return [] }
    let series = training.epochMetrics.map { metric in
      Plot.Series(
        MetricName.heading(metric.name),
        metric.values.enumerated().map { Plot.Point(Double($0 + 1), $1) })
    }
    let values = training.epochMetrics.flatMap(\.values)
    let label = MetricName.heading(metric.name)
    return [
      .plot(
        Plot(
          title: "\(label) by epoch",
          alternativeText: series.map { curve in
            "\(curve.name): \(LossCurve.description(of: curve.points, unit: "epoch"))."
          }.joined(separator: " "),
          x: .spanning(1, Double(metric.count), label: "epoch"),
          y: .fitting(values, label: label), series: series))
    ]
  }
}
