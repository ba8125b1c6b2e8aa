extension TeXParser {
  /// An atom with its scripts and primes.
  mutating func parseScripted() throws(TeXProblem) -> MathNode {
    let base: MathNode
    if let token = try input.peekSolid(), Self.startsScript(token) {
      base = .empty
    } else {
      base = try parseAtom()
    }
    var scripts = MathScripts()
    while let token = try input.peekSolid() {
      switch token.kind {
      case .superscript:
        _ = try input.next()
        let script = try parseArgument(of: token)
        if scripts.superscript != nil {
          throw TeXProblem(.doubleScript(superscript: true), at: token.range)
        }
        scripts.superscript = script
      case .subscript:
        _ = try input.next()
        let script = try parseArgument(of: token)
        if scripts.subscript != nil {
          throw TeXProblem(.doubleScript(superscript: false), at: token.range)
        }
        scripts.subscript = script
      case .character("'"), .character("’"):
        if scripts.superscript != nil {
          throw TeXProblem(.doubleScript(superscript: true), at: token.range)
        }
        scripts.superscript = try parsePrimes()
      case .command("limits"), .command("nolimits"):
        _ = try input.next()
        scripts.areLimits = token.isCommand("limits")
      default: return Self.scripted(base, scripts)
      }
    }
    return Self.scripted(base, scripts)
  }

  private static func startsScript(_ token: TeXToken) -> Bool {
    token.kind == .superscript || token.kind == .subscript || token.isCharacter("'")
  }

  /// Primes, with the superscript that may follow them.
  private mutating func parsePrimes() throws(TeXProblem) -> MathNode {
    var count = 0
    while let token = try input.peekSolid(), token.isCharacter("'") || token.isCharacter("’") {
      _ = try input.next()
      count += 1
    }
    let marks = ["′", "″", "‴", "⁗"]
    let primes: MathNode =
      count <= marks.count
      ? .symbol(marks[count - 1], .ordinary)
      : .row(Array(repeating: .symbol("′", .ordinary), count: count))
    guard let token = try input.peekSolid(), token.kind == .superscript else { return primes }
    _ = try input.next()
    return .row([primes, try parseArgument(of: token)])
  }

  private static func scripted(_ base: MathNode, _ scripts: MathScripts) -> MathNode {
    if scripts.subscript == nil, scripts.superscript == nil { return base }
    // A brace's script is its label.
    if case .accent(_, let accent) = base, accent.isBrace {
      return .stacked(base, over: scripts.superscript, under: scripts.subscript)
    }
    return .scripts(base, scripts)
  }

  /// A group, a character or a command with its arguments.
  mutating func parseAtom() throws(TeXProblem) -> MathNode {
    guard let token = try input.peekSolid() else { return .empty }
    _ = try input.next()
    switch token.kind {
    case .beginGroup: return try parseGroup(openedAt: token.range)
    case .character(let character):
      if character.isASCII, character.isNumber { return try parseNumber(from: character) }
      if let node = TeXSymbols.node(for: character) { return node }
      warn(.strayCharacter(String(character)), at: token.range)
      return .source(String(character))
    case .command(let name): return try parseCommand(name, token)
    case .superscript, .subscript, .endGroup, .alignment, .space:
      throw TeXProblem(.strayCharacter(token.text), at: token.range)
    }
  }

  private mutating func parseGroup(openedAt range: Range<Int>) throws(TeXProblem) -> MathNode {
    let nodes = try parseRow()
    guard let close = try input.peek() else { throw TeXProblem(.unclosedGroup, at: range) }
    guard close.kind == .endGroup else {
      if case .command(let name) = close.kind, name == "right" || name == "middle" {
        throw TeXProblem(.unopenedRight(name), at: close.range)
      }
      throw TeXProblem(.unclosedGroup, at: range)
    }
    _ = try input.next()
    return .row(nodes)
  }

  /// Digits in a row, with one decimal point.
  private mutating func parseNumber(from first: Character) throws(TeXProblem) -> MathNode {
    var digits = String(first)
    var hasPoint = false
    while case .character(let character)? = try input.peek()?.kind {
      let isPoint = character == "." && !hasPoint
      guard isPoint || character.isASCII && character.isNumber else { break }
      hasPoint = hasPoint || isPoint
      digits.append(character)
      _ = try input.next()
    }
    return .number(digits)
  }
}
