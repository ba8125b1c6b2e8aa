/// A report's table as a GitHub pipe table that also reads well as text.
enum MarkdownTable {
  static func lines(_ table: Table) -> [String] {
    let numeric = table.columns.indices.map { table.isNumeric(column: $0) }
    var rows = [table.columns.map { MarkdownText.escaped($0.heading) }]
    let texts = table.columns.indices.map { column(table, $0) }
    for place in table.rows.indices { rows.append(texts.map { $0[place] }) }
    let widths = table.columns.indices.map { index in
      rows.reduce(4) { max($0, $1[index].count) }
    }
    var lines = rows.map { line($0, widths, numeric) }
    let rule = zip(widths, numeric).map { width, isNumeric in
      String(repeating: "-", count: width - 1) + (isNumeric ? ":" : "-")
    }
    lines.insert("| " + rule.joined(separator: " | ") + " |", at: 1)
    return lines
  }

  private static func line(_ cells: [String], _ widths: [Int], _ numeric: [Bool]) -> String {
    let padded = cells.enumerated().map { index, cell in
      let space = String(repeating: " ", count: widths[index] - cell.count)
      return numeric[index] ? space + cell : cell + space
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }

  /// Numbers get figure spaces behind them, which GitHub keeps, so that their points align there
  /// as they do here.
  private static func column(_ table: Table, _ index: Int) -> [String] {
    let numbers = table.numbers(inColumn: index)
    let column = NumberColumn(numbers.compactMap { $0 }, .ascii)
    return table.rows.indices.map { place in
      if let number = numbers[place] {
        let missing = column.missingTailWidth(of: number)
        return number.written(.ascii) + String(repeating: "\u{2007}", count: missing)
      }
      return text(table.rows[place][index], digits: table.columns[index].digits)
    }
  }

  private static func text(_ cell: Table.Cell, digits: Int) -> String {
    switch cell {
    case .empty: return ""
    case .blank: return Gap.text
    case .text(let text): return MarkdownText.escaped(text)
    case .formula(let text): return text.isEmpty ? "" : MarkdownText.code(text, inTable: true)
    case .number(let value): return NumberText(value, digits: digits).written(.ascii)
    case .strong(let text): return "**\(MarkdownText.escaped(text))**"
    case .matrix(let rows):
      let texts = rows.map { row in
        "[" + row.map { NumberText($0, digits: digits).written(.ascii) }.joined(separator: ", ")
          + "]"
      }
      let text = rows.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]"
      return MarkdownText.code(text, inTable: true)
    }
  }
}
