import Source

/// Decodes the YAML of experiment blocks. Every problem is collected; a value that is wrong is left
/// out, and the decoding goes on.
package struct SpecDecoder {
  /// What names in the notebook stand for.
  package struct Names: Sendable {
    package var data: [String] = []
    package var tapes: [String] = []
    package var experiments: [String] = []

    package init() {}
  }

  let names: Names
  package internal(set) var problems: [Diagnostic] = []

  package init(names: Names) { self.names = names }

  mutating func report(
    _ fact: SpecProblem, at range: SourceRange, severity: Diagnostic.Severity = .error
  ) {
    problems.append(Diagnostic(severity, fact, at: range))
  }

  /// "'steps' must be a whole number of at least 1, not 1.5."
  mutating func reject(_ node: YAMLNode, key: String, expected: String) {
    guard !node.isInvalid else { return }
    report(.wrongValue(key: key, expected: expected, found: node.shortDescription), at: node.range)
  }

  mutating func rejectWord(_ word: String, at range: SourceRange, key: String, known: [String]) {
    let nearest = Suggestion.nearest(to: word, among: known)
    report(.unknownValue(word, of: key, nearest: nearest, known: known), at: range)
  }

  mutating func rejectKey(_ entry: YAMLEntry, of what: String, known: [String]) {
    let nearest = Suggestion.nearest(to: entry.key, among: known)
    report(
      .unknownKey(entry.key, of: what, nearest: nearest, known: known), at: entry.keyRange)
  }
}

extension YAMLNode {
  /// The value in a few words, for "must be …, not …".
  var shortDescription: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .invalid: return "nothing"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: return "nothing"
      case .flag, .integer, .number: return scalar.text
      case .text(let text):
        let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
        return "'\(shown)'"
      }
    }
  }
}
