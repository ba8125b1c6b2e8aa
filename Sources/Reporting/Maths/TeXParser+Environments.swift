import Source

extension TeXParser {
  /// What an environment's table looks like, and the fences around it.
  private struct Layout: Sendable {
    var table = MathTable()
    var fences: [String]?
    /// The number of arguments to read past.
    var skipped = 0
    var hasColumns = false
  }

  private static let layouts: [String: Layout] = {
    func matrix(_ fences: [String]?, small: Bool = false) -> Layout {
      Layout(table: MathTable(isSmall: small), fences: fences)
    }
    func aligned(_ skipped: Int = 0) -> Layout {
      Layout(
        table: MathTable(columns: [.right, .left], style: .display, isAligned: true),
        skipped: skipped)
    }
    func cases(_ fences: [String], _ style: MathStyle = .text) -> Layout {
      Layout(table: MathTable(columns: [.left], style: style), fences: fences)
    }
    let gathered = Layout(table: MathTable(style: .display))
    return [
      "matrix": matrix(nil), "pmatrix": matrix(["(", ")"]), "bmatrix": matrix(["[", "]"]),
      "Bmatrix": matrix(["{", "}"]), "vmatrix": matrix(["|", "|"]),
      "Vmatrix": matrix(["‖", "‖"]), "smallmatrix": matrix(nil, small: true),
      "subarray": Layout(table: MathTable(isSmall: true), hasColumns: true),
      "array": Layout(hasColumns: true), "darray": Layout(hasColumns: true),
      "cases": cases(["{", ""]), "dcases": cases(["{", ""], .display),
      "rcases": cases(["", "}"]), "drcases": cases(["", "}"], .display),
      "aligned": aligned(), "align": aligned(), "align*": aligned(), "split": aligned(),
      "alignedat": aligned(1), "alignat": aligned(1), "alignat*": aligned(1),
      "eqnarray": Layout(table: MathTable(columns: [.right, .center, .left], style: .display)),
      "gathered": gathered, "gather": gathered, "gather*": gathered, "multline": gathered,
      "multline*": gathered, "equation": gathered, "equation*": gathered, "math": gathered,
      "displaymath": gathered,
    ]
  }()

  mutating func parseEnvironment(beginningWith begin: TeXToken) throws(TeXProblem) -> MathNode {
    let argument = try parseRawArgument(of: begin)
    let name = argument.text
    let place = begin.range.lowerBound..<argument.range.upperBound
    guard var layout = Self.layouts[name] else {
      let near = Suggestion.nearest(to: name, among: Self.layouts.keys.sorted())
      throw TeXProblem(.unknownEnvironment(name, suggestion: near), at: place)
    }
    for _ in 0..<layout.skipped { _ = try parseRawArgument(of: begin) }
    if try input.peekSolid()?.isCharacter("[") == true, layout.table.isAligned || layout.hasColumns
    {
      _ = try parseOptional(of: begin)
    }
    if layout.hasColumns { try parseColumns(&layout.table, of: begin) }
    try parseCells(&layout.table, environment: name, at: place)
    guard let fences = layout.fences else { return .table(layout.table) }
    return .fenced([.table(layout.table)], fences: fences)
  }

  /// Cells up to and including `\end{name}`.
  private mutating func parseCells(
    _ table: inout MathTable, environment name: String, at place: Range<Int>
  ) throws(TeXProblem) {
    var row: [MathNode] = []
    while true {
      if row.isEmpty { try skipLines(&table) }
      let cell = try parseRow()
      guard let token = try input.next() else {
        throw TeXProblem(.unclosedEnvironment(name), at: place)
      }
      switch token.kind {
      case .alignment: row.append(.row(cell))
      case .command("\\"), .command("cr"), .command("newline"):
        table.rows.append(row + [.row(cell)])
        row = []
        try skipRowSpacing()
      case .command("end"):
        let closing = try parseRawArgument(of: token)
        guard closing.text == name else {
          throw TeXProblem(
            .mismatchedEnvironment(opened: name, closed: closing.text),
            at: token.range.lowerBound..<closing.range.upperBound)
        }
        if !row.isEmpty || !cell.isEmpty { table.rows.append(row + [.row(cell)]) }
        return
      case .endGroup: throw TeXProblem(.unclosedEnvironment(name), at: place)
      default: throw TeXProblem(.unopenedRight(String(token.text.dropFirst())), at: token.range)
      }
    }
  }

  /// Takes `\hline`s in front of a row.
  private mutating func skipLines(_ table: inout MathTable) throws(TeXProblem) {
    while let token = try input.peekSolid(), token.isCommand("hline") {
      _ = try input.next()
      table.lineRows.insert(table.rows.count)
    }
  }

  /// Takes the `*` and the `[2pt]` that may follow `\\`.
  mutating func skipRowSpacing() throws(TeXProblem) {
    if let token = try input.peek(), token.isCharacter("*") { _ = try input.next() }
    guard let open = try input.peek(), open.isCharacter("[") else { return }
    while let token = try input.next() {
      if token.isCharacter("]") { return }
    }
  }

  /// The column letters of an `array`.
  private mutating func parseColumns(
    _ table: inout MathTable, of begin: TeXToken
  ) throws(TeXProblem) {
    let argument = try parseRawArgument(of: begin)
    table.columns = []
    for character in argument.text {
      switch character {
      case "l": table.columns.append(.left)
      case "c": table.columns.append(.center)
      case "r": table.columns.append(.right)
      case "|": table.lineColumns.insert(table.columns.count)
      case _ where character.isWhitespace: continue
      default: throw TeXProblem(.notAColumn(String(character)), at: argument.range)
      }
    }
  }

  /// `\substack{a \\ b}`: small lines, one under the other.
  mutating func parseSubstack(_ command: TeXToken) throws(TeXProblem) -> MathNode {
    guard let open = try input.peekSolid(), open.kind == .beginGroup else {
      return try parseArgument(of: command)
    }
    _ = try input.next()
    var table = MathTable(isSmall: true)
    while true {
      table.rows.append([.row(try parseRow())])
      guard let token = try input.next() else { throw TeXProblem(.unclosedGroup, at: open.range) }
      switch token.kind {
      case .endGroup: return .table(table)
      case .command("\\"): try skipRowSpacing()
      default: throw TeXProblem(.strayCharacter(token.text), at: token.range)
      }
    }
  }
}
