import Autodiff
import Training

/// All that an experiment needs to be written as a program for another framework: one trial, resolved.
package struct ExperimentProgram: Sendable {
  package enum Model: Sendable {
    case network(NetworkModel)
    case minimize(ExpressionModel)
    case tape(TapeModel)
  }

  /// The samples as they were read, and what is done to them before training.
  package struct Data: Hashable, Sendable {
    package var source: DataSpec.Source
    /// The columns asked for, where the source is a table: nil is the last, or all others.
    package var target: String?
    package var features: [String]?
    /// All rows, neither split nor standardised.
    package var rows: Dataset
    package var standardize = false
    package var split: Split?

    package init(source: DataSpec.Source, rows: Dataset) {
      self.source = source
      self.rows = rows
    }
  }

  package struct Split: Hashable, Sendable {
    /// The rows in the order of the split: the first ones train, the others are held out.
    package var order: [Int]
    package var training: Int

    package init(order: [Int], training: Int) {
      self.order = order
      self.training = training
    }
  }

  package var model: Model
  package var settings: TrainingSettings
  /// The updates to make unless `stop` ends the run.
  package var steps: Int
  package var stepsPerEpoch: Int
  /// Where the parameters start.
  package var initial: [NamedTensor]
  /// Nil for a model without samples.
  package var data: Data?
  /// The rates to run one after the other, where nothing else is swept; empty: the settings' own.
  package var learningRates: [Double] = []
  /// What tells the trial from the block's others: `optimizer` and its value; empty where it is alone
  /// or `learningRates` stand for them all.
  package var choices: [TrialResult.Setting] = []

  package init(
    model: Model, settings: TrainingSettings, steps: Int, stepsPerEpoch: Int = 1,
    initial: [NamedTensor]
  ) {
    self.model = model
    self.settings = settings
    self.steps = steps
    self.stepsPerEpoch = stepsPerEpoch
    self.initial = initial
  }
}
