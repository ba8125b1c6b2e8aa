/// A report's table as HTML. Numbers are aligned on their points by an invisible head that the
/// style sheet sets before each (`data-head`), so that the text itself is nothing but the number.
enum HTMLTable {
  private static let shortCell = 18

  static func write(_ table: Table, label: String?, id: String, to out: inout HTMLWriter) {
    out.freshLine()
    out.raw("<figure class=\"table\">\n<figcaption id=\"\(id)\">")
    if let label { out.raw("<b>\(label).</b> ") }
    out.text(table.caption)
    out.raw("</figcaption>\n<div class=\"scroll\" tabindex=\"0\">")
    out.raw("<table aria-labelledby=\"\(id)\">\n<thead><tr>")
    for (index, column) in table.columns.enumerated() {
      let isNumeric = table.isNumeric(column: index)
      out.raw("<th scope=\"col\"\(isNumeric ? " class=\"n\"" : "")>")
      out.raw(column.isFormula ? FormulaMarkup.html(column.heading) : Escape.html(column.heading))
      out.raw("</th>")
    }
    out.raw("</tr></thead>\n<tbody>\n")
    writeRows(table, to: &out)
    out.raw("</tbody></table></div>\n")
    if let note = table.note {
      out.raw("<p class=\"table-note\">")
      out.text(note)
      out.raw("</p>\n")
    }
    out.raw("</figure>\n")
  }

  private static func writeRows(_ table: Table, to out: inout HTMLWriter) {
    let numbers = table.columns.indices.map { table.numbers(inColumn: $0) }
    let columns = numbers.map { NumberColumn($0.compactMap { $0 }, .typographic) }
    for (place, row) in table.rows.enumerated() {
      out.raw("<tr>")
      for (index, cell) in row.enumerated() {
        let element = table.columns[index].isHeader ? "th" : "td"
        out.raw("<\(element)" + (element == "th" ? " scope=\"row\"" : ""))
        if let number = numbers[index][place] {
          write(number, in: columns[index], to: &out)
        } else {
          write(cell, digits: table.columns[index].digits, to: &out)
        }
        out.raw("</\(element)>")
      }
      out.raw("</tr>\n")
    }
  }

  private static func write(
    _ number: NumberText, in column: NumberColumn, to out: inout HTMLWriter
  ) {
    out.raw(" class=\"n\"")
    let head = column.missingHead(of: number)
    if !head.isEmpty { out.attribute("data-head", head) }
    out.raw(">")
    out.text(number.written(.typographic))
  }

  private static func write(
    _ cell: Table.Cell, digits: Int, to out: inout HTMLWriter
  ) {
    switch cell {
    case .empty: out.raw(">")
    case .blank: out.raw(">" + HTMLRenderer.gap)
    case .text(let text):
      // Short cells stay on their line.
      out.raw(text.count <= shortCell ? " class=\"n\">" : ">")
      out.text(text)
    case .formula(let text): out.raw(">" + FormulaMarkup.html(text))
    case .number(let value):
      out.raw(" class=\"n\">")
      out.text(NumberText(value, digits: digits).written(.typographic))
    case .strong(let text):
      out.raw(">")
      out.element("strong", text)
    case .matrix(let rows):
      out.raw(" class=\"m\">")
      out.text(matrix(rows, digits, .typographic).joined(separator: "\n"))
    }
  }

  /// `[[0.1, 0.25], [3, 4]]` row by row, with the points of each column below each other.
  static func matrix(
    _ rows: [[Double]], _ digits: Int, _ notation: NumberText.Notation
  ) -> [String] {
    let texts = rows.map { $0.map { NumberText($0, digits: digits) } }
    guard rows.count > 1, let width = rows.first?.count else {
      return texts.map { row in
        "[" + row.map { $0.written(notation) }.joined(separator: ", ") + "]"
      }
    }
    let columns = (0..<width).map { index in NumberColumn(texts.map { $0[index] }, notation) }
    return texts.map { row in
      let cells = row.enumerated().map { index, number in
        columns[index].padded(number, with: "\u{2007}")
      }
      return "[" + cells.joined(separator: ", ") + "]"
    }
  }
}
