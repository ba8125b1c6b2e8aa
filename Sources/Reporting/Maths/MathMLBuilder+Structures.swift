/// Scripts, fractions, roots, and what changes how a piece looks.
extension MathMLBuilder {
  // MARK: - Scripts

  func scripted(_ base: MathNode, _ parts: MathScripts) -> MathMLPiece {
    let baseNode = piece(base)
    let lower = parts.subscript.map { scripts.piece($0) }
    let upper = parts.superscript.map { scripts.piece($0) }
    if parts.areLimits ?? (style == .display && Self.takesLimits(base)) {
      return limited(baseNode, over: upper, under: lower)
    }
    let scale = Self.scriptScale
    let name = lower == nil ? "msup" : upper == nil ? "msub" : "msubsup"
    let markup =
      "<\(name)>\(baseNode.element)\(lower?.element ?? "")\(upper?.element ?? "")</\(name)>"
    return MathMLPiece(
      markup: markup,
      ascent: max(
        baseNode.ascent, upper.map { max(0.36, baseNode.ascent - 0.4) + scale * $0.ascent } ?? 0),
      descent: max(
        baseNode.descent, lower.map { max(0.2, baseNode.descent) + scale * $0.descent } ?? 0),
      width: baseNode.width + scale * max(lower?.width ?? 0, upper?.width ?? 0))
  }

  private static func takesLimits(_ base: MathNode) -> Bool {
    switch base {
    case .largeOperator(_, let isIntegral): !isIntegral
    case .function(_, let hasLimits): hasLimits
    case .classed(_, .largeOperator): true
    default: false
    }
  }

  /// A base with pieces in script size above and below.
  func limited(_ base: MathMLPiece, over: MathMLPiece?, under: MathMLPiece?) -> MathMLPiece {
    let name = over == nil ? "munder" : under == nil ? "mover" : "munderover"
    let scale = Self.scriptScale
    return MathMLPiece(
      markup: "<\(name)>\(base.element)\(under?.element ?? "")\(over?.element ?? "")</\(name)>",
      ascent: base.ascent + (over.map { scale * $0.height + 0.1 } ?? 0),
      descent: base.descent + (under.map { scale * $0.height + 0.1 } ?? 0),
      width: max(base.width, scale * max(over?.width ?? 0, under?.width ?? 0)))
  }

  func stacked(_ base: MathNode, over: MathNode?, under: MathNode?) -> MathMLPiece {
    limited(piece(base), over: over.map(scripts.piece), under: under.map(scripts.piece))
  }

  // MARK: - Fractions and roots

  func fraction(
    _ upper: MathNode, _ lower: MathNode, style own: MathStyle?, hasBar: Bool
  ) -> MathMLPiece {
    let outer = own ?? style
    let inner: MathStyle =
      switch outer {
      case .display: .text
      case .text: .script
      case .script, .scriptScript: .scriptScript
      }
    let numerator = with(style: inner).piece(upper)
    let denominator = with(style: inner).piece(lower)
    let scale = outer == .display ? 1 : Self.scriptScale
    let thickness = hasBar ? "" : #" linethickness="0""#
    let markup = "<mfrac\(thickness)>\(numerator.element)\(denominator.element)</mfrac>"
    let fraction = MathMLPiece(
      markup: markup, ascent: Self.axis + 0.1 + scale * numerator.height,
      descent: 0.1 - Self.axis + scale * denominator.height,
      width: 0.2 + scale * max(numerator.width, denominator.width))
    guard let own, own != style else { return fraction }
    return styled(fraction, own)
  }

  func root(_ radicand: MathNode, index: MathNode?) -> MathMLPiece {
    let inside = piece(radicand)
    let row = "<mrow>\(inside.markup)</mrow>"
    let markup =
      index.map { "<mroot>\(row)\(with(style: .scriptScript).piece($0).element)</mroot>" }
      ?? "<msqrt>\(row)</msqrt>"
    return MathMLPiece(
      markup: markup, ascent: inside.ascent + 0.2, descent: inside.descent + 0.05,
      width: inside.width + 0.9)
  }

  // MARK: - Looks

  func styled(_ node: MathNode, _ style: MathStyle) -> MathMLPiece {
    styled(with(style: style).piece(node), style)
  }

  private func styled(_ piece: MathMLPiece, _ style: MathStyle) -> MathMLPiece {
    let level =
      switch style {
      case .display, .text: 0
      case .script: 1
      case .scriptScript: 2
      }
    var result = piece
    result.markup =
      #"<mstyle displaystyle="\#(style == .display)" scriptlevel="\#(level)">"#
      + "\(piece.markup)</mstyle>"
    result.count = 1
    return result
  }

  /// The piece of a node between two tags.
  func wrapped(_ node: MathNode, _ open: String, _ close: String) -> MathMLPiece {
    var result = piece(node)
    result.markup = open + result.markup + close
    result.count = 1
    return result
  }

  func colored(_ node: MathNode, _ color: String) -> MathMLPiece {
    if color == "black" { return piece(node) }
    if color.hasPrefix("#") {
      return wrapped(node, #"<mstyle mathcolor="\#(color)">"#, "</mstyle>")
    }
    return wrapped(node, #"<mstyle class="ink-\#(color)">"#, "</mstyle>")
  }

  func phantom(_ node: MathNode, hasWidth: Bool, hasHeight: Bool) -> MathMLPiece {
    let size =
      (hasWidth ? "" : #" width="0""#) + (hasHeight ? "" : #" height="0" depth="0""#)
    let padded = size.isEmpty ? ("", "") : ("<mpadded\(size)>", "</mpadded>")
    var result = wrapped(node, padded.0 + "<mphantom>", "</mphantom>" + padded.1)
    if !hasWidth { result.width = 0 }
    if !hasHeight { (result.ascent, result.descent) = (0, 0) }
    return result
  }

  func smashed(_ node: MathNode) -> MathMLPiece {
    var result = wrapped(node, #"<mpadded height="0" depth="0">"#, "</mpadded>")
    (result.ascent, result.descent) = (0, 0)
    return result
  }
}
