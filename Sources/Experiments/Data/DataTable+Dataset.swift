import Autodiff
import Source
import Training

extension DataTable {
  /// One column as numbers.
  private struct Column {
    var names: [String]
    /// One list for each name.
    var values: [[Double]]
    /// Of a text target: the classes in order.
    var classes: [String]?
  }

  /// The samples: a text target becomes class numbers, a text feature one column for each of its
  /// values, both in code-point order.
  /// - Parameters:
  ///   - target: nil: the last column.
  ///   - features: nil: all other columns.
  ///   - place: of the names that were asked for, in the notebook.
  func dataset(
    target: String?, features: [String]?, place: (_ name: String) -> SourceRange
  ) throws(Failure) -> Dataset {
    let targetColumn = try index(of: target ?? names[names.count - 1], place)
    var featureColumns: [Int] = []
    for name in features ?? names where features != nil || name != names[targetColumn] {
      let column = try index(of: name, place)
      if column == targetColumn {
        throw Failure(
          diagnostic: Diagnostic(.error, DataProblem.targetAmongFeatures(name), at: place(name)))
      }
      if featureColumns.contains(column) {
        throw Failure(diagnostic: Diagnostic(.error, SpecProblem.givenTwice(name), at: place(name)))
      }
      featureColumns.append(column)
    }
    guard !featureColumns.isEmpty else {
      throw failure(.noFeatures, row: -1, column: targetColumn)
    }
    var parts: [Column] = []
    for column in featureColumns { parts.append(try feature(column)) }
    let targetPart = try self.target(targetColumn)
    return Dataset(
      features: Self.matrix(parts.flatMap(\.values), rows: rows.count),
      targets: Self.matrix(targetPart.values, rows: rows.count),
      featureNames: parts.flatMap(\.names), targetNames: targetPart.names,
      classNames: targetPart.classes)
  }

  private func index(
    of name: String, _ place: (_ name: String) -> SourceRange
  ) throws(Failure) -> Int {
    if let index = names.firstIndex(of: name) { return index }
    let nearest = Suggestion.nearest(to: name, among: names)
    let problem = DataProblem.unknownColumn(name, nearest: nearest, known: names)
    throw Failure(diagnostic: Diagnostic(.error, problem, at: place(name)))
  }

  private func feature(_ column: Int) throws(Failure) -> Column {
    if let numbers = try numbers(column) {
      return Column(names: [names[column]], values: [numbers])
    }
    let classes = classes(column)
    let indices = classIndices(column, classes)
    let values = classes.indices.map { wanted in indices.map { $0 == wanted ? 1.0 : 0.0 } }
    return Column(names: classes.map { names[column] + "=" + $0 }, values: values)
  }

  private func target(_ column: Int) throws(Failure) -> Column {
    if let numbers = try numbers(column) {
      return Column(names: [names[column]], values: [numbers])
    }
    let classes = classes(column)
    let indices = classIndices(column, classes).map { Double($0) }
    return Column(names: [names[column]], values: [indices], classes: classes)
  }

  /// A column's numbers; nil where it holds texts.
  private func numbers(_ column: Int) throws(Failure) -> [Double]? {
    let values = rows.map { DecimalNumber.parse($0[column]).flatMap { $0.isFinite ? $0 : nil } }
    for (row, fields) in rows.enumerated() where fields[column].isEmpty {
      throw failure(.missingValue(column: names[column]), row: row, column: column)
    }
    let count = values.count { $0 != nil }
    if count == 0 { return nil }
    if count == values.count { return values.compactMap { $0 } }
    let mostAreNumbers = 2 * count >= values.count
    let stray = values.firstIndex { ($0 == nil) == mostAreNumbers } ?? 0
    throw failure(
      .mixedColumn(names[column], value: rows[stray][column], mostAreNumbers: mostAreNumbers),
      row: stray, column: column)
  }

  private func classes(_ column: Int) -> [String] {
    Set(rows.map { $0[column] }).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  private func classIndices(_ column: Int, _ classes: [String]) -> [Int] {
    var numbers: [String: Int] = [:]
    for (index, name) in classes.enumerated() { numbers[name] = index }
    return rows.map { numbers[$0[column]] ?? 0 }
  }

  /// Columns side by side, row-major.
  private static func matrix(_ columns: [[Double]], rows: Int) -> Tensor {
    var values: [Double] = []
    values.reserveCapacity(rows * columns.count)
    for row in 0..<rows {
      for column in columns { values.append(column[row]) }
    }
    return Tensor(.matrix(rows, columns.count), values)
  }
}
