/// The keys of an experiment block, as the format spells them.
package enum ExperimentKey: String, CaseIterable, Hashable, Sendable, Codable {
  // The model.
  case network
  case minimize
  case tape
  // What determines the result.
  case start
  case data
  case loss
  case optimizer
  case learningRate = "learning rate"
  case schedule
  case steps
  case epochs
  case batch
  case shuffle
  case seed
  case initializer = "init"
  case weights
  case clip
  case weightDecay = "weight decay"
  case stop
  case precision
  case sweep
  case cases
  case seeds
  case bestBy = "best by"
  case record
  case findLearningRate = "find learning rate"
  // How it is shown, and what must hold.
  case show
  case expect
  case plots
  case source
  case blank
  case caption
  case alt

  static let models: [ExperimentKey] = [.network, .minimize, .tape]

  /// Whether the key may be an axis of a sweep.
  var isSetting: Bool {
    switch self {
    case .network, .minimize, .tape, .start, .data, .loss, .optimizer, .learningRate, .schedule,
      .steps, .epochs, .batch, .shuffle, .seed, .initializer, .weights, .clip, .weightDecay, .stop,
      .precision:
      true
    case .sweep, .cases, .seeds, .bestBy, .record, .findLearningRate, .show, .expect, .plots,
      .source, .blank, .caption, .alt:
      false
    }
  }

  /// Whether a model is compiled for its value.
  var determinesModel: Bool {
    switch self {
    case .network, .minimize, .tape, .start, .data, .loss, .batch, .weights: true
    default: false
    }
  }

  /// Whether the key means something for models without samples (`minimize` and tapes).
  var needsNetwork: Bool {
    switch self {
    case .data, .loss, .epochs, .batch, .shuffle, .initializer: true
    default: false
    }
  }
}
