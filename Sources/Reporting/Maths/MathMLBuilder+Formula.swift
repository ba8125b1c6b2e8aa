/// The formula as a whole.
extension MathMLBuilder {
  /// Formulas wider than this, in em, may break between lines.
  private static let widest = 14.0
  /// A line that has grown so long may break at operators and commas too.
  private static let longLine = 9.0

  func formula(_ nodes: [MathNode], display: Bool) -> String {
    let parts = parts(nodes)
    let width = parts.map(\.piece.width).reduce(0, +)
    let lines = width > Self.widest ? lines(of: parts, display: display) : []
    let kind = (lines.count > 1 ? #" class="lines""# : "") + (display ? #" display="block""# : "")
    if lines.count > 1 {
      return "<math\(kind)>" + lines.map { "<mrow>\($0)</mrow>" }.joined() + "</math>"
    }
    return "<math\(kind)>" + parts.map(\.piece.markup).joined() + "</math>"
  }

  /// Pieces between which a line may end: before a relation where the formula is displayed, after
  /// it in running text.
  private func lines(
    of parts: [(piece: MathMLPiece, mathClass: MathClass)], display: Bool
  ) -> [String] {
    var lines = [""]
    var width = 0.0
    var openFences = 0
    for part in parts {
      if part.mathClass == .opening { openFences += 1 }
      if part.mathClass == .closing { openFences = max(0, openFences - 1) }
      let mayBreak =
        switch part.mathClass {
        case .relation: openFences == 0 && width > 1
        case .binary, .punctuation: openFences == 0 && width > Self.longLine
        case .ordinary, .largeOperator, .opening, .closing, .inner: false
        }
      let isBefore = display && part.mathClass != .punctuation
      if mayBreak, isBefore {
        lines.append("")
        width = 0
      }
      var markup = part.piece.markup
      // An operator that begins a line still stands between its operands.
      if width == 0, lines.count > 1, part.mathClass == .binary, markup.hasPrefix("<mo>") {
        markup = #"<mo form="infix">"# + markup.dropFirst("<mo>".count)
      }
      lines[lines.count - 1] += markup
      width += part.piece.width
      if mayBreak, !isBefore {
        lines.append("")
        width = 0
      }
    }
    return lines.filter { !$0.isEmpty }
  }
}
