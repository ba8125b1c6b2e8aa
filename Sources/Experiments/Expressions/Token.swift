import Source

/// A word or sign of the expression language, with its place in the text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(Double)
    case name(String)
    case plus
    case minus
    case times
    case divide
    case power
    case matrixProduct
    case open
    case close
    case openBracket
    case closeBracket
    case comma
    case equals
    case newline
    /// What no expression holds; reported where it stands.
    case invalid(TapeProblem)
  }

  let kind: Kind
  /// As written, for messages.
  let text: String
  /// Byte offsets in the text that was read.
  let range: SourceRange

  var name: String? {
    if case .name(let name) = kind { name } else { nil }
  }

  /// What is wrong with the token itself.
  var problem: TapeProblem? {
    if case .invalid(let problem) = kind { problem } else { nil }
  }
}
