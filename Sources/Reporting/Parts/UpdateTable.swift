import Autodiff
import Experiments
import Training

/// The updates of the first steps: w, ∂L/∂w, η·∂L/∂w and the new w.
enum UpdateTable {
  /// The most rows that the handout shows unasked.
  static let defaultLimit = 40
  /// The most rows in any case.
  static let limit = 200
  private static let pathSteps = 5

  /// - Parameter hasGaps: whether all is left open but the weights that the first step starts from.
  static func parts(
    _ trial: TrialResult, limit: Int = limit, hasGaps: Bool = false
  ) -> [Report.Part] {
    var table: Table?
    var given = Int.max
    if let path = trial.path, !path.gradients.isEmpty, path.points.count > 1 {
      table = path.names.count == 1 ? oneVariable(path) : severalVariables(path)
      given = path.names.count
    } else {
      table = firstStep(trial, limit: limit)
    }
    guard var table else { return [] }
    if hasGaps {
      for row in table.rows.indices {
        let computed = row < given ? 3 : 4
        for column in table.columns.count - computed..<table.columns.count {
          table.rows[row][column] = .blank
        }
      }
    }
    return [.table(table)]
  }

  // MARK: Along a path

  private static func oneVariable(_ path: ParameterPath) -> Table {
    let w = path.names[0]
    let rows = steps(of: path).map { step -> [Table.Cell] in
      let gradient = path.gradients[step][0]
      return [
        .number(Double(step)), .number(path.points[step][0]), .number(gradient),
        .number(path.points[step][0] - path.points[step + 1][0]),
        .number(path.points[step + 1][0]),
      ]
    }
    return Table(
      caption: caption(of: path),
      columns: [
        Table.Column("Step", isHeader: true), .formula(w), .formula("dL/d\(w)"),
        .formula(stepHeading(of: path, "dL/d\(w)")), .formula("new \(w)"),
      ], rows: rows)
  }

  private static func severalVariables(_ path: ParameterPath) -> Table {
    var rows: [[Table.Cell]] = []
    for step in steps(of: path).prefix(3) {
      for (index, name) in path.names.enumerated() {
        rows.append([
          index == 0 ? .number(Double(step)) : .empty, .formula(name),
          .number(path.points[step][index]), .number(path.gradients[step][index]),
          .number(path.points[step][index] - path.points[step + 1][index]),
          .number(path.points[step + 1][index]),
        ])
      }
    }
    return Table(
      caption: caption(of: path),
      columns: [
        Table.Column("Step"), Table.Column("Variable", isHeader: true), .formula("w"),
        .formula("∂L/∂w"), .formula(stepHeading(of: path, "∂L/∂w")),
        .formula("new w"),
      ], rows: rows)
  }

  private static func steps(of path: ParameterPath) -> Range<Int> {
    0..<min(pathSteps, path.gradients.count, path.points.count - 1)
  }

  private static func caption(of path: ParameterPath) -> String {
    steps(of: path).count == 1 ? "The first update" : "The first updates"
  }

  private static func stepHeading(of path: ParameterPath, _ derivative: String) -> String {
    let isPlain = steps(of: path).allSatisfy { step in
      path.names.indices.allSatisfy { index in
        isProduct(
          path.points[step][index] - path.points[step + 1][index], path.rates[step],
          path.gradients[step][index], scale: path.points[step][index])
      }
    }
    return isPlain ? "η·\(derivative)" : "update"
  }

  /// Whether the step is η·g but for rounding, as plain gradient descent makes it.
  private static func isProduct(
    _ step: Double, _ rate: Double, _ gradient: Double, scale: Double
  ) -> Bool {
    let product = rate * gradient
    // A gradient that is left open tells nothing.
    if gradient.isNaN { return true }
    return (step - product).magnitude <= 1e-6 * max(product.magnitude, scale.magnitude)
  }

  // MARK: The first step of all parameters

  private static func firstStep(_ trial: TrialResult, limit: Int) -> Table? {
    let training = trial.training
    let after = training.afterFirstStep
    let count = training.initial.reduce(0) { $0 + $1.tensor.shape.count }
    guard count > 0, count <= limit, after.count == training.initial.count,
      training.gradients.count == training.initial.count
    else { return nil }
    var isPlain = true
    var rows: [[Table.Cell]] = []
    for (index, start) in training.initial.enumerated() {
      let (gradient, end) = (training.gradients[index].tensor, after[index].tensor)
      for (place, name) in ElementName.names(of: start).enumerated() {
        let (old, new) = (start.tensor.values[place], end.values[place])
        let slope = gradient.values[place]
        isPlain = isPlain && isProduct(old - new, trial.learningRate ?? .nan, slope, scale: old)
        rows.append([
          .formula(name), .number(old), .number(slope), .number(old - new), .number(new),
        ])
      }
    }
    return Table(
      caption: "The first update",
      columns: [
        Table.Column("Parameter", isHeader: true), .formula("w"), .formula("∂L/∂w"),
        .formula(isPlain ? "η·∂L/∂w" : "update"), .formula("new w"),
      ], rows: rows)
  }
}

extension TrialResult {
  var learningRate: Double? {
    for setting in settings where setting.key == "learning rate" {
      if case .number(let rate) = setting.value { return rate }
    }
    return nil
  }
}
