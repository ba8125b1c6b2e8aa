import Autodiff

/// What one trial gave.
package struct TrainingResult: Hashable, Sendable, Codable {
  /// The updates made.
  package var steps = 0
  /// The batch loss of each step before its update; where `stop` ended the run before an update, the
  /// last one is of the step that was not made.
  package var losses: [Double] = []
  /// Where losses were not kept, what was seen of them; `losses` is empty then.
  package var unkept: LossSummary?
  /// The mean of the steps' losses of each epoch, where `epochs` was given.
  package var epochLosses: [Double]?
  /// The held-out loss after each epoch, where there is a split and `epochs` was given.
  package var validationLosses: [Double]?
  /// Metrics after each epoch, beside `validationLosses`: `accuracy` and `validation_accuracy`.
  package var epochMetrics: [RecordedSeries] = []
  /// The loss on all training data after the last update.
  package var finalLoss = 0.0
  package var initial: [NamedTensor] = []
  /// The raw gradients of the first step.
  package var gradients: [NamedTensor] = []
  /// The parameters after the first update.
  package var afterFirstStep: [NamedTensor] = []
  package var final: [NamedTensor] = []
  /// `accuracy` or `r2`, `validation_loss`, `validation_accuracy` or `validation_r2`, in this order.
  package var metrics: [NamedValue] = []
  /// The further values asked for, one a step.
  package var recorded: [RecordedSeries] = []
  /// All parameters before the update of each step that `TrainingSettings.snapshots` names and the run
  /// reached, the one after its last update too.
  package var snapshots: [Snapshot] = []
  /// The output for each training sample after the last update, (n × m).
  package var predictions: Tensor?
  /// The running mean and variance of each batchnorm layer after the last update.
  package var runningStatistics: [NamedTensor] = []
  /// How the run moved, for the verdict.
  package var motion = Motion()
  package var precision: Precision = .float64

  package init() {}
}

/// A model's parameters at one moment of its training.
package struct Snapshot: Hashable, Sendable, Codable {
  /// So many updates had been made.
  package let step: Int
  package let parameters: [NamedTensor]

  package init(step: Int, parameters: [NamedTensor]) {
    self.step = step
    self.parameters = parameters
  }
}

package struct NamedValue: Hashable, Sendable, Codable {
  package let name: String
  package let value: Double

  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// A value of one shape kept at each step (or epoch), one behind the other.
package struct RecordedSeries: Hashable, Sendable, Codable {
  package let name: String
  /// The shape of each entry.
  package let shape: Shape
  package var values: [Double]

  package init(_ name: String, _ shape: Shape, _ values: [Double] = []) {
    self.name = name
    self.shape = shape
    self.values = values
  }

  package var count: Int { values.count / max(1, shape.count) }

  package subscript(index: Int) -> Tensor {
    Tensor(shape, Array(values[index * shape.count..<(index + 1) * shape.count]))
  }
}

/// Facts about the path that the losses alone do not tell.
package struct Motion: Hashable, Sendable, Codable {
  /// The training samples; 0 for a model without data.
  package var samples = 0
  /// The steps of an epoch, where a step does not see all training data; where it does but drops
  /// units, those of a stretch to average over. Nil: each step's loss counts.
  package var stepsPerEpoch: Int?
  /// Whether units were dropped in steps on all data.
  package var dropsUnits = false
  /// The loss on all training data at the start.
  package var initialLoss = 0.0
  /// The norm of the gradient on all training data at the start and after the last update.
  package var initialGradientNorm = 0.0
  package var finalGradientNorm = 0.0
  /// The cosine of the angle between these two gradients, 0 where one of them is 0.
  package var gradientCosine = 0.0
  /// A few steps around the middle of the run and the last ones, where each step sees all data.
  package var middle: Stretch?
  package var end: Stretch?
  /// Which rule of `stop` ended the run.
  package var stop: StopReason?

  package init() {}

  /// A few steps in a row.
  package struct Stretch: Hashable, Sendable, Codable {
    package var steps: Int
    /// The sum of the lengths of the steps.
    package var path: Double
    /// The distance from the first point to the last.
    package var displacement: Double

    package init(steps: Int, path: Double, displacement: Double) {
      self.steps = steps
      self.path = path
      self.displacement = displacement
    }
  }
}

package enum StopReason: String, Hashable, Sendable, Codable {
  case gradient
  case loss
  case patience
}
