import Autodiff
import Experiments

/// A tape's values and gradients where its computation cannot be told step by step.
enum TapeTables {
  static func values(_ tape: TapeResult) -> [Report.Part] {
    guard !tape.values.isEmpty else { return [] }
    let rows = tape.values.map { [Table.Cell.formula($0.name), $0.tensor.cell] }
    return [
      .table(
        Table(
          caption: "Values",
          columns: [
            Table.Column("Quantity", isHeader: true),
            Table.Column("Value", digits: NumberText.proseDigits),
          ], rows: rows))
    ]
  }

  static func gradients(_ tape: TapeResult) -> [Report.Part] {
    tape.gradients.filter { !$0.values.isEmpty }.map { gradients in
      let rows = gradients.values.map { [Table.Cell.formula($0.name), $0.tensor.cell] }
      return .table(
        Table(
          caption: "Gradients of \(gradients.target)",
          columns: [
            Table.Column("With respect to", isHeader: true),
            Table.Column("Gradient", digits: NumberText.proseDigits),
          ], rows: rows))
    }
  }
}
