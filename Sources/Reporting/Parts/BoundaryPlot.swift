import Experiments

/// What a classifier says all over the plane of its two features, with the training data.
enum BoundaryPlot {
  /// The most points that are drawn, evenly chosen.
  static let pointLimit = 400

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let regions = result.regions, let data = result.data else { return [] }
    let rows = TrialChoice.spread(data.count, atMost: pointLimit)
    let points = regions.classNames.indices.map { index in
      Plot.Series(
        regions.classNames[index],
        rows.filter { regions.classes[$0] == index }
          .map { Plot.Point(data.features[$0, 0], data.features[$0, 1]) }, style: .scatter)
    }
    let label = TrialChoice.label(of: result.trials[regions.trial], in: result)
    let unit = regions.isStandardized ? " (standardized)" : ""
    var plot = Plot(
      title: "What the trained network says" + (label.isEmpty ? "" : ", \(label)"),
      alternativeText: alternativeText(regions, data.count),
      x: .spanning(regions.x[0], regions.x[regions.x.count - 1], label: regions.names[0] + unit),
      y: .spanning(regions.y[0], regions.y[regions.y.count - 1], label: regions.names[1] + unit),
      series: points)
    plot.regions = cells(regions, regions.margins)
    plot.contours = boundaries(regions, regions.margins)
    if regions.earlier.count > 1 {
      let training = result.trials[regions.trial].training
      let end = DecisionRegions.Moment(
        step: training.steps, parameters: training.final, margins: regions.margins)
      plot.frames = Plot.Frames(
        control: "step",
        frames: (regions.earlier + [end]).map { moment in
          var frame = Plot.Frame(label: MomentLabel.text(moment.step, moment.parameters))
          frame.regions = cells(regions, moment.margins)
          frame.contours = boundaries(regions, moment.margins)
          return frame
        })
    }
    return [.plot(plot)]
  }

  private static func cells(_ regions: DecisionRegions, _ margins: [[Double]]) -> Plot.Regions {
    Plot.Regions(
      columns: regions.x.count, rows: regions.y.count,
      classes: (0..<regions.x.count * regions.y.count).map {
        DecisionRegions.decision(margins, at: $0)
      })
  }

  /// Each boundary belongs to two classes; of two classes one line is enough.
  private static func boundaries(
    _ regions: DecisionRegions, _ margins: [[Double]]
  ) -> [[Plot.Point]] {
    (margins.count == 2 ? 1..<2 : margins.indices).flatMap {
      ContourLines.lines(at: 0, x: regions.x, y: regions.y, values: margins[$0])
    }
  }

  private static func alternativeText(_ regions: DecisionRegions, _ count: Int) -> String {
    let cells = regions.x.count * regions.y.count
    var shares = [Int](repeating: 0, count: regions.margins.count)
    for cell in 0..<cells { shares[regions.decision(at: cell)] += 1 }
    let parts = shares.indices.map { index in
      let name = index < regions.classNames.count ? regions.classNames[index] : String(index)
      return "\(name) in \((100 * shares[index] + cells / 2) / cells) %"
    }
    return
      "The plane of \(regions.names[0]) and \(regions.names[1]) with \(count) training samples. "
      + "The network says \(parts.joined(separator: ", ")) of it."
  }
}
