import Autodiff

/// What one trial gave.
package struct TrainingResult: Hashable, Sendable, Codable {
  /// The updates made.
  package var steps = 0
  /// The batch loss of each step before its update; where `stop` ended the run, the last one is of
  /// the step that was not made.
  package var losses: [Double] = []
  /// The mean loss of each epoch, where `epochs` was given.
  package var epochLosses: [Double]?
  /// The held-out loss after each epoch, where there is a split.
  package var validationLosses: [Double]?
  /// The loss on all training data after the last update.
  package var finalLoss = 0.0
  package var initial: [NamedTensor] = []
  /// The raw gradients of the first step.
  package var gradients: [NamedTensor] = []
  /// The parameters after the first update.
  package var afterFirstStep: [NamedTensor] = []
  package var final: [NamedTensor] = []
  /// `accuracy`, `r2`, `validation_loss`, …, in a fixed order.
  package var metrics: [NamedValue] = []
  /// The further values asked for, one list a step each.
  package var recorded: [NamedTensor] = []
  /// The output for each training sample after the last update, (n × m).
  package var predictions: Tensor?
  /// How the run moved near its end, for the verdict.
  package var motion = Motion()
  package var precision: Precision = .float64

  package init() {}
}

package struct NamedValue: Hashable, Sendable, Codable {
  package let name: String
  package let value: Double

  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// Facts about the parameters' path that the losses alone do not tell.
package struct Motion: Hashable, Sendable, Codable {
  /// The norm of the full-data gradient at the start and after the last update.
  package var initialGradientNorm = 0.0
  package var finalGradientNorm = 0.0

  package init() {}
}
