import Source

/// What a notebook holds beyond CommonMark, as found in its source, and the edits that stand in for
/// it in the draft.
struct Dialect {
  struct Callout {
    let kind: Document.Callout
    let titleRange: SourceRange
  }

  struct Footnote {
    let label: String
    let range: SourceRange
  }

  struct Formula {
    /// With its dollars.
    let range: SourceRange
    let formula: Document.Formula
  }

  struct Table {
    struct Row {
      let range: SourceRange
      /// At most as many as the header has.
      let cells: [SourceRange]
      /// The empty cells that the row lacks at its end.
      let missingCells: Int
    }

    let range: SourceRange
    let alignments: [Document.ColumnAlignment]
    /// The header first.
    let rows: [Row]
    /// The index of the header's first cell among all cells.
    let firstCell: Int
  }

  var callouts: [Callout] = []
  var footnotes: [Footnote] = []
  var formulas: [Formula] = []
  var tables: [Table] = []
  /// The cells of all tables, in order.
  var cells: [SourceRange] = []
  /// Ascending; where two start at one place, in the order of their replacements.
  var edits: [DraftEdit] = []
  var diagnostics: [Diagnostic] = []
}
