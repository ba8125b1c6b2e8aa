extension TeXParser {
  /// `\left … \right` or a fence of the `\big` family; nil for other commands.
  mutating func parseFence(_ name: String, _ token: TeXToken) throws(TeXProblem) -> MathNode? {
    if name == "left" { return try parseLeft(token) }
    let sizes = ["big", "Big", "bigg", "Bigg"]
    var stem = name
    if name.count > 3, let last = name.last, "lrm".contains(last) { stem = String(name.dropLast()) }
    guard let size = sizes.firstIndex(of: stem) else { return nil }
    let fence = try parseDelimiter(after: token)
    let side: MathClass =
      switch name.last {
      case "l": .opening
      case "r": .closing
      case "m": .relation
      default: Self.side(of: fence)
      }
    return .sizedFence(fence, size + 1, side)
  }

  private static func side(of fence: String) -> MathClass {
    if "([{⟨⌊⌈".contains(fence) { return .opening }
    return ")]}⟩⌋⌉".contains(fence) ? .closing : .ordinary
  }

  private mutating func parseLeft(_ token: TeXToken) throws(TeXProblem) -> MathNode {
    var fences = [try parseDelimiter(after: token)]
    var pieces: [MathNode] = []
    while true {
      pieces.append(.row(try parseRow()))
      guard let end = try input.next() else { throw TeXProblem(.unclosedLeft, at: token.range) }
      switch end.kind {
      case .command("middle"): fences.append(try parseDelimiter(after: end))
      case .command("right"):
        fences.append(try parseDelimiter(after: end))
        return .fenced(pieces, fences: fences)
      default: throw TeXProblem(.unclosedLeft, at: token.range)
      }
    }
  }

  private mutating func parseDelimiter(after command: TeXToken) throws(TeXProblem) -> String {
    guard let token = try input.peekSolid() else {
      throw TeXProblem(.missingArgument(command: command.text), at: command.range)
    }
    guard let fence = TeXSymbols.fence(token) else {
      let name = String(command.text.dropFirst())
      throw TeXProblem(.notADelimiter(token.text, command: name), at: token.range)
    }
    _ = try input.next()
    return fence
  }
}
