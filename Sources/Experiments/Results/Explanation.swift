import Autodiff

/// The forward and backward pass, step by step, for a reader who redoes it with paper.
package struct Explanation: Hashable, Sendable {
  /// The named quantities in order of computation: data and parameters first, the loss last.
  package var steps: [Step]
  /// For scalars: the chain rule written out per parameter.
  package var chains: [Chain]
  /// The name of the quantity whose gradient is taken: `L`.
  package var target: String

  /// One named quantity: `z1 = x @ W1 + b1`.
  package struct Step: Hashable, Sendable {
    package enum Role: Hashable, Sendable {
      case data
      case parameter
      case intermediate
      case target
    }

    package var name: String
    package var role: Role
    /// The right side with names, empty for data and parameters: `x W1 + b1`.
    package var formula: String
    package var value: Tensor
    /// ∂target/∂this, or nil where the target does not depend on it.
    package var gradient: Tensor?
    /// By each quantity that the formula names.
    package var locals: [Local]
    /// How the gradient comes about: `∂L/∂a1 · ∂a1/∂z1`, or for matrices the rule `xᵀ δ`.
    package var rule: String
    /// The shapes of the rule's matrix products, `(2, 4) @ (4, 1)`; empty where it has none.
    package var shapes: String

    package init(
      name: String, role: Role, formula: String, value: Tensor, gradient: Tensor?,
      locals: [Local], rule: String, shapes: String = ""
    ) {
      self.name = name
      self.role = role
      self.formula = formula
      self.value = value
      self.gradient = gradient
      self.locals = locals
      self.rule = rule
      self.shapes = shapes
    }
  }

  /// A local derivative: ∂(this)/∂(name).
  package struct Local: Hashable, Sendable {
    package var name: String
    /// With symbols: `2(a2 − t)`.
    package var symbolic: String
    /// With numbers; nil where it is not elementwise.
    package var value: Tensor?

    package init(name: String, symbolic: String, value: Tensor?) {
      self.name = name
      self.symbolic = symbolic
      self.value = value
    }
  }

  /// ∂L/∂w1 = ∂L/∂p · ∂p/∂z2 · … = −0.935 · 0.249 · … = −0.140. A quantity that reaches the target
  /// by several ways has one product for each.
  package struct Chain: Hashable, Sendable {
    package var parameter: String
    package var products: [[Factor]]
    package var value: Double

    package struct Factor: Hashable, Sendable {
      package var numerator: String
      package var denominator: String
      package var value: Double

      package init(numerator: String, denominator: String, value: Double) {
        self.numerator = numerator
        self.denominator = denominator
        self.value = value
      }
    }

    package init(parameter: String, products: [[Factor]], value: Double) {
      self.parameter = parameter
      self.products = products
      self.value = value
    }
  }

  package init(steps: [Step], chains: [Chain], target: String) {
    self.steps = steps
    self.chains = chains
    self.target = target
  }
}
