/// What is amiss with a training, by written rules.
package struct Diagnosis: Hashable, Sendable {
  /// What is looked for.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case notFinite = "values that are not finite"
    case unstableRate = "a learning rate beyond stability"
    case exploding = "exploding gradients"
    case vanishing = "vanishing gradients"
    case dead = "dead units"
    case saturated = "saturated units"
    case symmetric = "symmetric weights"
    case unscaled = "unscaled inputs"
  }

  package struct Finding: Hashable, Sendable {
    package var kind: Kind
    /// `layer 2 (W2)`, `x1`, or empty for the training as a whole.
    package var place: String
    package var step: Int
    /// What was measured, beside the threshold.
    package var evidence: String
    /// Which key to change, and to what.
    package var remedy: String
  }

  /// In the order of `Kind`, one at most for each.
  package var findings: [Finding]
  /// The steps looked at; the last is the number of updates made.
  package var steps: [Int]
  /// What the curvature says of the learning rate, or why nothing is said.
  package var stability: String
}
