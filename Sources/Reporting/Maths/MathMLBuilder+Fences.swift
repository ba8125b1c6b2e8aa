/// Fences that grow, tables, and marks over and under a base.
extension MathMLBuilder {
  /// The name of a fence's drawing in ``MathML/style``, with the side for those that have two.
  private static let drawings: [String: String] = [
    "(": "paren", ")": "paren-r", "[": "square", "]": "square-r", "{": "brace", "}": "brace-r",
    "⟨": "angle", "⟩": "angle-r", "⌊": "floor", "⌋": "floor-r", "⌈": "ceil", "⌉": "ceil-r",
    "⟦": "square", "⟧": "square-r", "|": "bar", "‖": "bars", "/": "slash", "\\": "slash-r",
  ]

  /// Up to here a letter's own fence is tall enough.
  private static let letterAscent = 1.02
  private static let letterDescent = 0.48

  func fenced(_ pieces: [MathNode], fences: [String]) -> MathMLPiece {
    let insides = pieces.map { piece($0) }
    let ascent = insides.map(\.ascent).max() ?? 0
    let descent = insides.map(\.descent).max() ?? 0
    let grows = ascent > Self.letterAscent || descent > Self.letterDescent
    var markup = ""
    for (index, fence) in fences.enumerated() {
      let form = index == 0 ? "prefix" : index == fences.count - 1 ? "postfix" : "infix"
      markup += grown(fence, form: form, grows: grows)
      guard index < insides.count else { continue }
      // In a row that is drawn, each inside is one box beside the fences.
      markup += grows ? insides[index].element : insides[index].markup
    }
    let size = ascent + descent > 3.4 ? " tall" : ascent + descent > 2.2 ? " high" : ""
    return MathMLPiece(
      markup: (grows ? #"<mrow class="fenced\#(size)">"# : "<mrow>") + markup + "</mrow>",
      ascent: ascent, descent: descent,
      width: insides.map(\.width).reduce(0, +) + 0.5 * Double(fences.count))
  }

  private func grown(_ fence: String, form: String, grows: Bool) -> String {
    if fence.isEmpty { return "" }
    let space = form == "infix" ? #" lspace="0.2em" rspace="0.2em""# : ""
    let escaped = Self.escaped(fence)
    guard grows, let drawing = Self.drawings[fence] else {
      let stretch = grows ? "" : #" stretchy="false""#
      return #"<mo form="\#(form)"\#(space)\#(stretch)>\#(escaped)</mo>"#
    }
    return #"<mo class="f-\#(drawing)" form="\#(form)">\#(escaped)</mo>"#
  }

  /// A fence of `\big` to `\Bigg`.
  func sizedFence(_ fence: String, size: Int, side: MathClass) -> MathMLPiece {
    if fence.isEmpty { return .empty }
    let form: String =
      switch side {
      case .opening: "prefix"
      case .closing: "postfix"
      default: "infix"
      }
    let space =
      side == .relation ? #" lspace="0.2778em" rspace="0.2778em""# : #" lspace="0" rspace="0""#
    let drawing = Self.drawings[fence].map { #" class="f-\#($0) sized-\#(size)""# } ?? ""
    let half = [0.6, 0.9, 1.2, 1.5][size - 1]
    let height = Self.length(2 * half)
    return MathMLPiece(
      markup: #"<mo\#(drawing) form="\#(form)"\#(space) minsize="\#(height)" maxsize="\#(height)">"#
        + Self.escaped(fence) + "</mo>",
      ascent: half + Self.axis, descent: half - Self.axis, width: 0.5)
  }

  // MARK: - Tables

  func table(_ table: MathTable) -> MathMLPiece {
    let inner = table.isSmall ? scripts : with(style: table.style)
    var height = 0.0
    var width = 0.0
    var markup = ""
    for (index, row) in table.rows.enumerated() {
      var rowWidth = 0.0
      var rowHeight = 1.2
      markup += "<mtr>"
      for (column, cell) in row.enumerated() {
        let isContinued = table.isAligned && column % 2 == 1
        let piece: MathMLPiece
        if case .row(let nodes) = cell {
          piece = inner.row(nodes, isContinued: isContinued)
        } else {
          piece = inner.piece(cell)
        }
        markup += cellTag(table, row: index, column: column) + piece.markup + "</mtd>"
        rowWidth += piece.width + (table.isAligned ? 0 : 0.8)
        rowHeight = max(rowHeight, piece.height + 0.3)
      }
      markup += "</mtr>"
      height += rowHeight
      width = max(width, rowWidth)
    }
    // What stands in a script is small already.
    let scale = table.isSmall && !isScript ? Self.scriptScale : 1
    let small = isScript ? "stack" : "stack small"
    let kind = table.isSmall ? small : table.isAligned ? "aligned" : ""
    let name = kind.isEmpty ? "" : #" class="\#(kind)""#
    let display = table.style == .display ? #" displaystyle="true""# : ""
    return MathMLPiece(
      markup: "<mtable\(name)\(display)>\(markup)</mtable>",
      ascent: scale * height / 2 + Self.axis, descent: scale * height / 2 - Self.axis,
      width: scale * width)
  }

  private func cellTag(_ table: MathTable, row: Int, column: Int) -> String {
    var classes: [String] = []
    switch table.alignment(ofColumn: column) {
    case .left: classes.append("l")
    case .right: classes.append("r")
    case .center: break
    }
    if table.lineColumns.contains(column) { classes.append("line-l") }
    if column == table.columns.count - 1, table.lineColumns.contains(column + 1) {
      classes.append("line-r")
    }
    if table.lineRows.contains(row) { classes.append("line-t") }
    if row == table.rows.count - 1, table.lineRows.contains(row + 1) { classes.append("line-b") }
    if classes.isEmpty { return "<mtd>" }
    return #"<mtd class="\#(classes.joined(separator: " "))">"#
  }

  // MARK: - Accents and arrows

  func accented(_ base: MathNode, _ accent: MathAccent) -> MathMLPiece {
    let inside = piece(base)
    let name = accent.isUnder ? "munder" : "mover"
    let kind = accent.isUnder ? "accentunder" : "accent"
    let shape = accent.drawing == "line" ? " line" : accent.isBrace ? " brace" : ""
    let width = accent.isWide ? #" class="wide\#(shape)""# : ""
    let mark =
      #"<mo class="a-\#(accent.drawing)" stretchy="\#(accent.isWide)">"#
      + Self.escaped(accent.character) + "</mo>"
    return MathMLPiece(
      markup: #"<\#(name)\#(width) \#(kind)="true">\#(inside.element)\#(mark)</\#(name)>"#,
      ascent: inside.ascent + (accent.isUnder ? 0 : 0.22),
      descent: inside.descent + (accent.isUnder ? 0.22 : 0), width: inside.width)
  }

  func labelledArrow(_ arrow: String, over: MathNode, under: MathNode?) -> MathMLPiece {
    let upper = scripts.piece(over)
    let lower = under.map(scripts.piece)
    let width = max(1.6, Self.scriptScale * max(upper.width, lower?.width ?? 0) + 0.9)
    let drawing = Self.arrowDrawings[arrow] ?? "ra"
    let base = MathMLPiece(
      markup: #"<mo class="x-\#(drawing)" style="width:\#(Self.length(width))""#
        + #" stretchy="true">\#(arrow)</mo>"#,
      ascent: 0.5, descent: 0, width: width)
    return limited(base, over: upper, under: lower)
  }

  private static let arrowDrawings = [
    "→": "ra", "←": "la", "↔": "lra", "⇒": "Ra", "⇐": "La", "⇔": "Lra", "↦": "map", "=": "eq",
    "↪": "ra", "↩": "la",
  ]
}
