/// How one step moves the parameters; the formulas are in notebooks/numerics.md.
package enum UpdateRule: Hashable, Sendable {
  /// w ← w − ηg
  case sgd
  /// v ← βv + g, w ← w − ηv
  case momentum(beta: Double)
  /// v ← βv + g, w ← w − η(g + βv)
  case nesterov(beta: Double)
  /// s ← s + g², w ← w − ηg / (√s + ε)
  case adagrad(epsilon: Double)
  /// s ← αs + (1 − α)g², w ← w − ηg / (√s + ε)
  case rmsprop(alpha: Double, epsilon: Double)
  /// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − η m̂ / (√v̂ + ε); with a weight decay λ,
  /// w ← w − ηλw first (adamw).
  case adam(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

  /// The stretches of P elements that the rule keeps from step to step, zero before the first.
  package var stateSlots: Int {
    switch self {
    case .sgd: 0
    case .momentum, .nesterov, .adagrad, .rmsprop: 1
    case .adam: 2
    }
  }
}
