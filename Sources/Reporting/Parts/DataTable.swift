import Training

/// The first rows of a data set.
enum DataTable {
  static let rowLimit = 10
  private static let featureLimit = 8

  static func parts(_ data: Dataset) -> [Report.Part] {
    let features = min(featureLimit, data.features.shape.columns)
    let targets = data.targets.shape.columns
    var columns = (0..<features).map { Table.Column(featureName($0, of: data)) }
    columns += (0..<targets).map { Table.Column(targetName($0, of: data)) }
    let rows = (0..<min(rowLimit, data.count)).map { row -> [Table.Cell] in
      (0..<features).map { .number(data.features[row, $0]) }
        + (0..<targets).map { target(data, row, $0) }
    }
    guard !columns.isEmpty else { return [] }
    return [
      .table(Table(caption: "Data", columns: columns, rows: rows, note: note(data, features)))
    ]
  }

  static func featureName(_ index: Int, of data: Dataset) -> String {
    data.featureNames.indices.contains(index) ? data.featureNames[index] : "x[\(index)]"
  }

  private static func targetName(_ index: Int, of data: Dataset) -> String {
    if data.targetNames.indices.contains(index) { return data.targetNames[index] }
    return data.targets.shape.columns == 1 ? "target" : "target[\(index)]"
  }

  private static func target(_ data: Dataset, _ row: Int, _ column: Int) -> Table.Cell {
    let value = data.targets[row, column]
    guard let names = data.classNames, value.magnitude < 1e9, names.indices.contains(Int(value))
    else { return .number(value) }
    return .text(names[Int(value)])
  }

  private static func note(_ data: Dataset, _ features: Int) -> String? {
    var sentences: [String] = []
    if data.count > rowLimit {
      sentences.append("The first \(rowLimit) of \(data.count) rows.")
    }
    if features < data.features.shape.columns {
      sentences.append("The first \(features) of \(data.features.shape.columns) features.")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}
