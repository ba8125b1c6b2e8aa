extension Report {
  /// All that it says, in no particular order.
  var texts: [String] { sections.flatMap { [$0.name] + $0.parts.flatMap(\.texts) } }
}

extension Report.Part {
  fileprivate var texts: [String] {
    switch self {
    case .table(let table):
      [table.caption, table.note ?? ""] + table.columns.map(\.heading)
        + zip(table.rows, table.rows.indices).flatMap { row, _ in
          zip(row, table.columns).map { $0.text(digits: $1.digits) }
        }
    case .plot(let plot):
      [plot.title, plot.alternativeText, plot.caption ?? "", plot.x.label, plot.y.label]
        + plot.series.map(\.name) + plot.markers.map(\.name)
    case .equations(let equations):
      [equations.caption] + equations.lines.flatMap { [$0.left, $0.right] }
    case .text(let spans): spans.map(\.text)
    case .code(let listing): [listing.caption, listing.text]
    case .graph(let graph):
      [graph.caption]
        + graph.nodes.flatMap { [$0.name, $0.formula, $0.value, $0.gradient ?? ""] }
    }
  }
}

extension Report.Span {
  fileprivate var text: String {
    switch self {
    case .plain(let text), .strong(let text), .formula(let text): text
    case .number(let value): NumberText(value, digits: NumberText.proseDigits).written(.ascii)
    case .blank: ""
    }
  }
}

extension Table.Cell {
  fileprivate func text(digits: Int) -> String {
    switch self {
    case .empty, .blank: ""
    case .text(let text), .formula(let text), .strong(let text): text
    case .number(let value): NumberText(value, digits: digits).written(.ascii)
    case .matrix(let rows):
      rows.joined().map { NumberText($0, digits: digits).written(.ascii) }.joined(separator: " ")
    }
  }
}
