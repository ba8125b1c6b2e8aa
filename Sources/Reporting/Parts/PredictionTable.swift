import Autodiff
import Experiments
import Training

/// What the trained model says of each training sample, beside what it should say.
enum PredictionTable {
  static let defaultLimit = 16
  static let limit = 50
  private static let featureLimit = 4

  static func parts(_ result: ExperimentResult, limit: Int = limit) -> [Report.Part] {
    guard let data = result.data, let trial = result.trials.first,
      let predictions = trial.training.predictions, predictions.shape.rows == data.count
    else { return [] }
    let features = data.features.shape.columns <= featureLimit ? data.features.shape.columns : 0
    let outcome = outcomeColumns(data, predictions)
    var columns = (0..<features).map { Table.Column(DataTable.featureName($0, of: data)) }
    if features == 0 { columns.append(Table.Column("Sample", isHeader: true)) }
    columns += outcome.columns
    let rows = (0..<min(limit, data.count)).map { row -> [Table.Cell] in
      let inputs =
        features == 0
        ? [Table.Cell.number(Double(row))]
        : (0..<features).map { .number(data.features[row, $0]) }
      return inputs + outcome.cells(row)
    }
    let note = data.count > limit ? "The first \(limit) of \(data.count) samples." : nil
    return [
      .table(
        Table(caption: "Predictions after training", columns: columns, rows: rows, note: note))
    ]
  }

  private static func outcomeColumns(
    _ data: Dataset, _ predictions: Tensor
  ) -> (columns: [Table.Column], cells: (Int) -> [Table.Cell]) {
    if predictions.shape.columns > 1, data.targets.shape.columns == 1 {
      return classes(data, predictions)
    }
    let count = predictions.shape.columns
    let suffixes = count == 1 ? [""] : (0..<count).map { " [\($0)]" }
    let columns =
      suffixes.map { Table.Column("Target\($0)") }
      + suffixes.map { Table.Column("Prediction\($0)") }
    return (
      columns,
      { row in
        data.targets.row(row).map { .number($0) } + predictions.row(row).map { .number($0) }
      }
    )
  }

  private static func classes(
    _ data: Dataset, _ predictions: Tensor
  ) -> (columns: [Table.Column], cells: (Int) -> [Table.Cell]) {
    func name(_ index: Int) -> Table.Cell {
      guard let names = data.classNames, names.indices.contains(index) else {
        return .number(Double(index))
      }
      return .text(names[index])
    }
    let columns = ["Class", "Predicted class", "Output for it"].map { Table.Column($0) }
    return (
      columns,
      { row in
        let outputs = predictions.row(row)
        var best = 0
        for index in outputs.indices where outputs[index] > outputs[best] { best = index }
        let target = data.targets[row, 0]
        let known = target.magnitude < 1e9 ? name(Int(target)) : .number(target)
        return [known, name(best), .number(outputs[best])]
      }
    )
  }
}
