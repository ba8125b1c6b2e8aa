extension TeXParser {
  /// `\text{…}` and its kin: words, with mathematics between dollars.
  mutating func parseText(_ font: MathFont, of command: TeXToken) throws(TeXProblem) -> MathNode {
    guard let open = try input.peekSolid() else {
      throw TeXProblem(.missingArgument(command: command.text), at: command.range)
    }
    _ = try input.next()
    guard open.kind == .beginGroup else { return .text(open.text, font) }
    try enter()
    defer { leave() }
    var parts: [MathNode] = []
    var text = ""
    func flush() {
      if !text.isEmpty { parts.append(.text(text, font)) }
      text = ""
    }
    var depth = 0
    while let token = try input.next() {
      switch token.kind {
      case .beginGroup: depth += 1
      case .endGroup where depth > 0: depth -= 1
      case .endGroup:
        flush()
        return parts.count == 1 ? parts[0] : .row(parts)
      case .character("$"):
        flush()
        parts.append(.row(try parseDollars(openedAt: token.range)))
      case .character("~"): text += "\u{A0}"
      case .character("'"): text += "’"
      case .character("`"): text += "‘"
      case .command(let name):
        if let inner = TeXSymbols.textFonts[name] {
          flush()
          parts.append(try parseText(inner, of: token))
        } else {
          text += textOf(name, token)
        }
      default: text += token.text
      }
    }
    throw TeXProblem(.unclosedGroup, at: open.range)
  }

  /// What a command stands for among words.
  private mutating func textOf(_ name: String, _ token: TeXToken) -> String {
    switch name {
    case " ", ",", ";", ":", "quad", "qquad", "enspace": return "\u{A0}"
    case "{", "}", "%", "$", "#", "&", "_": return name
    case "\\": return " "
    case "textbackslash": return "\\"
    case "ldots", "dots", "textellipsis": return "…"
    case "S", "P", "copyright", "pounds": return TeXSymbols.ordinarySymbols[name] ?? name
    default:
      warn(.unknownCommand(name, suggestion: suggestion(for: name)), at: token.range)
      return token.text
    }
  }

  /// Mathematics among words, up to the closing dollar.
  private mutating func parseDollars(openedAt range: Range<Int>) throws(TeXProblem) -> [MathNode] {
    var nodes: [MathNode] = []
    while let token = try input.peekSolid() {
      if token.isCharacter("$") {
        _ = try input.next()
        return nodes
      }
      if Self.closesRow(token) { break }
      nodes.append(try parseScripted())
    }
    throw TeXProblem(.strayCharacter("$"), at: range)
  }

  /// The text of `\operatorname{arg\,max}`: letters, with thin spaces as written.
  mutating func parseName(of command: TeXToken) throws(TeXProblem) -> String {
    let argument = try parseRawArgument(of: command)
    var name = ""
    for token in TeXToken.tokens(of: argument.text) {
      switch token.kind {
      case .space: continue
      case .command(","), .command(":"), .command(";"), .command(" "): name += "\u{2009}"
      case .command("!"): continue
      case .character("-"): name += "-"
      case .character("*"): name += "∗"
      case .character(let character): name.append(character)
      case .command(let command):
        guard case .identifier(let letter, _)? = TeXSymbols.node(for: command) else {
          warn(
            .unknownCommand(command, suggestion: suggestion(for: command)), at: argument.range)
          name += token.text
          continue
        }
        name += letter
      default: name += token.text
      }
    }
    return name
  }

  /// A colour's name or code, checked, so that nothing else can come into the markup.
  mutating func parseColor(of command: TeXToken) throws(TeXProblem) -> String? {
    let argument = try parseRawArgument(of: command)
    let text = argument.text.filter { !$0.isWhitespace }
    if MathMLColor.names.contains(text.lowercased()) { return text.lowercased() }
    let digits = text.dropFirst()
    if text.first == "#", digits.count == 3 || digits.count == 6,
      digits.allSatisfy(\.isHexDigit), digits.allSatisfy(\.isASCII)
    {
      return text
    }
    warn(.notAColor(argument.text), at: argument.range)
    return nil
  }
}
