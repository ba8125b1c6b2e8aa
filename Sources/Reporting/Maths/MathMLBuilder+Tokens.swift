/// Letters, digits, operators and words.
extension MathMLBuilder {
  func letter(_ text: String, isUpright: Bool) -> MathMLPiece {
    let width = 0.55 * Double(text.count)
    if let alphabet = MathAlphabet(font), let styled = alphabet.styled(text) {
      let drawing = font == .script ? styled.drawing.map { #" class="cal-\#($0)""# } : nil
      return MathMLPiece(
        markup: #"<mi\#(drawing ?? "") mathvariant="normal">\#(styled.text)</mi>"#, width: 0.75)
    }
    let variant = variant(isUpright: isUpright, isWord: text.count > 1)
    let attribute = variant.map { #" mathvariant="\#($0)""# } ?? ""
    return MathMLPiece(markup: "<mi\(attribute)>\(Self.escaped(text))</mi>", width: width)
  }

  /// The value of `mathvariant`, or nil for a letter that slants by itself.
  private func variant(isUpright: Bool, isWord: Bool) -> String? {
    switch font {
    case .normal, .doubleStruck, .script: isUpright || isWord ? "normal" : nil
    case .fraktur: "fraktur"
    case .roman: "normal"
    case .italic: isWord ? "italic" : nil
    case .bold: "bold"
    case .boldItalic: isUpright ? "bold" : "bold-italic"
    case .sansSerif: "sans-serif"
    case .monospace: "monospace"
    }
  }

  func number(_ digits: String) -> MathMLPiece {
    let width = 0.55 * Double(digits.count)
    if font == .doubleStruck, let styled = MathAlphabet.doubleStruck.styled(digits) {
      return MathMLPiece(markup: "<mn>\(styled.text)</mn>", width: width)
    }
    let variant: String? =
      switch font {
      case .bold, .boldItalic: "bold"
      case .sansSerif: "sans-serif"
      case .monospace: "monospace"
      case .normal, .roman, .italic, .doubleStruck, .script, .fraktur: nil
      }
    let attribute = variant.map { #" mathvariant="\#($0)""# } ?? ""
    return MathMLPiece(markup: "<mn\(attribute)>\(Self.escaped(digits))</mn>", width: width)
  }

  func functionName(_ name: String) -> MathMLPiece {
    MathMLPiece(
      markup: #"<mi mathvariant="normal">\#(Self.escaped(name))</mi>"#,
      width: 0.52 * Double(name.count))
  }

  /// Words, whose blanks at the ends count.
  func words(_ text: String, _ font: MathFont) -> MathMLPiece {
    let faces: [MathFont: String] = [
      .bold: "bold", .italic: "italic", .sansSerif: "sans-serif", .monospace: "monospace",
    ]
    var text = text
    if text.hasPrefix(" ") { text = "\u{A0}" + text.dropFirst() }
    if text.hasSuffix(" ") { text = text.dropLast() + "\u{A0}" }
    let attribute = faces[font].map { #" mathvariant="\#($0)""# } ?? ""
    return MathMLPiece(
      markup: "<mtext\(attribute)>\(Self.escaped(text))</mtext>", width: 0.5 * Double(text.count))
  }

  func space(_ width: Double) -> MathMLPiece {
    var piece = MathMLPiece.empty
    piece.appendSpace(width)
    return piece
  }

  // MARK: - Operators

  /// The attributes that take away an operator's space.
  private static let close = #" lspace="0" rspace="0""#
  private static let relationSpace = #" lspace="0.2778em" rspace="0.2778em""#

  func symbol(_ text: String, as mathClass: MathClass) -> MathMLPiece {
    let escaped = Self.escaped(text)
    switch mathClass {
    case .ordinary:
      if ["′", "″", "‴", "⁗"].contains(text) {
        return MathMLPiece(markup: #"<mo class="prime"\#(Self.close)>\#(text)</mo>"#, width: 0.3)
      }
      if ["/", "|", "‖", "\\", ".", ":"].contains(text) {
        return MathMLPiece(
          markup: #"<mo\#(Self.close) stretchy="false">\#(escaped)</mo>"#, width: 0.3)
      }
      return MathMLPiece(markup: #"<mi mathvariant="normal">\#(escaped)</mi>"#)
    case .inner: return MathMLPiece(markup: #"<mi mathvariant="normal">\#(escaped)</mi>"#, width: 1)
    case .opening:
      return MathMLPiece(
        markup: #"<mo form="prefix" stretchy="false">\#(escaped)</mo>"#, width: 0.4)
    case .closing:
      return MathMLPiece(
        markup: #"<mo form="postfix" stretchy="false">\#(escaped)</mo>"#, width: 0.4)
    case .punctuation:
      let space = isScript ? Self.close : text == "," || text == ";" ? "" : #" lspace="0""#
      return MathMLPiece(markup: "<mo\(space)>\(escaped)</mo>", width: 0.45)
    case .relation:
      // The dictionary takes these for fences and separators.
      let isFence = ["∣", "∥", ":", "∤", "∦", "⟂"].contains(text)
      let space = isScript ? Self.close : isFence ? Self.relationSpace : ""
      let stretch = isFence ? #" stretchy="false""# : ""
      return MathMLPiece(
        markup: "<mo\(space)\(stretch)>\(escaped)</mo>", width: isScript ? 0.8 : 1.36)
    case .binary, .largeOperator:
      return MathMLPiece(
        markup: "<mo\(isScript ? Self.close : "")>\(escaped)</mo>", width: isScript ? 0.8 : 1.24)
    }
  }

  /// A binary operator, or what is left of it without an operand: a sign.
  func binary(_ text: String, as mathClass: MathClass, isEdge: Bool) -> MathMLPiece {
    let escaped = Self.escaped(text)
    if mathClass == .binary {
      let attributes = isScript ? Self.close : isEdge ? #" form="infix""# : ""
      return MathMLPiece(
        markup: "<mo\(attributes)>\(escaped)</mo>", width: isScript ? 0.8 : 1.24)
    }
    let isSign = ["+", "−", "±", "∓"].contains(text)
    let attributes = isSign ? #" form="prefix""# : Self.close
    return MathMLPiece(markup: "<mo\(attributes)>\(escaped)</mo>", width: 0.8)
  }

  func largeOperator(_ text: String) -> MathMLPiece {
    let isDisplay = style == .display
    let drawing = LargeOperator.drawings[text]
    let size = drawing.map { #" class="op-\#($0)\#(isDisplay ? " big" : "")""# } ?? ""
    let half = (isDisplay ? 1.4 : 1.0) / 2
    return MathMLPiece(
      markup: #"<mo\#(size)\#(Self.close) movablelimits="false">\#(text)</mo>"#,
      ascent: half + Self.axis, descent: half - Self.axis, width: 1.3)
  }

  func negated(_ node: MathNode) -> MathMLPiece {
    var node = node
    while case .row(let nodes) = node, nodes.count == 1 { node = nodes[0] }
    switch node {
    case .symbol(let text, let mathClass):
      return symbol(TeXSymbols.negations[text] ?? text + "\u{338}", as: mathClass)
    case .identifier(let text, let isUpright):
      return letter(text + "\u{338}", isUpright: isUpright)
    default:
      var slash = MathMLPiece(markup: #"<mo lspace="0" rspace="-0.5em">/</mo>"#, width: 0)
      slash.append(piece(node))
      return slash
    }
  }
}
