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

/// What a trial is trained on, and how.
package struct TrialInput: Hashable, Sendable {
  package let data: TrainingData
  package let settings: TrainingSettings

  package init(_ data: TrainingData, _ settings: TrainingSettings) {
    self.data = data
    self.settings = settings
  }
}

/// Runs trials, whatever the precision.
package protocol TrialRunner: AnyObject {
  /// Trains each from the settings' start to the end of their duration, or until `stop` ends it.
  ///
  /// A result depends on the plan's model, the data and the settings alone, not on other trials.
  /// - Parameter sideBySide: whether trials that can may run in the lanes of vectors.
  /// - Throws: what `TrainingPlan.check` throws.
  /// - Precondition: the data has the sizes that the plan was compiled for.
  func train(_ trials: [TrialInput], sideBySide: Bool) throws(TrainingError) -> [TrainingResult]
}

extension TrialRunner {
  /// Trains one.
  package func train(
    _ data: TrainingData, _ settings: TrainingSettings
  ) throws(TrainingError) -> TrainingResult {
    try train([TrialInput(data, settings)], sideBySide: false)[0]
  }
}

extension TrainingPlan {
  /// A runner with an arena of its own, for one worker.
  ///
  /// - Parameters:
  ///   - level: an available level; the one by `SIMDSelection.current` unless given.
  ///   - cores: those that the steps of a single long training may be split over.
  package func runner(
    _ precision: Precision, level: SIMDLevel = SIMDSelection.current.level, cores: Int = 1
  ) -> any TrialRunner {
    switch precision {
    case .float64: DoubleRunner(self, level, cores)
    case .float32: FloatRunner(self, level, cores)
    }
  }
}

// Not one generic runner: called by these, the trainer's loop is compiled for its number type.

private final class DoubleRunner: TrialRunner {
  private let trainer: Trainer<Double>

  init(_ plan: TrainingPlan, _ level: SIMDLevel, _ cores: Int) {
    trainer = Trainer(plan, level, cores: cores)
  }

  func train(
    _ trials: [TrialInput], sideBySide: Bool
  ) throws(TrainingError) -> [TrainingResult] {
    try trainer.train(trials, sideBySide: sideBySide)
  }
}

private final class FloatRunner: TrialRunner {
  private let trainer: Trainer<Float>

  init(_ plan: TrainingPlan, _ level: SIMDLevel, _ cores: Int) {
    trainer = Trainer(plan, level, cores: cores)
  }

  func train(
    _ trials: [TrialInput], sideBySide: Bool
  ) throws(TrainingError) -> [TrainingResult] {
    try trainer.train(trials, sideBySide: sideBySide)
  }
}
