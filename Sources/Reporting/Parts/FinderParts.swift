import Experiments

/// A learning-rate range test: the losses over the rate, what the rules suggest, and the short runs that
/// confirm it or not.
enum FinderParts {
  private static let curveLimit = 8

  static func parts(_ result: ExperimentResult, block: String) -> [Report.Part] {
    guard let finder = result.finder else { return [] }
    var parts: [Report.Part] = []
    if let plot = plot(finder, block: block) { parts.append(.plot(plot)) }
    guard finder.suggestion != nil else {
      return parts + [
        .text([
          .plain("The range test suggests nothing: the loss did not fall at any of its rates.")
        ])
      ]
    }
    parts.append(.table(rules(finder)))
    if !finder.confirmations.isEmpty { parts.append(.table(confirmations(finder))) }
    return parts
  }

  // MARK: The plot

  private static func plot(_ finder: LearningRateFinder, block: String) -> Plot? {
    let chosen = TrialChoice.spread(finder.runs.count, atMost: curveLimit)
    let series = chosen.map { index -> Plot.Series in
      let run = finder.runs[index]
      return Plot.Series(
        finder.runs.count == 1 ? "loss" : "seed \(run.seed)",
        zip(run.curve.rates, run.curve.losses).map { Plot.Point($0, $1) })
    }.filter { $0.points.count > 1 }
    let rates = series.flatMap { $0.points.map(\.x) }
    guard !series.isEmpty, let x = Plot.Axis.positive(rates, label: "learning rate") else {
      return nil
    }
    var plot = Plot(
      title: "Loss of \(block) while the learning rate rises",
      alternativeText: series.map { curve in
        let least = curve.points.min { $0.y < $1.y }
        return "\(curve.name): least \(text(least?.y ?? .nan)) at a learning rate of "
          + "\(text(least?.x ?? .nan))."
      }.joined(separator: " "),
      x: x,
      y: .fitting(series.flatMap { $0.points.map(\.y) }, label: "loss", mayBeLogarithmic: true),
      series: series)
    plot.markers = finder.suggestions.map { Plot.Marker($0.rate, $0.rule.rawValue) }
    return plot
  }

  // MARK: The tables

  private static func rules(_ finder: LearningRateFinder) -> Table {
    let rows = finder.suggestions.map { suggestion -> [Table.Cell] in
      let isChosen = suggestion.rate == finder.suggestion && suggestion.rule == .valley
      return [
        isChosen ? .strong(suggestion.rule.rawValue) : .text(suggestion.rule.rawValue),
        .text(meaning(suggestion.rule)), .number(suggestion.rate),
        suggestion.interval.map { .text("\(text($0.lowerBound)) to \(text($0.upperBound))") }
          ?? .empty,
      ]
    }
    let test = finder.test
    let seeds = finder.runs.count
    return Table(
      caption: "Suggested learning rates",
      columns: [
        Table.Column("Rule", isHeader: true), Table.Column("Takes"), Table.Column("Learning rate"),
        Table.Column("95 % interval"),
      ], rows: rows,
      note: "A range test from \(text(test.from)) to \(text(test.to)) in \(test.steps) steps"
        + (seeds == 1
          ? "."
          : " with each of \(seeds) seeds: geometric means, and their intervals by Student's t of the "
            + "logarithms.")
        + missing(finder))
  }

  /// Rules that had nothing to suggest with some seed.
  private static func missing(_ finder: LearningRateFinder) -> String {
    RangeTestCurve.Rule.allCases.compactMap { rule -> String? in
      let count = finder.suggestions.first { $0.rule == rule }?.seeds ?? 0
      guard count < finder.runs.count else { return nil }
      return
        " With \(finder.runs.count - count) of \(finder.runs.count) seeds \(rule.rawValue) suggests "
        + "nothing."
    }.joined()
  }

  private static func meaning(_ rule: RangeTestCurve.Rule) -> String {
    switch rule {
    case .minimum: "a tenth of the rate at the least loss"
    case .steepest: "where the loss falls fastest by the logarithm of the rate"
    case .valley: "the middle of the longest fall"
    case .slide: "where the slope before the rise stops changing"
    }
  }

  private static func confirmations(_ finder: LearningRateFinder) -> Table {
    let seeds = finder.runs.count
    let rows = finder.confirmations.map { run -> [Table.Cell] in
      let name = run.factor == 1 ? "the suggestion" : run.factor < 1 ? "a third" : "three times"
      let isBest = run == finder.bestConfirmation
      return [
        .text(name), .number(run.rate), run.loss.map(Table.Cell.number) ?? .empty,
        .text("\(run.diverged) of \(seeds)"), isBest ? .strong("least loss") : .empty,
      ]
    }
    return Table(
      caption: "Short runs at and around the suggestion",
      columns: [
        Table.Column("At", isHeader: true), Table.Column("Learning rate"),
        Table.Column(seeds == 1 ? "Final loss" : "Mean final loss"), Table.Column("Diverged"),
        Table.Column(""),
      ], rows: rows,
      note: "\(finder.confirmationSteps) steps at a constant rate"
        + (seeds == 1 ? ". " : " with each seed; geometric means where no loss is 0. ")
        + conclusion(finder))
  }

  private static func conclusion(_ finder: LearningRateFinder) -> String {
    guard let best = finder.bestConfirmation else {
      return "None is fit: each diverged, so the test's suggestion is too large."
    }
    if best.factor == 1 { return "They confirm the suggestion." }
    return best.factor < 1
      ? "They do not confirm the suggestion: a third of it does better."
      : "They do not confirm the suggestion: three times as much does better."
  }

  private static func text(_ value: Double) -> String {
    NumberText(value, digits: 3).written(.typographic)
  }
}
