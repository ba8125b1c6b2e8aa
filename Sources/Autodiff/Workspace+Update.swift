import CKernels

// One pass each over the parameters, gradients and state in the arena's head.
extension Workspace {
  /// Moves the parameters by the gradients as they now stand.
  ///
  /// - Parameters:
  ///   - rate: η of this step.
  ///   - correction: for adam at this step.
  /// - Precondition: the programs were made with at least the rule's state slots.
  package func update(_ rule: UpdateRule, rate: Double, correction: BiasCorrection = .none) {
    precondition(stateSlots >= rule.stateSlots, "the programs have too few state slots")
    guard let w = elements.baseAddress else { return }
    let n = Int64(parameterCount)
    let g = w + parameterCount
    let s = g + parameterCount
    var step = ck_step()
    step.rate = rate
    switch rule {
    case .sgd: kernels.sgd(w, g, n, &step)
    case .momentum(let beta):
      step.beta = beta
      kernels.momentum(w, g, s, n, &step)
    case .nesterov(let beta):
      step.beta = beta
      kernels.nesterov(w, g, s, n, &step)
    case .adagrad(let epsilon):
      step.epsilon = epsilon
      kernels.adagrad(w, g, s, n, &step)
    case .rmsprop(let alpha, let epsilon):
      step.decay = alpha
      step.epsilon = epsilon
      kernels.rmsprop(w, g, s, n, &step)
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      step.rate = rate / correction.first
      step.scale = 1 / correction.second.squareRoot()
      step.beta = beta1
      step.decay = beta2
      step.epsilon = epsilon
      step.shrink = rate * weightDecay
      kernels.adam(w, g, s, s + parameterCount, n, &step)
    }
  }

  /// Adds λ w to the gradients.
  package func applyWeightDecay(_ lambda: Double) {
    guard let w = elements.baseAddress else { return }
    kernels.weight_decay(w + parameterCount, w, Int64(parameterCount), lambda)
  }

  /// Limits each element of the gradients to −limit … limit.
  package func clipGradients(toValue limit: Double) {
    guard let w = elements.baseAddress else { return }
    kernels.clip_value(w + parameterCount, Int64(parameterCount), limit)
  }

  /// Scales the gradients by min(1, limit / (‖g‖ + 1e-6)) and returns ‖g‖ as it was.
  @discardableResult
  package func clipGradients(toNorm limit: Double) -> Double {
    guard let w = elements.baseAddress else { return 0 }
    return kernels.clip_norm(w + parameterCount, Int64(parameterCount), limit)
  }

  /// The L2 norm of all gradients together.
  package var gradientNorm: Double {
    Double(Element(sumOfSquares(parameterCount..<2 * parameterCount)).squareRoot())
  }

  /// The sum of the squares of a stretch of the arena, in the workspace's precision.
  package func sumOfSquares(_ range: Range<Int>) -> Double {
    guard let w = elements.baseAddress else { return 0 }
    return kernels.sum_of_squares(w + range.lowerBound, Int64(range.count))
  }
}
