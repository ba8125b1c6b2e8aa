import Experiments

/// A loss over its two parameters as contour lines, with the paths of the descents.
enum ContourPlot {
  static let pathLimit = 8

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let surface = result.surface else { return [] }
    let levels = ContourLevels.levels(of: surface.values)
    let chosen = TrialChoice.spread(result.trials.count, atMost: pathLimit)
    let paths = chosen.compactMap { index -> Plot.Series? in
      let trial = result.trials[index]
      guard let path = trial.path, path.names.count == 2 else { return nil }
      let label = TrialChoice.label(of: trial, in: result)
      return Plot.Series(
        label.isEmpty ? "steps" : "\(label): \(trial.verdict.kind.rawValue)",
        path.points.map { Plot.Point($0[0], $0[1]) }, style: .path)
    }
    let (first, second) = (surface.names[0], surface.names[1])
    let heights = levels.map { NumberText($0).written(.ascii) }.joined(separator: ", ")
    var plot = Plot(
      title: "Contour lines of L(\(first), \(second))"
        + (heights.isEmpty ? "" : " at \(heights)") + (paths.isEmpty ? "" : ", with the descent"),
      alternativeText: alternativeText(surface, paths),
      x: .spanning(surface.x[0], surface.x[surface.x.count - 1], label: first),
      y: .spanning(surface.y[0], surface.y[surface.y.count - 1], label: second), series: paths)
    plot.contours = levels.flatMap {
      ContourLines.lines(at: $0, x: surface.x, y: surface.y, values: surface.values)
    }
    return [.plot(plot)]
  }

  private static func alternativeText(_ surface: Surface, _ paths: [Plot.Series]) -> String {
    let names = surface.names
    return "Contour lines of the loss over \(names[0]) and \(names[1])."
      + paths.map { path in
        guard let first = path.points.first, let last = path.points.last else { return "" }
        return " \(path.name): from (\(text(first.x)), \(text(first.y))) to (\(text(last.x)), "
          + "\(text(last.y))) in \(path.points.count - 1) step\(path.points.count == 2 ? "" : "s")."
      }.joined()
  }

  private static func text(_ value: Double) -> String {
    NumberText(value, digits: 3).written(.ascii)
  }
}
