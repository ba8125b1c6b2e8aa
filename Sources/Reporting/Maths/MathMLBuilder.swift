/// Writes a formula's tree as MathML.
struct MathMLBuilder {
  var style: MathStyle
  var font = MathFont.normal

  /// The size of scripts relative to their base, as browsers have it.
  static let scriptScale = 0.71
  /// The height of fraction bars and of the middle of operators above the baseline, in em.
  static let axis = 0.25

  var isScript: Bool { style == .script || style == .scriptScript }

  /// The builder for scripts of what this one builds.
  var scripts: MathMLBuilder {
    with(style: isScript ? .scriptScript : .script)
  }

  func with(style: MathStyle) -> MathMLBuilder {
    MathMLBuilder(style: style, font: font)
  }

  func with(font: MathFont) -> MathMLBuilder {
    MathMLBuilder(style: style, font: font)
  }

  func piece(_ node: MathNode) -> MathMLPiece {
    switch node {
    case .identifier(let text, let isUpright): letter(text, isUpright: isUpright)
    case .number(let digits): number(digits)
    case .symbol(let text, let symbolClass): symbol(text, as: symbolClass)
    case .largeOperator(let text, _): largeOperator(text)
    case .function(let name, _): functionName(name)
    case .text(let text, let font): words(text, font)
    case .space(let width): space(width)
    case .row(let nodes): row(nodes)
    case .scripts(let base, let scripts): scripted(base, scripts)
    case .fraction(let upper, let lower, let style, let hasBar):
      fraction(upper, lower, style: style, hasBar: hasBar)
    case .root(let radicand, let index): root(radicand, index: index)
    case .fenced(let pieces, let fences): fenced(pieces, fences: fences)
    case .sizedFence(let fence, let size, let side): sizedFence(fence, size: size, side: side)
    case .table(let table): self.table(table)
    case .accent(let base, let accent): accented(base, accent)
    case .stacked(let base, let over, let under): stacked(base, over: over, under: under)
    case .labelledArrow(let arrow, let over, let under):
      labelledArrow(arrow, over: over, under: under)
    case .font(let font, let node): with(font: font).piece(node)
    case .style(let style, let node): styled(node, style)
    case .color(let color, let node): colored(node, color)
    case .boxed(let node): wrapped(node, #"<mrow class="boxed">"#, "</mrow>")
    case .phantom(let node, let hasWidth, let hasHeight):
      phantom(node, hasWidth: hasWidth, hasHeight: hasHeight)
    case .smashed(let node): smashed(node)
    case .negated(let node): negated(node)
    case .classed(let node, _): piece(node)
    case .source(let text):
      MathMLPiece(
        markup: #"<mtext class="tex">\#(Self.escaped(text))</mtext>"#,
        width: 0.6 * Double(text.count))
    }
  }

  // MARK: - Rows

  /// Atoms side by side.
  /// - Parameter isContinued: something stands before the row, as in the cells of `aligned`.
  func row(_ nodes: [MathNode], isContinued: Bool = false) -> MathMLPiece {
    var row = MathMLPiece.empty
    for part in parts(nodes, isContinued: isContinued) { row.append(part.piece) }
    return row
  }

  /// The atoms of a row with their classes and the space before each.
  func parts(
    _ nodes: [MathNode], isContinued: Bool = false
  ) -> [(piece: MathMLPiece, mathClass: MathClass)] {
    let nodes = joined(nodes)
    let classes = MathSpacing.classes(of: nodes, isContinued: isContinued)
    var parts: [(piece: MathMLPiece, mathClass: MathClass)] = []
    var previous: Int?
    for (index, node) in nodes.enumerated() {
      var part = MathMLPiece.empty
      if let before = previous, !isScript,
        MathSpacing.isThin(between: nodes[before], classes[before], and: node, classes[index])
      {
        part.appendSpace(3 / 18.0)
      }
      let isEdge = index == 0 || index == nodes.count - 1
      part.append(atom(node, as: classes[index], isEdge: isEdge, isAlone: nodes.count == 1))
      if case .space = node { previous = nil } else { previous = index }
      if MathSpacing.isFunction(node), index + 1 < nodes.count,
        MathSpacing.isOperand(classes[index + 1])
      {
        part.markup += "<mo>\u{2061}</mo>"
        part.count += 1
      }
      parts.append((part, classes[index]))
    }
    return parts
  }

  /// An atom of a row: symbols are written by the class that their neighbours leave them.
  private func atom(
    _ node: MathNode, as mathClass: MathClass, isEdge: Bool, isAlone: Bool
  ) -> MathMLPiece {
    if case .symbol(let text, let own) = node {
      if own == .binary, !isAlone { return binary(text, as: mathClass, isEdge: isEdge) }
      return symbol(text, as: own)
    }
    let piece = piece(node)
    // A group is one atom.
    return MathMLPiece(
      markup: piece.count == 0 ? "" : piece.element, count: min(1, piece.count),
      ascent: piece.ascent, descent: piece.descent, width: piece.width)
  }

  /// Letters of an upright or bold word in one element: `\mathrm{softmax}`.
  private func joined(_ nodes: [MathNode]) -> [MathNode] {
    switch font {
    case .roman, .bold, .italic, .sansSerif, .monospace: break
    case .normal, .boldItalic, .doubleStruck, .script, .fraktur: return nodes
    }
    var result: [MathNode] = []
    for node in nodes {
      if case .identifier(let letter, false) = node, letter.utf8.count == 1,
        case .identifier(let word, false)? = result.last, word.utf8.allSatisfy({ $0 < 0x80 })
      {
        result[result.count - 1] = .identifier(word + letter, isUpright: false)
      } else {
        result.append(node)
      }
    }
    return result
  }

  // MARK: - Text of markup

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // Control characters are not allowed in HTML.
      case _ where scalar.value < 0x20 && scalar != "\t" && scalar != "\n" || scalar.value == 0x7F:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A length in em to four digits: `0.1667em`.
  static func length(_ em: Double) -> String {
    let units = Int(abs(em) * 10_000 + 0.5)
    var digits = String(units % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    let sign = em < 0 && units > 0 ? "-" : ""
    return sign + String(units / 10_000) + (digits.isEmpty ? "" : "." + digits) + "em"
  }
}
