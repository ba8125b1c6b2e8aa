import Autodiff
import Training

/// One key of a trial with its decoded value: what a block gives, and what a sweep varies.
package enum SpecField: Hashable, Codable, Sendable {
  case model(ExperimentKey, ModelSpec)
  case start([NamedTensor])
  case data(DataSpec)
  case loss(Loss)
  /// `ownDecay`: whether `weight decay` is among its options.
  case optimizer(Optimizer, ownDecay: Bool)
  case learningRate(Double)
  case schedule([Schedule])
  case duration(Duration)
  case batch(Batch)
  case shuffle(Bool)
  case seed(UInt64)
  case initializer(Initializer)
  case weights([NamedTensor])
  case weightsFrom(String)
  case clip(Clip)
  case weightDecay(Double)
  case stop(StopRule)
  case precision(Precision)

  package var key: ExperimentKey {
    switch self {
    case .model(let key, _): key
    case .start: .start
    case .data: .data
    case .loss: .loss
    case .optimizer: .optimizer
    case .learningRate: .learningRate
    case .schedule: .schedule
    case .duration(.steps): .steps
    case .duration(.epochs): .epochs
    case .batch: .batch
    case .shuffle: .shuffle
    case .seed: .seed
    case .initializer: .initializer
    case .weights, .weightsFrom: .weights
    case .clip: .clip
    case .weightDecay: .weightDecay
    case .stop: .stop
    case .precision: .precision
    }
  }

  /// Puts the value into a trial.
  package func apply(to trial: inout TrialSpec) {
    switch self {
    case .model(_, let model): trial.model = model
    case .start(let start): trial.start = start
    case .data(let data): trial.data = data
    case .loss(let loss): trial.loss = loss
    case .optimizer(let optimizer, let ownDecay):
      trial.training.optimizer = optimizer
      trial.optimizerHasDecay = ownDecay
    case .learningRate(let rate): trial.training.learningRate = rate
    case .schedule(let schedule): trial.training.schedule = schedule
    case .duration(let duration): trial.training.duration = duration
    case .batch(let batch): trial.training.batch = batch
    case .shuffle(let shuffle): trial.training.shuffle = shuffle
    case .seed(let seed): trial.training.seed = seed
    case .initializer(let initializer): trial.training.initializer = initializer
    case .weights(let weights): trial.training.weights = weights
    case .weightsFrom(let name): trial.weightsFrom = name
    case .clip(let clip): trial.training.clip = clip
    case .weightDecay(let decay): trial.weightDecay = decay
    case .stop(let rule): trial.training.stop = rule
    case .precision(let precision): trial.training.precision = precision
    }
  }
}
