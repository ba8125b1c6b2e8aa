import Experiments

/// The size of the gradients from parameter to parameter, as a table and as bars.
enum FlowParts {
  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let flow = result.flow, let first = flow.moments.first else { return [] }
    if flow.moments.count == 1 { return [.table(table(first)), .plot(bars(first))] }
    return [.table(overTime(flow)), .plot(curves(flow))]
  }

  private static func table(_ moment: GradientFlow.Moment) -> Table {
    Table(
      caption: "Gradient flow at the first step",
      columns: [
        Table.Column("Parameter", isHeader: true), Table.Column("Mean |∂L/∂w|"),
        Table.Column("Norm"), Table.Column("Update / weight"),
      ],
      rows: moment.entries.map { entry in
        [
          .formula(entry.name), .number(entry.meanMagnitude), .number(entry.norm),
          entry.updateRatio.map { .number($0) } ?? .empty,
        ]
      }, note: note(moment))
  }

  private static func note(_ moment: GradientFlow.Moment) -> String {
    let missing = moment.entries.contains { $0.updateRatio == nil }
    return "Update / weight is the norm of the step's update over the norm of the parameter"
      + (missing ? ", empty where the parameter was 0." : ".")
  }

  private static func bars(_ moment: GradientFlow.Moment) -> Plot {
    let values = moment.entries.map(\.meanMagnitude)
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    // A bar begins at 0, which a logarithmic axis does not have.
    let isLogarithmic = least > 0 && most > 100 * least
    let points = values.enumerated().map { Plot.Point($1, Double(moment.entries.count - 1 - $0)) }
    var plot = Plot(
      title: "Mean size of the gradient by parameter", alternativeText: description(moment),
      x: .fitting(
        isLogarithmic ? values : values + [0], label: "mean |∂L/∂w|", mayBeLogarithmic: true),
      y: Plot.Axis("", range: -0.5...(Double(moment.entries.count) - 0.5)),
      series: [Plot.Series("mean |∂L/∂w|", points, style: .bars)])
    plot.rowNames = moment.entries.map(\.name)
    return plot
  }

  private static func description(_ moment: GradientFlow.Moment) -> String {
    let weights = moment.entries.filter { $0.name.hasPrefix("W") }
    guard let first = weights.first, let last = weights.last, weights.count > 1 else {
      return moment.entries.map { "\($0.name): \(text($0.meanMagnitude))" }
        .joined(separator: ", ") + "."
    }
    return
      "From the last layer to the first the mean size goes from \(text(last.meanMagnitude)) in "
      + "\(last.name) to \(text(first.meanMagnitude)) in \(first.name)."
  }

  private static func overTime(_ flow: GradientFlow) -> Table {
    let names = flow.moments[0].entries.map(\.name)
    return Table(
      caption: "Gradient flow over time: mean |∂L/∂w|, and update / weight below it",
      columns: [Table.Column("Parameter", isHeader: true)]
        + flow.moments.map { Table.Column("step \($0.step)", digits: 3) },
      rows: names.indices.flatMap { index -> [[Table.Cell]] in
        [
          [.formula(names[index])]
            + flow.moments.map { .number($0.entries[index].meanMagnitude) },
          [.text("update / weight")]
            + flow.moments.map { $0.entries[index].updateRatio.map { .number($0) } ?? .empty },
        ]
      })
  }

  private static func curves(_ flow: GradientFlow) -> Plot {
    let names = flow.moments[0].entries.map(\.name)
    let weights = names.filter { $0.hasPrefix("W") }
    let shown = TrialChoice.spread(weights.isEmpty ? names.count : weights.count, atMost: 8)
      .map { weights.isEmpty ? names[$0] : weights[$0] }
    let series = shown.map { name in
      Plot.Series(
        name,
        flow.moments.compactMap { moment in
          moment.entries.first { $0.name == name }
            .map { Plot.Point(Double(moment.step), $0.meanMagnitude) }
        })
    }
    let last = Double(flow.moments.last?.step ?? 1)
    let values = series.flatMap { $0.points.map(\.y) }
    return Plot(
      title: "Mean size of the gradient over time",
      alternativeText: series.map { curve in
        "\(curve.name) goes from \(text(curve.points.first?.y ?? 0)) to "
          + "\(text(curve.points.last?.y ?? 0))."
      }.joined(separator: " "),
      x: .spanning(0, last, label: "step"),
      y: .fitting(values, label: "mean |∂L/∂w|", mayBeLogarithmic: true), series: series)
  }

  private static func text(_ value: Double) -> String {
    NumberText(value, digits: 2).written(.ascii)
  }
}
