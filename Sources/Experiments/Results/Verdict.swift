/// What became of a training, by a written rule.
package struct Verdict: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case converged
    case converging
    case oscillating
    case plateau
    case diverged
  }

  package var kind: Kind
  /// The rule that decided, with its threshold and the measured value, as one sentence.
  package var reason: String

  package init(kind: Kind, reason: String) {
    self.kind = kind
    self.reason = reason
  }
}
