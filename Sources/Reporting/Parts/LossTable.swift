import Experiments
import Training

/// The loss by step or by epoch: the first rows, then thinning out to the last.
enum LossTable {
  /// The most trials whose losses stand beside each other.
  static let trialLimit = 6

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let first = result.trials.first else { return [] }
    if result.trials.count > 1 { return [.table(beside(result))] }
    if let losses = first.training.epochLosses {
      return [.table(byEpoch(losses, first.training))]
    }
    return [.table(byStep(first))]
  }

  /// 0 to 5, then 10, 20, 50, 100, … up to the last, which is always there.
  static func thinned(last: Int) -> [Int] {
    var steps = Array(0...min(5, max(0, last)))
    var decade = 10
    while decade <= last, decade <= Int.max / 10 {
      for factor in [1, 2, 5] where decade * factor <= last { steps.append(decade * factor) }
      decade *= 10
    }
    if steps.last != last { steps.append(last) }
    return steps
  }

  private static func byStep(_ trial: TrialResult) -> Table {
    let losses = trial.training.lossSequence
    let path = trial.path.flatMap { $0.names.count <= 2 ? $0 : nil }
    let names = path?.names ?? []
    let recorded = trial.training.recorded.filter {
      $0.shape.count == 1 && !names.contains($0.name)
    }.prefix(4)
    var columns = [Table.Column("Step", isHeader: true)]
    columns += names.map { .formula($0) }
    columns.append(.formula(lossHeading(names)))
    columns += recorded.map { Table.Column($0.name) }
    let rows = thinned(last: losses.count - 1).map { step -> [Table.Cell] in
      var row: [Table.Cell] = [.number(Double(step))]
      for index in names.indices { row.append(value(path?.points, step, index)) }
      row.append(.number(losses[step]))
      for values in recorded {
        row.append(step < values.count ? .number(values.values[step]) : .empty)
      }
      return row
    }
    return Table(caption: "Loss by step", columns: columns, rows: rows)
  }

  private static func lossHeading(_ names: [String]) -> String {
    names.isEmpty ? "Loss" : "L(\(names.joined(separator: ", ")))"
  }

  private static func value(_ points: [[Double]]?, _ step: Int, _ index: Int) -> Table.Cell {
    guard let points, step < points.count else { return .empty }
    return .number(points[step][index])
  }

  private static func byEpoch(_ losses: [Double], _ training: TrainingResult) -> Table {
    let validation = training.validationLosses
    var columns = [Table.Column("Epoch", isHeader: true), Table.Column("Mean loss")]
    if validation != nil { columns.append(Table.Column("Validation loss")) }
    columns += training.epochMetrics.map { Table.Column(MetricName.heading($0.name)) }
    let epochs = epochs(losses.count)
    let rows = epochs.map { epoch -> [Table.Cell] in
      var row: [Table.Cell] = [.number(Double(epoch)), .number(losses[epoch - 1])]
      if let validation {
        row.append(epoch <= validation.count ? .number(validation[epoch - 1]) : .empty)
      }
      for metric in training.epochMetrics {
        row.append(epoch <= metric.count ? .number(metric.values[epoch - 1]) : .empty)
      }
      return row
    }
    let final = NumberText(training.finalLoss, digits: NumberText.proseDigits).written(.typographic)
    return Table(
      caption: "Loss by epoch", columns: columns, rows: rows,
      note: "After the last update the loss on all training data is \(final).")
  }

  /// All of a dozen, else the first and then fewer and fewer.
  private static func epochs(_ count: Int) -> [Int] {
    count <= 12 ? Array(1...max(1, count)) : thinned(last: count).filter { $0 > 0 }
  }

  private static func beside(_ result: ExperimentResult) -> Table {
    let chosen = TrialChoice.spread(result.trials.count, atMost: trialLimit)
    let byEpoch = result.trials.allSatisfy { $0.training.epochLosses != nil }
    let curves = chosen.map { index -> LossSequence in
      let training = result.trials[index].training
      return byEpoch ? LossSequence(training.epochLosses ?? []) : training.lossSequence
    }
    let last = curves.reduce(0) { max($0, $1.count - 1) }
    let columns = chosen.map { Table.Column(TrialChoice.label(of: result.trials[$0], in: result)) }
    // Epochs are counted from 1, steps from 0.
    let first = byEpoch ? 1 : 0
    let rows = (byEpoch ? epochs(last + 1) : thinned(last: last)).map { number -> [Table.Cell] in
      [.number(Double(number))]
        + curves.map { number - first < $0.count ? .number($0[number - first]) : .empty }
    }
    let unit = byEpoch ? "Epoch" : "Step"
    return Table(
      caption: "Loss by \(unit.lowercased())",
      columns: [Table.Column(unit, isHeader: true)] + columns,
      rows: rows, note: TrialChoice.note(shown: chosen.count, of: result.trials.count))
  }
}
