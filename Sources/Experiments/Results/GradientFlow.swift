import Autodiff
import Training

/// How large gradients are from layer to layer, at one or several steps of a training.
package struct GradientFlow: Hashable, Sendable {
  /// At ascending steps.
  package var moments: [Moment]

  package struct Moment: Hashable, Sendable {
    package var step: Int
    /// In the order of the parameters.
    package var entries: [Entry]
  }

  package struct Entry: Hashable, Sendable {
    package var name: String
    /// The mean of |g| over the parameter's elements, and √Σg².
    package var meanMagnitude: Double
    package var norm: Double
    /// √Σ(Δw)² / √Σw², Δw the step's update; nil where there was none or the weights are all 0.
    package var updateRatio: Double?
  }
}

extension GradientFlow.Moment {
  /// - Parameters:
  ///   - before: the parameters that the gradients were taken at.
  ///   - after: those after the step's update; empty where there was none.
  init(step: Int, gradients: [NamedTensor], before: [NamedTensor], after: [NamedTensor]) {
    self.step = step
    entries = gradients.map { gradient in
      let values = gradient.tensor.values
      let old = before.first { $0.name == gradient.name }?.tensor.values ?? []
      let new = after.first { $0.name == gradient.name }?.tensor.values ?? []
      let size = Self.norm(old)
      let update = Self.norm(zip(new, old).map { $0 - $1 })
      return GradientFlow.Entry(
        name: gradient.name,
        meanMagnitude: values.reduce(0) { $0 + $1.magnitude } / Double(max(1, values.count)),
        norm: Self.norm(values), updateRatio: new.isEmpty || size == 0 ? nil : update / size)
    }
  }

  private static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
