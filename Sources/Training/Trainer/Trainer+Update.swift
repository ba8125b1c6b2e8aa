import Autodiff

extension Trainer {
  var gradientNorm: Double {
    gradientValues().reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// Clips the gradient, adds weight decay, and updates the parameters with this step's rate.
  func update(_ settings: TrainingSettings, step: Int, rate: Double) {
    let n = plan.parameterCount
    let w = 0
    let g = n
    let s = 2 * n
    let t = 3 * n
    switch settings.clip {
    case .norm(let limit):
      let factor = Element(min(1, limit / (gradientNorm + 1e-6)))
      for i in 0..<n { memory[g + i] *= factor }
    case .value(let limit):
      for i in 0..<n { memory[g + i] = max(-Element(limit), min(Element(limit), memory[g + i])) }
    case nil: break
    }
    if settings.weightDecay != 0 {
      for i in 0..<n { memory[g + i] += Element(settings.weightDecay) * memory[w + i] }
    }
    let eta = Element(rate)
    func adam(_ beta1: Double, _ beta2: Double, _ epsilon: Double) {
      let a = Element(rate / (1 - Elementary.pow(beta1, Double(step + 1))))
      let b = Element(1 / (1 - Elementary.pow(beta2, Double(step + 1))).squareRoot())
      for i in 0..<n {
        memory[s + i] = Element(beta1) * memory[s + i] + Element(1 - beta1) * memory[g + i]
        memory[t + i] =
          Element(beta2) * memory[t + i] + Element(1 - beta2) * (memory[g + i] * memory[g + i])
        memory[w + i] -= a * memory[s + i] / (memory[t + i].squareRoot() * b + Element(epsilon))
      }
    }
    switch settings.optimizer {
    case .sgd: for i in 0..<n { memory[w + i] -= eta * memory[g + i] }
    case .momentum(let beta):
      for i in 0..<n {
        memory[s + i] = Element(beta) * memory[s + i] + memory[g + i]
        memory[w + i] -= eta * memory[s + i]
      }
    case .nesterov(let beta):
      for i in 0..<n {
        memory[s + i] = Element(beta) * memory[s + i] + memory[g + i]
        memory[w + i] -= eta * (memory[g + i] + Element(beta) * memory[s + i])
      }
    case .adagrad(let epsilon):
      for i in 0..<n {
        memory[s + i] += memory[g + i] * memory[g + i]
        memory[w + i] -= eta * memory[g + i] / (memory[s + i].squareRoot() + Element(epsilon))
      }
    case .rmsprop(let alpha, let epsilon):
      for i in 0..<n {
        memory[s + i] =
          Element(alpha) * memory[s + i] + Element(1 - alpha) * (memory[g + i] * memory[g + i])
        memory[w + i] -= eta * memory[g + i] / (memory[s + i].squareRoot() + Element(epsilon))
      }
    case .adam(let beta1, let beta2, let epsilon): adam(beta1, beta2, epsilon)
    case .adamw(let beta1, let beta2, let epsilon, let decay):
      for i in 0..<n { memory[w + i] -= Element(rate * decay) * memory[w + i] }
      adam(beta1, beta2, epsilon)
    }
  }
}
