import Autodiff

/// The rows to train on and the rows held out; none for a model without data.
package struct TrainingData: Hashable, Sendable {
  package var training: Dataset?
  package var validation: Dataset?

  package init(training: Dataset? = nil, validation: Dataset? = nil) {
    self.training = training
    self.validation = validation
  }
}

/// Runs trials one after the other, whatever the precision.
package protocol TrialRunner: AnyObject {
  /// Trains from the settings' start to the end of their duration, or until `stop` ends it.
  ///
  /// The result depends on the plan's model, the data and the settings alone, not on trials before.
  /// - Throws: what `TrainingPlan.check` throws.
  /// - Precondition: the data has the sizes that the plan was compiled for.
  func train(
    _ data: TrainingData, _ settings: TrainingSettings
  ) throws(TrainingError) -> TrainingResult
}

extension TrainingPlan {
  /// A runner with an arena of its own, for one worker.
  package func runner(_ precision: Precision) -> any TrialRunner {
    switch precision {
    case .float64: DoubleRunner(self)
    case .float32: FloatRunner(self)
    }
  }
}

// Not one generic runner: called by these, the trainer's loop is compiled for its number type.

private final class DoubleRunner: TrialRunner {
  private let trainer: Trainer<Double>

  init(_ plan: TrainingPlan) {
    trainer = Trainer(plan)
  }

  func train(
    _ data: TrainingData, _ settings: TrainingSettings
  ) throws(TrainingError) -> TrainingResult {
    try trainer.train(data, settings)
  }
}

private final class FloatRunner: TrialRunner {
  private let trainer: Trainer<Float>

  init(_ plan: TrainingPlan) {
    trainer = Trainer(plan)
  }

  func train(
    _ data: TrainingData, _ settings: TrainingSettings
  ) throws(TrainingError) -> TrainingResult {
    try trainer.train(data, settings)
  }
}
