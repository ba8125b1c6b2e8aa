extension TeXParser {
  /// A command with its arguments; its token has been taken.
  mutating func parseCommand(_ name: String, _ token: TeXToken) throws(TeXProblem) -> MathNode {
    if let node = TeXSymbols.node(for: name) { return node }
    if let node = try parseFraction(name, token) { return node }
    if let node = try parseFence(name, token) { return node }
    if let node = try parseFace(name, token) { return node }
    if let node = try parseStack(name, token) { return node }
    if let node = try parseBox(name, token) { return node }
    if let atomClass = Self.classes[name] {
      return .classed(try parseArgument(of: token), atomClass)
    }
    switch name {
    case "begin": return try parseEnvironment(beginningWith: token)
    case "not": return .negated(try parseArgument(of: token))
    case "bmod": return .symbol("mod", .binary)
    case "mod", "pmod", "pod": return try parseModulus(name, token)
    case "operatorname", "operatorname*":
      return .function(try parseName(of: token), hasLimits: name.hasSuffix("*"))
    case "nonumber", "notag", "strut", "mathstrut", "allowbreak", "relax", "limits", "nolimits",
      "hfill", "displaylimits", "hline":
      return .empty
    case "tag", "label":
      let argument = try parseRawArgument(of: token)
      warn(.numbering(name), at: token.range.lowerBound..<argument.range.upperBound)
      return .empty
    default: return try parseUnknown(name, token)
    }
  }

  private static let classes: [String: MathClass] = [
    "mathord": .ordinary, "mathop": .largeOperator, "mathbin": .binary, "mathrel": .relation,
    "mathopen": .opening, "mathclose": .closing, "mathpunct": .punctuation, "mathinner": .inner,
  ]

  /// An unknown command with the groups right behind it, as written.
  private mutating func parseUnknown(
    _ name: String, _ token: TeXToken
  ) throws(TeXProblem) -> MathNode {
    warn(.unknownCommand(name, suggestion: suggestion(for: name)), at: token.range)
    var text = token.text
    while let open = try input.peek(), open.kind == .beginGroup {
      var depth = 0
      repeat {
        guard let part = try input.next() else { throw TeXProblem(.unclosedGroup, at: open.range) }
        if part.kind == .beginGroup { depth += 1 }
        if part.kind == .endGroup { depth -= 1 }
        text += part.text
      } while depth > 0
    }
    return .source(text)
  }

  // MARK: - Fractions, roots, moduli

  private mutating func parseFraction(
    _ name: String, _ token: TeXToken
  ) throws(TeXProblem) -> MathNode? {
    let style: MathStyle? = name.hasPrefix("d") || name == "cfrac" ? .display : nil
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let numerator = try parseArgument(of: token)
      let denominator = try parseArgument(of: token)
      return .fraction(
        numerator, denominator, style: name == "tfrac" ? .text : style, hasBar: true)
    case "binom", "dbinom", "tbinom":
      let upper = try parseArgument(of: token)
      let lower = try parseArgument(of: token)
      let pair = MathNode.fraction(
        upper, lower, style: name == "tbinom" ? .text : style, hasBar: false)
      return .fenced([pair], fences: ["(", ")"])
    case "sqrt":
      let index = try parseOptional(of: token)
      return .root(try parseArgument(of: token), index: index)
    default: return nil
    }
  }

  private mutating func parseModulus(
    _ name: String, _ token: TeXToken
  ) throws(TeXProblem) -> MathNode {
    let argument = try parseArgument(of: token)
    let word: [MathNode] =
      name == "pod"
      ? [] : [.classed(.function("mod", hasLimits: false), .ordinary), .space(1 / 3.0)]
    if name == "mod" { return .row([.space(2 / 3.0)] + word + [argument]) }
    return .row(
      [.space(2 / 3.0), .symbol("(", .opening)] + word + [argument, .symbol(")", .closing)])
  }

  // MARK: - Faces and boxes

  private mutating func parseFace(_ name: String, _ token: TeXToken) throws(TeXProblem) -> MathNode?
  {
    if let font = TeXSymbols.fonts[name] { return .font(font, try parseArgument(of: token)) }
    if let font = TeXSymbols.textFonts[name] { return try parseText(font, of: token) }
    if name == "textcolor" {
      let color = try parseColor(of: token)
      let argument = try parseArgument(of: token)
      return color.map { .color($0, argument) } ?? argument
    }
    return nil
  }

  private mutating func parseBox(_ name: String, _ token: TeXToken) throws(TeXProblem) -> MathNode?
  {
    switch name {
    case "phantom", "hphantom", "vphantom":
      return .phantom(
        try parseArgument(of: token), hasWidth: name != "vphantom", hasHeight: name != "hphantom")
    case "smash": return .smashed(try parseArgument(of: token))
    case "boxed": return .boxed(try parseArgument(of: token))
    case "fbox": return .boxed(try parseText(.roman, of: token))
    case "hspace", "mspace", "hskip", "mskip", "kern", "mkern":
      let argument = try parseRawArgument(of: token)
      if let width = TeXLength.em(argument.text) { return .space(width) }
      warn(.notALength(argument.text), at: argument.range)
      return .empty
    default: return nil
    }
  }

  // MARK: - Above and below

  private mutating func parseStack(_ name: String, _ token: TeXToken) throws(TeXProblem)
    -> MathNode?
  {
    if let accent = TeXSymbols.accents[name] {
      return .accent(try parseArgument(of: token), accent)
    }
    if let arrow = TeXSymbols.labelledArrows[name] {
      let under = try parseOptional(of: token)
      return .labelledArrow(arrow, over: try parseArgument(of: token), under: under)
    }
    switch name {
    case "stackrel", "overset", "underset":
      let label = try parseArgument(of: token)
      let base = try parseArgument(of: token)
      let isUnder = name == "underset"
      let stack = MathNode.stacked(base, over: isUnder ? nil : label, under: isUnder ? label : nil)
      return name == "stackrel" ? .classed(stack, .relation) : stack
    case "substack": return try parseSubstack(token)
    default: return nil
    }
  }
}
