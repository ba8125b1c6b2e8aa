import Autodiff
import Experiments

/// The forward pass, the backward pass and the chain rule, each step with its numbers.
enum ExplanationParts {
  /// The most numbers of a quantity or derivative whose local derivatives are shown.
  private static let localLimit = 3

  static func forward(_ explanation: Explanation) -> [Report.Part] {
    let rows = explanation.steps.map { step -> [Table.Cell] in
      [.formula(step.name), .formula(step.formula), step.value.cell]
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        Table(
          caption: "Forward pass",
          columns: [
            Table.Column("Quantity", isHeader: true), Table.Column("Formula"),
            Table.Column("Value", digits: NumberText.proseDigits),
          ], rows: rows))
    ]
  }

  /// From the target back to the parameters; a quantity's local derivatives stand in its rows.
  static func backward(_ explanation: Explanation) -> [Report.Part] {
    var rows: [[Table.Cell]] = []
    let showsLocals = explanation.steps.contains { $0.gradient != nil && hasReadableLocals($0) }
    for step in explanation.steps.reversed() {
      guard let gradient = step.gradient else { continue }
      let start: [Table.Cell] = [
        .formula(step.name), .formula(step.formula), step.value.cell, gradient.cell,
      ]
      let gap = [Table.Cell](repeating: .empty, count: start.count)
      guard hasReadableLocals(step) else {
        rows.append(showsLocals ? start + [.empty, .empty] : start)
        continue
      }
      for (index, local) in step.locals.enumerated() {
        let name = "∂\(step.name)/∂\(local.name)"
        let derivative = local.symbolic.isEmpty ? name : "\(name) = \(local.symbolic)"
        rows.append(
          (index == 0 ? start : gap) + [.formula(derivative), local.value?.cell ?? .empty])
      }
    }
    guard !rows.isEmpty else { return [] }
    var columns = [
      Table.Column("Quantity", isHeader: true), Table.Column("Formula"),
      Table.Column("Value", digits: NumberText.proseDigits),
      .formula("∂\(explanation.target)/∂quantity", digits: NumberText.proseDigits),
    ]
    if showsLocals {
      columns += [
        Table.Column("Local derivative"),
        Table.Column("Its value", digits: NumberText.proseDigits),
      ]
    }
    let table = Table(
      caption: "Backward pass, in the chain rule's order", columns: columns, rows: rows)
    return [.table(table)] + rules(explanation)
  }

  /// Local derivatives of larger matrices would make the table too wide to read; their rules stand
  /// below it.
  private static func hasReadableLocals(_ step: Explanation.Step) -> Bool {
    let largest = step.locals.reduce(step.value.shape.count) {
      max($0, $1.value?.shape.count ?? 0)
    }
    return !step.locals.isEmpty && largest <= localLimit
  }

  /// For matrices: how each gradient comes about, and the shapes that it goes through.
  private static func rules(_ explanation: Explanation) -> [Report.Part] {
    let lines = explanation.steps.reversed().compactMap { step -> Equations.Line? in
      guard !step.rule.isEmpty, step.value.shape.rank == 2, let gradient = step.gradient else {
        return nil
      }
      return Equations.Line(
        "∂\(explanation.target)/∂\(step.name)", "\(step.rule)   \(gradient.shape)")
    }
    return lines.isEmpty ? [] : [.equations(Equations(caption: "Rules and shapes", lines: lines))]
  }

  /// The chain rule written out, with symbols and with numbers.
  static func chains(_ explanation: Explanation) -> [Report.Part] {
    let lines = explanation.chains.flatMap { chain -> [Equations.Line] in
      let symbols = chain.products.map { product in
        product.map { "∂\($0.numerator)/∂\($0.denominator)" }.joined(separator: " · ")
      }
      let numbers = chain.products.map { product in
        product.map { factor($0.value) }.joined(separator: " · ")
      }
      let value = NumberText(chain.value, digits: NumberText.proseDigits).written(.ascii)
      // A single derivative is its own chain: the symbols would only repeat the left side.
      let isTrivial = chain.products.count == 1 && chain.products[0].count <= 1
      let left = "∂\(explanation.target)/∂\(chain.parameter)"
      if isTrivial { return [Equations.Line(left, value)] }
      return [
        Equations.Line(left, symbols.joined(separator: " + ")),
        Equations.Line("", numbers.joined(separator: " + ")),
        Equations.Line("", value),
      ]
    }
    return lines.isEmpty ? [] : [.equations(Equations(caption: "The chain rule", lines: lines))]
  }

  /// Negative factors stand in parentheses after the first place of a product.
  private static func factor(_ value: Double) -> String {
    let number = NumberText(value)
    let text = number.written(.ascii)
    return number.isNegative ? "(\(text))" : text
  }
}
