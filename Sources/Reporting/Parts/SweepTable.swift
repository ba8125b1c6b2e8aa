import Experiments

/// What became of each setting of a sweep: of one seed trial by trial, of several with the uncertainty
/// over the seeds.
enum SweepTable {
  static let limit = 200

  static func parts(_ result: ExperimentResult, target: Double? = nil) -> [Report.Part] {
    guard !result.trials.isEmpty else { return [] }
    let study = SweepStudy(result)
    guard let study, study.replicates > 1, study.settings.count > 1 else {
      return [.table(trials(result, study))]
    }
    return [.table(settings(result, study, target: target ?? result.standardTarget))]
  }

  // MARK: Trial by trial

  private static func trials(_ result: ExperimentResult, _ study: SweepStudy?) -> Table {
    let keys = TrialChoice.varyingKeys(of: result)
    // Seeds of one setting are no choice.
    let isChoice = result.trials.count > result.replicates
    let best = isChoice ? result.best()?.trials ?? [] : []
    var columns = keyColumns(keys)
    let measures = [Measure.finalLoss] + (result.bestBy == .finalLoss ? [] : [result.bestBy])
    columns += measures.map { Table.Column(MetricName.heading($0.rawValue)) }
    columns += ["Steps", "Verdict"].map { Table.Column($0) }
    let rows = result.trials.prefix(limit).enumerated().map { index, trial -> [Table.Cell] in
      let verdict = trial.verdict.kind.rawValue
      return keys.map { cell(trial.settings, key: $0) }
        + measures.map { measure in
          trial.training.measure(measure.rawValue).map(Table.Cell.number) ?? .empty
        } + [
          .number(Double(trial.training.steps)),
          best.contains(index) ? .strong("\(verdict), best") : .text(verdict),
        ]
    }
    let notes = [
      TrialChoice.note(shown: rows.count, of: result.trials.count), seedsNote(result, study),
    ].compactMap { $0 }
    return Table(
      caption: "Trials", columns: columns, rows: rows,
      note: notes.isEmpty ? nil : notes.joined(separator: " "))
  }

  /// Of one setting the mean over its seeds; of several settings with one seed, what that is worth.
  private static func seedsNote(_ result: ExperimentResult, _ study: SweepStudy?) -> String? {
    guard let study, result.dependsOnSeed else { return nil }
    if study.settings.count == 1, let only = study.settings.first {
      guard let mean = only.mean, let interval = only.interval else {
        return "\(only.diverged) of \(only.trials.count) seeds diverged, so no mean is told."
      }
      return
        "Over \(only.trials.count) seeds the \(meanName(study)) is \(text(mean)), its 95 % interval "
        + "\(text(interval.lowerBound)) to \(text(interval.upperBound)) (\(intervalName(study)))."
        + lowPower(study)
    }
    guard study.replicates == 1 else { return nil }
    return
      "Each setting has one seed, so there is no interval, and another seed may put another setting "
      + "first: 'seeds: 5' would tell."
  }

  // MARK: Over seeds

  private static func settings(
    _ result: ExperimentResult, _ study: SweepStudy, target: Double?
  ) -> Table {
    let keys = TrialChoice.varyingKeys(of: result).filter { $0 != "seed" }
    var columns = keyColumns(keys)
    columns += [
      Table.Column(SweepPlot.measureName(study)), Table.Column("95 % interval"),
    ]
    if let target { columns.append(Table.Column("Steps to \(text(target))")) }
    columns += ["Diverged", "Verdict", "Against the best"].map { Table.Column($0) }
    let near = Set(study.indistinguishable)
    let rows = study.settings.prefix(limit).enumerated().map { index, setting -> [Table.Cell] in
      var row = keys.map { cell(setting.settings, key: $0) }
      row.append(setting.mean.map(Table.Cell.number) ?? .empty)
      row.append(
        setting.interval.map { .text("\(text($0.lowerBound)) to \(text($0.upperBound))") }
          ?? .empty)
      if let target {
        let steps = result.medianSteps(of: setting, to: target)
        row.append(steps.isFinite ? .number(steps) : .text("not reached"))
      }
      row.append(.text("\(setting.diverged) of \(setting.trials.count)"))
      row.append(.text(verdicts(setting)))
      row.append(comparison(setting, index, study, isNear: near.contains(index)))
      return row
    }
    return Table(
      caption: "Settings over \(study.replicates) seeds", columns: columns, rows: rows,
      note: note(result, study, shown: rows.count, target: target))
  }

  private static func verdicts(_ setting: SweepStudy.Setting) -> String {
    if setting.verdicts.count == 1 { return setting.verdicts[0].kind.rawValue }
    return setting.verdicts.map { "\($0.kind.rawValue) \($0.count)" }.joined(separator: ", ")
  }

  private static func comparison(
    _ setting: SweepStudy.Setting, _ index: Int, _ study: SweepStudy, isNear: Bool
  ) -> Table.Cell {
    if study.best == index { return .strong("best") }
    guard let probability = setting.adjustedProbability else { return .empty }
    let p =
      probability < 0.001
      ? "p\u{A0}<\u{A0}0.001"
      : "p\u{A0}=\u{A0}\(NumberText(probability, digits: 2).written(.ascii))"
    return isNear ? .strong("not told from it, \(p)") : .text("worse, \(p)")
  }

  private static func note(
    _ result: ExperimentResult, _ study: SweepStudy, shown: Int, target: Double?
  ) -> String {
    var sentences: [String] = []
    if shown < study.settings.count {
      sentences.append("\(shown) of \(study.settings.count) settings are shown.")
    }
    sentences.append("Intervals: \(intervalName(study)); none where a seed diverged.")
    if let target {
      sentences.append(
        "Steps: the median over the seeds until the loss is \(text(target)) or less for the first time."
      )
    }
    if study.best != nil, study.comparisons > 0 {
      let count = study.comparisons
      sentences.append(
        "The best has the best mean over its seeds; the others are compared with it by their paired "
          + "differences over the seeds\(study.isGeometric ? ", in logarithms" : "") (two-sided t-test "
          + "at 5 %, Holm-corrected for \(count) comparison\(count == 1 ? "" : "s")).")
    }
    if let better = study.betterGeometric {
      let names = study.settings[better].settings.filter { setting in
        result.axes.contains { $0.key == setting.key }
      }.map { "\($0.key) \(TrialChoice.text($0.value))" }
      sentences.append(
        "The geometric mean is smaller with \(names.joined(separator: ", ")), whose arithmetic mean is "
          + "raised by seeds with large losses.")
    }
    if study.best == nil {
      sentences.append("With every setting some seed diverged: none is best.")
    }
    let power = lowPower(study)
    if !power.isEmpty { sentences.append(String(power.dropFirst())) }
    if study.best != nil {
      sentences.append(
        "The best was chosen and is reported on the same seeds, which flatters it: only other seeds give "
          + "its value without that.")
    }
    return sentences.joined(separator: " ")
  }

  private static func lowPower(_ study: SweepStudy) -> String {
    study.replicates < SweepStudy.fewSeeds
      ? " With \(study.replicates) seeds the power is low: what does not stand out here may still differ."
      : ""
  }

  private static func meanName(_ study: SweepStudy) -> String {
    let name = SweepPlot.measureName(study)
    return name.prefix(1).lowercased() + name.dropFirst()
  }

  private static func intervalName(_ study: SweepStudy) -> String {
    study.isGeometric ? "Student's t of the logarithms, taken back" : "Student's t"
  }

  // MARK: Cells

  private static func keyColumns(_ keys: [String]) -> [Table.Column] {
    keys.map {
      Table.Column($0, digits: NumberText.proseDigits, isHeader: $0 == keys.first)
    }
  }

  private static func cell(_ settings: [TrialResult.Setting], key: String) -> Table.Cell {
    switch settings.first(where: { $0.key == key })?.value {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case nil: .empty
    }
  }

  private static func text(_ value: Double) -> String {
    NumberText(value, digits: 3).written(.typographic)
  }
}
