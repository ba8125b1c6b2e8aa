import Autodiff

/// The gradients of the first step, by parameter: element by element where they are few, else a
/// line for each parameter.
enum GradientTable {
  /// The most elements, and the most columns of a matrix, that are shown one by one.
  static let elementLimit = 80
  static let columnLimit = 8

  static func parts(_ gradients: [NamedTensor], target: String = "L") -> [Report.Part] {
    guard !gradients.isEmpty else { return [] }
    let count = gradients.reduce(0) { $0 + $1.tensor.shape.count }
    let columns = gradients.reduce(0) { max($0, $1.tensor.shape.columns) }
    if columns == 1 { return [.table(scalars(gradients, target))] }
    let isSmall = count <= elementLimit && columns <= columnLimit
    return [.table(isSmall ? rows(gradients, columns, target) : summary(gradients, target))]
  }

  private static let caption = "Gradients of the first step"

  private static func scalars(_ gradients: [NamedTensor], _ target: String) -> Table {
    Table(
      caption: caption,
      columns: [
        Table.Column("Parameter", isHeader: true), .formula("∂\(target)/∂parameter"),
      ],
      rows: gradients.flatMap { gradient in
        zip(ElementName.names(of: gradient), gradient.tensor.values).map {
          [.formula($0), .number($1)]
        }
      })
  }

  private static func rows(
    _ gradients: [NamedTensor], _ columns: Int, _ target: String
  ) -> Table {
    var rows: [[Table.Cell]] = []
    for gradient in gradients {
      for (index, name) in ElementName.rowNames(of: gradient).enumerated() {
        let numbers = gradient.tensor.row(index).map { Table.Cell.number($0) }
        let gaps = [Table.Cell](repeating: .empty, count: columns - numbers.count)
        rows.append([.formula(name)] + numbers + gaps)
      }
    }
    let headings = (0..<columns).map { Table.Column("[\($0)]") }
    return Table(
      caption: "\(caption), ∂\(target)/∂parameter",
      columns: [Table.Column("Parameter", isHeader: true)] + headings, rows: rows)
  }

  private static func summary(_ gradients: [NamedTensor], _ target: String) -> Table {
    Table(
      caption: "\(caption), ∂\(target)/∂parameter",
      columns: [
        Table.Column("Parameter", isHeader: true), Table.Column("Shape"), Table.Column("Norm"),
        Table.Column("Largest magnitude"),
      ],
      rows: gradients.map { gradient in
        [
          .formula(gradient.name), .text(gradient.tensor.shape.description),
          .number(gradient.tensor.norm), .number(gradient.tensor.largestMagnitude),
        ]
      })
  }
}
