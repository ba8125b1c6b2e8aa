import Experiments

/// Each trial's settings with what became of it; the best one stands out.
enum SweepTable {
  static let limit = 200

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard !result.trials.isEmpty else { return [] }
    let keys = TrialChoice.varyingKeys(of: result)
    let best = bestTrial(of: result)
    var columns = keys.map { Table.Column($0, style: .prose, isHeader: $0 == keys.first) }
    columns += ["Final loss", "Steps", "Verdict"].map { Table.Column($0) }
    let rows = result.trials.prefix(limit).enumerated().map { index, trial -> [Table.Cell] in
      let verdict = trial.verdict.kind.rawValue
      return keys.map { cell(trial, key: $0) } + [
        .number(trial.training.finalLoss), .number(Double(trial.training.steps)),
        index == best ? .strong("\(verdict), lowest loss") : .text(verdict),
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

  /// The trial with the lowest final loss of those that did not diverge.
  private static func bestTrial(of result: ExperimentResult) -> Int? {
    var best: Int?
    for (index, trial) in result.trials.enumerated() {
      let loss = trial.training.finalLoss
      guard trial.verdict.kind != .diverged, loss.isFinite else { continue }
      if let current = best, result.trials[current].training.finalLoss <= loss { continue }
      best = index
    }
    return best
  }
}
