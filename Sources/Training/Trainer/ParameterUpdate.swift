import Autodiff

/// What happens to the parameters in a step, once their gradients are known: clipping, weight decay,
/// the optimizer's update.
struct ParameterUpdate<Element: Real> {
  private let clip: Clip?
  private let weightDecay: Double
  private let rule: UpdateRule
  private let betas: (Double, Double)?
  /// β₁ᵗ and β₂ᵗ, products of t factors.
  private var powers = (1.0, 1.0)

  init(_ settings: TrainingSettings) {
    clip = settings.clip
    weightDecay = settings.weightDecay
    rule = settings.optimizer.rule
    if case .adam(let beta1, let beta2, _, _) = rule { betas = (beta1, beta2) } else { betas = nil }
  }

  /// Changes the gradients and the parameters in the arena.
  mutating func apply(to workspace: Workspace<Element>, rate: Double) {
    switch clip {
    case .norm(let limit): workspace.clipGradients(toNorm: limit)
    case .value(let limit): workspace.clipGradients(toValue: limit)
    case nil: break
    }
    if weightDecay != 0 { workspace.applyWeightDecay(weightDecay) }
    guard let betas else { return workspace.update(rule, rate: rate) }
    powers = (powers.0 * betas.0, powers.1 * betas.1)
    let correction = BiasCorrection(first: 1 - powers.0, second: 1 - powers.1)
    workspace.update(rule, rate: rate, correction: correction)
  }
}

extension Optimizer {
  /// The pass over the parameters that it is.
  var rule: UpdateRule {
    switch self {
    case .sgd: .sgd
    case .momentum(let beta): .momentum(beta: beta)
    case .nesterov(let beta): .nesterov(beta: beta)
    case .adagrad(let epsilon): .adagrad(epsilon: epsilon)
    case .rmsprop(let alpha, let epsilon): .rmsprop(alpha: alpha, epsilon: epsilon)
    case .adam(let beta1, let beta2, let epsilon):
      .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: 0)
    case .adamw(let beta1, let beta2, let epsilon, let weightDecay):
      .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
    }
  }
}
