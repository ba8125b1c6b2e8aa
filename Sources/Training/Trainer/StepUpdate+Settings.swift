import Autodiff

extension StepUpdate {
  /// What the settings of a training do to the parameters in each step.
  init(_ settings: TrainingSettings) {
    self.init(settings.optimizer.rule)
    switch settings.clip {
    case .norm(let limit): clipNorm = limit
    case .value(let limit): clipValue = limit
    case nil: break
    }
    weightDecay = settings.weightDecay
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
