import CKernels

/// What happens to the parameters in a step once their gradients are known, in this order: clipping,
/// weight decay, the optimizer's rule.
package struct StepUpdate: Hashable, Sendable {
  package var rule: UpdateRule
  /// ĝ = g · min(1, c / (‖g‖ + 1e-6)) over all parameters together; nil: not limited.
  package var clipNorm: Double?
  /// Each element limited to −c … c.
  package var clipValue: Double?
  /// λ of g ← g + λw.
  package var weightDecay = 0.0
  /// β₁ᵗ and β₂ᵗ of adam after t updates.
  package var powers: (first: Double, second: Double) {
    get { (firstPower, secondPower) }
    set { (firstPower, secondPower) = newValue }
  }

  private var firstPower = 1.0
  private var secondPower = 1.0

  package init(_ rule: UpdateRule) { self.rule = rule }

  /// As the kernels take it, for so many elements.
  func kernelUpdate(count: Int) -> ck_update {
    var update = ck_update()
    update.count = Int64(count)
    update.clip_norm = clipNorm ?? 0
    update.clip_value = clipValue ?? 0
    update.weight_decay = weightDecay
    (update.power1, update.power2) = powers
    switch rule {
    case .sgd: update.rule = CK_SGD
    case .momentum(let beta):
      update.rule = CK_MOMENTUM
      update.beta = beta
    case .nesterov(let beta):
      update.rule = CK_NESTEROV
      update.beta = beta
    case .adagrad(let epsilon):
      update.rule = CK_ADAGRAD
      update.epsilon = epsilon
    case .rmsprop(let alpha, let epsilon):
      update.rule = CK_RMSPROP
      update.decay = alpha
      update.epsilon = epsilon
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      update.rule = CK_ADAM
      update.beta = beta1
      update.decay = beta2
      update.epsilon = epsilon
      update.shrink = weightDecay
    }
    return update
  }
}
