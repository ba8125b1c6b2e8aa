/// A table before it has a markup.
package struct Table: Hashable, Sendable {
  package var caption: String
  package var columns: [Column]
  /// Each as long as `columns`.
  package var rows: [[Cell]]
  /// A sentence below the table.
  package var note: String?

  package struct Column: Hashable, Sendable {
    package var heading: String
    /// Whether the heading is a formula, such as `∂L/∂w`, and not words.
    package var isFormula = false
    /// The significant digits of its numbers.
    package var digits: Int
    /// Whether the cells name their row.
    package var isHeader: Bool

    package init(
      _ heading: String, digits: Int = NumberText.tableDigits, isHeader: Bool = false
    ) {
      self.heading = heading
      self.digits = digits
      self.isHeader = isHeader
    }

    package static func formula(_ heading: String, digits: Int = NumberText.tableDigits) -> Column {
      var column = Column(heading, digits: digits)
      column.isFormula = true
      return column
    }
  }

  package enum Cell: Hashable, Sendable {
    case empty
    /// A gap to fill in.
    case blank
    case text(String)
    /// A formula or a name of one: `x @ W1 + b1`, `W1[0]`.
    case formula(String)
    case number(Double)
    /// A small matrix or vector, its rows.
    case matrix([[Double]])
    case strong(String)
  }

  package init(caption: String, columns: [Column], rows: [[Cell]], note: String? = nil) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.note = note
  }

  /// The numbers of a column as texts, nil for cells that hold none.
  func numbers(inColumn index: Int) -> [NumberText?] {
    let digits = columns[index].digits
    return rows.map { row in
      if case .number(let value) = row[index] { NumberText(value, digits: digits) } else { nil }
    }
  }

  /// Whether a column holds numbers and nothing else but gaps.
  func isNumeric(column index: Int) -> Bool {
    var hasNumber = false
    for row in rows {
      switch row[index] {
      case .number: hasNumber = true
      case .empty, .blank: continue
      case .text, .formula, .matrix, .strong: return false
      }
    }
    return hasNumber
  }
}
