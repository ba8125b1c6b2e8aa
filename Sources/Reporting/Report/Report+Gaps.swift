import Experiments

extension Report.Part {
  /// The part with gaps for all its numbers; what readers are to draw or to judge is left out.
  var withGaps: Report.Part? {
    switch self {
    case .table(var table):
      let isHeader = table.columns.map(\.isHeader)
      table.rows = table.rows.map { row in
        zip(row, isHeader).map { $1 || !$0.holdsNumbers ? $0 : .blank }
      }
      table.note = nil
      return .table(table)
    case .equations(var equations):
      equations.lines = equations.lines.map { Equations.Line($0.left, Gap.text) }
      return .equations(equations)
    case .text: return .text([.blank])
    case .plot, .graph: return nil
    case .code: return self
    }
  }

  /// The part with gaps where numbers were taken out of the results.
  var fillingGaps: Report.Part {
    switch self {
    case .table(var table):
      table.rows = table.rows.map { $0.map { $0.isTakenOut ? .blank : $0 } }
      return .table(table)
    case .equations(var equations):
      equations.lines = equations.lines.map { Equations.Line($0.left, Gap.filling($0.right)) }
      return .equations(equations)
    case .text(let spans):
      return .text(
        spans.map { span in
          if case .number(let value) = span, value.isNaN { .blank } else { span }
        })
    case .graph(var graph):
      for index in graph.nodes.indices {
        graph.nodes[index].gradient = graph.nodes[index].gradient.map(Gap.filling)
        graph.nodes[index].value = Gap.filling(graph.nodes[index].value)
      }
      return .graph(graph)
    case .plot, .code: return self
    }
  }
}

extension Table.Cell {
  fileprivate var holdsNumbers: Bool {
    switch self {
    case .number, .matrix, .strong: true
    case .text(let text): text.contains(where: \.isNumber)
    case .empty, .blank, .formula: false
    }
  }

  fileprivate var isTakenOut: Bool {
    switch self {
    case .number(let value): value.isNaN
    case .matrix(let rows): rows.contains { $0.contains(where: \.isNaN) }
    case .text(let text): Gap.filling(text) != text
    case .empty, .blank, .formula, .strong: false
    }
  }
}

/// A gap in a line of text.
enum Gap {
  static let text = "______"

  /// With gaps for numbers that were taken out.
  static func filling(_ text: String) -> String {
    text.replacing(/\bnan\b/, with: Self.text)
  }
}
