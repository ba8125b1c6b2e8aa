/// The tokens of a formula in the order of reading, macros expanded.
struct TeXInput {
  /// Tokens that wait to be read; of a macro's body, with the place of the macro's use.
  private struct Frame {
    let tokens: [TeXToken]
    var next = 0
    var use: Range<Int>?
  }

  private var frames: [Frame]
  private let macros: [String: [TeXToken]]
  private var expanded = 0
  /// One past the last byte that was read.
  private(set) var end = 0
  private let length: Int

  init(tex: String, macros: [String: String]) {
    frames = [Frame(tokens: TeXToken.tokens(of: tex))]
    length = tex.utf8.count
    if macros.isEmpty {
      self.macros = [:]
      return
    }
    self.macros = Dictionary(
      macros.sorted { $0.key < $1.key }.map { name, body in
        (name.hasPrefix("\\") ? String(name.dropFirst()) : name, TeXToken.tokens(of: body))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The place right behind the formula, where something is missing.
  var endRange: Range<Int> { length..<length }

  /// The next token, or nil at the end.
  mutating func peek() throws(TeXProblem) -> TeXToken? {
    while let frame = frames.last {
      guard frame.next < frame.tokens.count else {
        frames.removeLast()
        continue
      }
      var token = frame.tokens[frame.next]
      if let use = frame.use { token.range = use }
      guard case .command(let name) = token.kind, let body = macros[name] else { return token }
      frames[frames.count - 1].next += 1
      expanded += body.count + 1
      guard expanded <= MathML.expansionLimit else {
        throw TeXProblem(
          .tooManyExpansions(macro: name, limit: MathML.expansionLimit), at: token.range)
      }
      frames.append(Frame(tokens: body, use: token.range))
    }
    return nil
  }

  mutating func next() throws(TeXProblem) -> TeXToken? {
    guard let token = try peek() else { return nil }
    frames[frames.count - 1].next += 1
    end = token.range.upperBound
    return token
  }

  /// The next token that is not white space.
  mutating func peekSolid() throws(TeXProblem) -> TeXToken? {
    while let token = try peek() {
      guard token.kind == .space else { return token }
      _ = try next()
    }
    return nil
  }
}
