import Autodiff
import Training

/// What determines an experiment's results, and nothing else.
package struct ExperimentSpec: Hashable, Codable, Sendable {
  /// The settings that all trials share.
  package var base = TrialSpec()
  package var sweep = Sweep.none
  /// The seeds of the replicates of each setting, in order; empty: the setting's own seed alone.
  package var seeds: [UInt64] = []
  /// The measure of the best setting.
  package var bestBy = Measure.finalLoss
  package var rangeTest: RangeTest?

  package init() {}
}

/// One trial: a model, its data, and how it is trained.
package struct TrialSpec: Hashable, Codable, Sendable {
  package var model = ModelSpec.minimize("")
  package var data: DataSpec?
  package var loss = Loss.mse
  /// Where `minimize` starts.
  package var start: [NamedTensor] = []
  /// The block whose trained parameters this one starts from.
  package var weightsFrom: String?
  package var training = TrainingSettings()
  /// The key `weight decay`, which of `adamw` is its own and of others goes into the gradient.
  var weightDecay: Double?
  var optimizerHasDecay = false

  package init() {}

  /// The settings as the trainer takes them.
  package var settings: TrainingSettings {
    var settings = training
    guard let weightDecay else { return settings }
    if case .adamw(let beta1, let beta2, let epsilon, _) = settings.optimizer {
      settings.optimizer = .adamw(
        beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
    } else {
      settings.weightDecay = weightDecay
    }
    return settings
  }
}

package enum ModelSpec: Hashable, Codable, Sendable {
  case network(Network)
  /// The expression as written.
  case minimize(String)
  /// The name of a tape block.
  case tape(String)
}

/// Where samples come from and how they are prepared.
package struct DataSpec: Hashable, Codable, Sendable {
  package enum Source: Hashable, Codable, Sendable {
    /// A `data` block of the notebook.
    case block(String)
    case builtin(name: String, arguments: [Argument])
    /// A CSV file, relative to the notebook's folder.
    case file(String)
    /// Two IDX files, relative to the notebook's folder.
    case images(String, labels: String)
    case inline(Dataset)
  }

  package struct Argument: Hashable, Codable, Sendable {
    package let name: String
    package let value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  package var source: Source
  /// Nil: the last column.
  package var target: String?
  /// Nil: all other columns.
  package var features: [String]?
  package var standardize = false
  /// The share of rows that train; nil: all.
  package var split: Double?

  package init(source: Source) { self.source = source }
}

/// `find learning rate`: rates rising geometrically, one a step.
package struct RangeTest: Hashable, Codable, Sendable {
  package var from = 1e-6
  package var to = 10.0
  package var steps = 100

  static let mostSteps = 100_000
}

/// Which settings are varied.
package enum Sweep: Hashable, Codable, Sendable {
  case none
  /// The product of the axes is run, the first outermost.
  case axes([Axis])
  case cases([[Choice]])

  package struct Axis: Hashable, Codable, Sendable {
    package var key: ExperimentKey
    package var choices: [Choice]
  }

  /// One value of one key.
  package struct Choice: Hashable, Codable, Sendable {
    package var field: SpecField
    /// The value as results show it.
    package var shown: SettingValue
  }
}
