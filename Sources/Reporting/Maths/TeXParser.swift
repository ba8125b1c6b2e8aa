import Source

/// Reads TeX into a tree.
///
/// Nesting is bounded by ``MathML/depthLimit``, so recursion is too.
struct TeXParser {
  var input: TeXInput
  private(set) var warnings: [MathML.Warning] = []
  private var reported: Set<TeXFact> = []
  private var depth = 0
  private var suggestions: [String: String?] = [:]

  init(tex: String, macros: [String: String]) {
    input = TeXInput(tex: tex, macros: macros)
  }

  mutating func parseFormula() throws(TeXProblem) -> [MathNode] {
    var lines: [[MathNode]] = []
    while true {
      lines.append(try parseRow())
      guard let token = try input.next() else { break }
      switch token.kind {
      case .command("\\"), .command("cr"), .command("newline"):
        try skipRowSpacing()
      case .endGroup: throw TeXProblem(.unopenedGroup, at: token.range)
      case .command("end"):
        let name = try parseRawArgument(of: token).text
        throw TeXProblem(.unopenedEnvironment(name), at: token.range.lowerBound..<input.end)
      case .command(let name): throw TeXProblem(.unopenedRight(name), at: token.range)
      default: throw TeXProblem(.strayCharacter(token.text), at: token.range)
      }
    }
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    if lines.count == 1 { return lines[0] }
    return [.table(MathTable(rows: lines.map { [.row($0)] }, style: .display))]
  }

  /// Atoms up to what closes the row, which is left to the caller.
  mutating func parseRow(isOptional: Bool = false) throws(TeXProblem) -> [MathNode] {
    try enter()
    defer { depth -= 1 }
    var nodes: [MathNode] = []
    var numerator: (nodes: [MathNode], hasBar: Bool, fences: [String]?)?
    while let token = try input.peekSolid() {
      switch token.kind {
      case .endGroup, .alignment,
        .command("\\"), .command("cr"), .command("newline"), .command("end"), .command("right"),
        .command("middle"):
        return Self.divided(numerator, nodes)
      case .character("]") where isOptional: return Self.divided(numerator, nodes)
      case .command("over"), .command("atop"), .command("choose"):
        _ = try input.next()
        numerator = (
          nodes, token.isCommand("over"), token.isCommand("choose") ? ["(", ")"] : nil
        )
        nodes = []
      case .command("color"): nodes.append(try parseColored(token, isOptional: isOptional))
      case .command(let name):
        if let wrap = try parseSwitch(name, token) {
          let rest = try parseRow(isOptional: isOptional)
          return Self.divided(numerator, nodes + [wrap(.row(rest))])
        }
        nodes.append(try parseScripted())
      default: nodes.append(try parseScripted())
      }
    }
    return Self.divided(numerator, nodes)
  }

  /// The row as the denominator of an infix `\over`, where there was one.
  private static func divided(
    _ numerator: (nodes: [MathNode], hasBar: Bool, fences: [String]?)?, _ nodes: [MathNode]
  ) -> [MathNode] {
    guard let numerator else { return nodes }
    let fraction = MathNode.fraction(
      .row(numerator.nodes), .row(nodes), style: nil, hasBar: numerator.hasBar)
    guard let fences = numerator.fences else { return [fraction] }
    return [.fenced([fraction], fences: fences)]
  }

  /// A command that holds to the end of its group, as what it does to the rest.
  private mutating func parseSwitch(
    _ name: String, _ token: TeXToken
  ) throws(TeXProblem) -> ((MathNode) -> MathNode)? {
    if let style = Self.style(name) {
      _ = try input.next()
      return { .style(style, $0) }
    }
    if let font = TeXSymbols.fontSwitch(name) {
      _ = try input.next()
      return { .font(font, $0) }
    }
    return nil
  }

  /// `\color{red}` holds to the end of the group, but as on GitHub, a group right behind is all that
  /// takes the colour.
  private mutating func parseColored(
    _ token: TeXToken, isOptional: Bool
  ) throws(TeXProblem) -> MathNode {
    _ = try input.next()
    let color = try parseColor(of: token)
    let content: MathNode
    if let open = try input.peekSolid(), open.kind == .beginGroup {
      content = try parseScripted()
    } else {
      content = .row(try parseRow(isOptional: isOptional))
    }
    return color.map { .color($0, content) } ?? content
  }

  private static func style(_ command: String) -> MathStyle? {
    switch command {
    case "displaystyle": .display
    case "textstyle": .text
    case "scriptstyle": .script
    case "scriptscriptstyle": .scriptScript
    default: nil
    }
  }

  // MARK: - Arguments

  /// The argument of a command: a group or a single atom.
  mutating func parseArgument(of command: TeXToken) throws(TeXProblem) -> MathNode {
    guard let token = try input.peekSolid(), !Self.closesRow(token) else {
      throw TeXProblem(.missingArgument(command: command.text), at: command.range)
    }
    if token.kind == .beginGroup { return try parseAtom() }
    try enter()
    defer { depth -= 1 }
    if case .character(let digit) = token.kind, digit.isNumber {
      _ = try input.next()
      return .number(String(digit))
    }
    return try parseAtom()
  }

  /// What stands in brackets right after a command, or nil.
  mutating func parseOptional(of command: TeXToken) throws(TeXProblem) -> MathNode? {
    guard let open = try input.peekSolid(), open.isCharacter("[") else { return nil }
    _ = try input.next()
    let row = try parseRow(isOptional: true)
    guard let close = try input.next(), close.isCharacter("]") else {
      throw TeXProblem(.missingArgument(command: command.text), at: command.range)
    }
    return .row(row)
  }

  /// The argument of a command as it is written.
  mutating func parseRawArgument(
    of command: TeXToken
  ) throws(TeXProblem) -> (text: String, range: Range<Int>) {
    guard let first = try input.peekSolid() else {
      throw TeXProblem(.missingArgument(command: command.text), at: command.range)
    }
    _ = try input.next()
    guard first.kind == .beginGroup else { return (first.text, first.range) }
    var text = ""
    var depth = 0
    while let token = try input.next() {
      if token.kind == .beginGroup { depth += 1 }
      if token.kind == .endGroup {
        if depth == 0 { return (text, first.range.lowerBound..<input.end) }
        depth -= 1
      }
      text += token.text
    }
    throw TeXProblem(.unclosedGroup, at: first.range)
  }

  static func closesRow(_ token: TeXToken) -> Bool {
    switch token.kind {
    case .endGroup, .alignment, .command("\\"), .command("cr"), .command("end"),
      .command("right"), .command("middle"):
      true
    default: false
    }
  }

  // MARK: - Bounds and warnings

  /// Goes one level deeper; the caller takes it back.
  mutating func enter() throws(TeXProblem) {
    guard depth < MathML.depthLimit else {
      let place = try input.peek()?.range ?? input.endRange
      throw TeXProblem(.tooDeep(limit: MathML.depthLimit), at: place)
    }
    depth += 1
  }

  mutating func leave() { depth -= 1 }

  /// Warns at the first of several places with the same fact.
  mutating func warn(_ fact: TeXFact, at range: Range<Int>) {
    guard reported.insert(fact).inserted else { return }
    warnings.append(MathML.Warning(range: range, fact: fact))
  }

  /// The known command nearest to an unknown one; few are looked up, since each costs some time.
  mutating func suggestion(for name: String) -> String? {
    if let known = suggestions[name] { return known }
    guard suggestions.count < 8 else { return nil }
    let nearest = Suggestion.nearest(to: name, among: TeXSymbols.commandNames)
    suggestions[name] = .some(nearest)
    return nearest
  }
}
