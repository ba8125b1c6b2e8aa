import Experiments

/// The measure over a swept number, with its interval and where trials diverged; of two axes as a heat
/// map too.
enum SweepPlot {
  static let seriesLimit = 8
  private static let mostRows = 24
  private static let mostColumns = 32

  static func parts(_ result: ExperimentResult, block: String) -> [Report.Part] {
    guard let study = SweepStudy(result), let axis = numberAxis(of: result) else { return [] }
    var parts: [Report.Part] = []
    if let plot = curves(result, study, over: axis, block: block) { parts.append(.plot(plot)) }
    if let plot = heatMap(result, study, block: block) { parts.append(.plot(plot)) }
    if !parts.isEmpty, let text = result.stability?.text {
      parts.append(.text(DiagnosisParts.spans(text)))
    }
    return parts
  }

  /// The swept key that lies along: the learning rate, or else the first of numbers.
  private static func numberAxis(of result: ExperimentResult) -> String? {
    let numeric = result.axes.filter { axis in
      axis.values.count > 1
        && axis.values.allSatisfy { if case .number = $0 { true } else { false } }
    }.map(\.key)
    return numeric.contains("learning rate") ? "learning rate" : numeric.first
  }

  // MARK: Curves

  private static func curves(
    _ result: ExperimentResult, _ study: SweepStudy, over key: String, block: String
  ) -> Plot? {
    let others = result.axes.map(\.key).filter { $0 != key }
    var names: [String] = []
    var groups: [[(x: Double, setting: SweepStudy.Setting)]] = []
    for setting in study.settings {
      guard let x = number(of: setting, key) else { continue }
      let name = others.compactMap { other in
        setting.settings.first { $0.key == other }.map { "\(other) \(TrialChoice.text($0.value))" }
      }.joined(separator: ", ")
      if let index = names.firstIndex(of: name) {
        groups[index].append((x, setting))
      } else {
        names.append(name)
        groups.append([(x, setting)])
      }
    }
    let chosen = TrialChoice.spread(groups.count, atMost: seriesLimit)
    let series = chosen.map { index -> Plot.Series in
      let sorted = groups[index].sorted { $0.x < $1.x }
      var series = Plot.Series(
        names[index].isEmpty ? measureName(study) : names[index],
        sorted.map { Plot.Point($0.x, $0.setting.mean ?? .nan) }, style: .measured)
      series.intervals = sorted.map(\.setting.interval)
      return series
    }
    let values = series.flatMap { curve in
      curve.points.map(\.y)
        + curve.intervals.flatMap { [$0?.lowerBound, $0?.upperBound] }.compactMap { $0 }
    }
    guard values.contains(where: \.isFinite) else { return nil }
    let label = measureName(study)
    let xs = series.flatMap { $0.points.map(\.x) }
    let markers = result.stability?.bounds ?? []
    var plot = Plot(
      title: "\(label) of \(block) by \(key)", alternativeText: description(series, study, key),
      x: axis(xs, label: key),
      y: (study.isGeometric ? .positive(values, label: label) : nil)
        ?? .fitting(values, label: label, mayBeLogarithmic: true), series: series)
    plot.nonFiniteName = "diverged with some seed"
    if study.replicates == 1 { plot.nonFiniteName = "diverged" }
    // Lines that lie on each other are one.
    for bound in markers where !plot.markers.contains(where: { $0.x == bound.limit }) {
      plot.markers.append(Plot.Marker(bound.limit, "\(bound.formula) \(bound.place)"))
    }
    return plot
  }

  private static func axis(_ values: [Double], label: String) -> Plot.Axis {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    if low > 0, high / low >= 10, let axis = Plot.Axis.positive(values, label: label) {
      return axis
    }
    return .fitting(values, label: label)
  }

  private static func number(of setting: SweepStudy.Setting, _ key: String) -> Double? {
    guard case .number(let value)? = setting.settings.first(where: { $0.key == key })?.value else {
      return nil
    }
    return value
  }

  /// `Final loss`, with the kind of mean where there are several seeds.
  static func measureName(_ study: SweepStudy) -> String {
    let name = MetricName.heading(study.measure.rawValue)
    guard study.replicates > 1 else { return name }
    return study.isGeometric
      ? "Geometric mean of the \(lowered(name))" : "Mean \(lowered(name))"
  }

  private static func lowered(_ name: String) -> String {
    name.prefix(1) == "R" ? name : name.prefix(1).lowercased() + name.dropFirst()
  }

  private static func description(
    _ series: [Plot.Series], _ study: SweepStudy, _ key: String
  ) -> String {
    series.map { curve in
      let points = curve.points.filter(\.y.isFinite)
      let diverged = curve.points.count - points.count
      let low = points.min { $0.y < $1.y }
      let high = points.max { $0.y < $1.y }
      var text = "\(curve.name) at \(curve.points.count) values of \(key)"
      if let low, let high {
        text +=
          ": least \(number(low.y)) at \(number(low.x)), largest \(number(high.y)) at "
          + number(high.x)
      }
      if diverged > 0 { text += "; \(diverged) diverged" }
      return text + "."
    }.joined(separator: " ")
  }

  private static func number(_ value: Double) -> String {
    NumberText(value, digits: 3).written(.ascii)
  }

  // MARK: Two axes

  private static func heatMap(
    _ result: ExperimentResult, _ study: SweepStudy, block: String
  ) -> Plot? {
    guard result.axes.count == 2, let rate = numberAxis(of: result) else { return nil }
    let isFirst = result.axes[0].key == rate
    let (x, y) = isFirst ? (result.axes[0], result.axes[1]) : (result.axes[1], result.axes[0])
    guard x.values.count > 1, y.values.count > 1, x.values.count <= mostColumns,
      y.values.count <= mostRows, study.settings.count == x.values.count * y.values.count
    else { return nil }
    let scale = shades(study)
    let near = Set(study.indistinguishable)
    let cells = y.values.indices.reversed().map { row in
      x.values.indices.map { column -> HeatMap.Cell in
        let index = isFirst ? column * y.values.count + row : row * x.values.count + column
        let setting = study.settings[index]
        guard let mean = setting.mean else {
          let share = setting.divergedShare
          let text = share == 1 || share == 0 ? "✕" : "✕ \(Int((100 * share).rounded())) %"
          return HeatMap.Cell(shade: nil, text: text)
        }
        return HeatMap.Cell(
          shade: scale(mean), text: NumberText(mean, digits: 2).written(.ascii),
          isBest: study.best == index, isNearBest: near.contains(index))
      }
    }
    var plot = Plot(
      title: "\(measureName(study)) of \(block) by \(x.key) and \(y.key)",
      alternativeText:
        "A grid of \(y.values.count) values of \(y.key) by \(x.values.count) of \(x.key). "
        + heatDescription(study),
      x: Plot.Axis(x.key, range: 0...1), y: Plot.Axis(y.key, range: 0...1), series: [])
    plot.heat = HeatMap(
      columnNames: x.values.map(shortText),
      rowNames: y.values.reversed().map(shortText), cells: cells)
    return plot
  }

  private static func shortText(_ value: SettingValue) -> String {
    switch value {
    case .number(let value): number(value)
    case .text(let text): text
    }
  }

  private static func heatDescription(_ study: SweepStudy) -> String {
    guard let best = study.best, let mean = study.settings[best].mean else {
      return "Every setting diverged."
    }
    let settings = study.settings[best].settings.map { "\($0.key) \(TrialChoice.text($0.value))" }
    return "The best is \(settings.joined(separator: ", ")) with \(number(mean))."
  }

  /// Between the worst and the best mean, by logarithms where the means are geometric.
  private static func shades(_ study: SweepStudy) -> (Double) -> Double {
    let scaled = { (value: Double) in study.isGeometric ? DecimalLogarithm.log10(value) : value }
    let means = study.settings.compactMap(\.mean).map(scaled)
    let (low, high) = (means.min() ?? 0, means.max() ?? 0)
    return { value in
      guard high > low else { return 1 }
      let share = (scaled(value) - low) / (high - low)
      return study.measure.isScore ? share : 1 - share
    }
  }
}
