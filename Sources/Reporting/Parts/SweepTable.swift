import Experiments

/// Each trial's settings with what became of it; the best one stands out.
enum SweepTable {
  static let limit = 200

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard !result.trials.isEmpty else { return [] }
    let keys = TrialChoice.varyingKeys(of: result)
    // Seeds of one setting are no choice.
    let isChoice = result.trials.count > result.replicates
    let best = isChoice ? result.best()?.trials ?? [] : []
    var columns = keys.map {
      Table.Column($0, digits: NumberText.proseDigits, isHeader: $0 == keys.first)
    }
    columns += ["Final loss", "Steps", "Verdict"].map { Table.Column($0) }
    let rows = result.trials.prefix(limit).enumerated().map { index, trial -> [Table.Cell] in
      let verdict = trial.verdict.kind.rawValue
      return keys.map { cell(trial, key: $0) } + [
        .number(trial.training.finalLoss), .number(Double(trial.training.steps)),
        best.contains(index) ? .strong("\(verdict), best") : .text(verdict),
      ]
    }
    return [
      .table(
        Table(
          caption: "Trials", columns: columns, rows: rows,
          note: TrialChoice.note(shown: rows.count, of: result.trials.count)))
    ]
  }

  private static func cell(_ trial: TrialResult, key: String) -> Table.Cell {
    switch trial.settings.first(where: { $0.key == key })?.value {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case nil: .empty
    }
  }
}
