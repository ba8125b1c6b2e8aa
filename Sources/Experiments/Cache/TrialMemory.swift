import Autodiff
import Synchronization
import Training

/// An experiment's trials in the cache: looked up before they are run, kept when they are done.
final class TrialMemory: Sendable {
  /// How the trials of a run came by their results.
  struct Tally: Hashable, Sendable {
    /// Found in the cache.
    var found = 0
    var computed = 0
    /// Of those computed: in the cache without some value that is recorded or shown now.
    var lacking = 0
  }

  private let cache: TrialCache
  private let experiment: PreparedExperiment
  private let keepsAll: Bool
  /// What each model's trials have in common, as the start of their keys.
  private let models: [String]
  /// Of each model's data, all rows; nil without data.
  let dataDigests: [ContentDigest?]
  private let counts = Mutex(Tally())

  /// The first trial's parameters at some steps are kept unasked up to so many numbers, so that
  /// `show` can ask for them later.
  private static let mostSnapshotNumbers = 200_000
  /// Predictions of so many numbers are kept unasked.
  private static let mostPredictions = 1024
  /// So few losses of all trials are kept unasked, and results of so few however soon they are computed.
  private static let fewLosses = 131_072

  /// - Parameter keepsAll: whether results are kept too that take longer to read than to compute: for
  ///   others to find.
  init(_ experiment: PreparedExperiment, cache: TrialCache, keepsAll: Bool = false) {
    self.cache = cache
    self.experiment = experiment
    self.keepsAll = keepsAll
    dataDigests = experiment.groups.map { $0.rows?.valueDigest }
    models = zip(experiment.groups, dataDigests).map { $0.determinants(dataDigest: $1).text }
  }

  var tally: Tally { counts.withLock { $0 } }

  func key(of trial: ExperimentSpec.Trial) -> ContentDigest {
    var settings = experiment.settings(of: trial)
    // What is kept on the way changes no result.
    settings.record = []
    settings.snapshots = []
    settings.keepsLosses = true
    var fields = FieldList()
    fields.add("settings", settings)
    let model = models[experiment.spec.modelIndex(of: trial.group)]
    return ContentDigest(of: model + fields.text)
  }

  /// A trial's settings with all that is worth keeping.
  func settings(of trial: ExperimentSpec.Trial) -> TrainingSettings {
    var settings = experiment.recordingSettings(of: trial)
    let plan = experiment.group(of: trial).plan
    let steps = plan.steps(settings.duration)
    if steps < Self.fewLosses / experiment.spec.trialCount { settings.keepsLosses = true }
    guard trial.index == 0, settings.snapshots.isEmpty else { return settings }
    let observed = ObservedSteps.snapshots(of: steps)
    if observed.count * plan.parameterCount <= Self.mostSnapshotNumbers {
      settings.snapshots = observed
    }
    return settings
  }

  /// The result of a trial as a run of it would give it, if the cache has it.
  func find(_ trial: ExperimentSpec.Trial, key: ContentDigest) -> TrainingResult? {
    var isLacking = false
    let found = cache.find(key) { bytes -> TrainingResult? in
      guard let result = try? TrainingResult(byteCoded: bytes) else { return nil }
      if let result = asked(result, of: trial) { return result }
      isLacking = true
      return nil
    }
    counts.withLock { counts in
      if found != nil {
        counts.found += 1
      } else if isLacking {
        counts.lacking += 1
      }
    }
    return found
  }

  /// Keeps trials' results under their keys, and gives them back with no more than was asked for.
  func keep(
    _ results: [TrainingResult], of trials: [ExperimentSpec.Trial], keys: [ContentDigest]
  ) -> [TrainingResult] {
    let kept = results.indices.filter { isWorthKeeping(results[$0], of: trials[$0]) }
    cache.append(kept.map { keys[$0] }) { index, writer in
      var result = results[kept[index]]
      let isLarge = (result.predictions?.values.count ?? 0) > Self.mostPredictions
      if isLarge, !experiment.keepsPredictions { result.predictions = nil }
      result.write(to: &writer)
    }
    counts.withLock { $0.computed += results.count }
    return zip(trials, results).map { trial, training in asked(training, of: trial) ?? training }
  }

  private func isWorthKeeping(_ result: TrainingResult, of trial: ExperimentSpec.Trial) -> Bool {
    keepsAll || result.losses.count < Self.fewLosses
      || !experiment.group(of: trial).plan.isComputedAsSoonAsRead
  }

  /// A result with what the experiment records and shows, and nothing else; nil where it lacks some.
  private func asked(
    _ result: TrainingResult, of trial: ExperimentSpec.Trial
  ) -> TrainingResult? {
    let settings = experiment.recordingSettings(of: trial)
    var result = result
    result.snapshots.removeAll { !settings.snapshots.contains($0.step) }
    let reached = settings.snapshots.filter { $0 <= result.steps }
    guard result.snapshots.count == reached.count else { return nil }
    if !settings.listsLosses {
      result.unkept = result.lossSummary
      result.losses = []
    } else if result.unkept != nil {
      return nil
    }
    let recorded = settings.record.compactMap { name in
      result.recorded.first { $0.name == name }
    }
    guard recorded.count == settings.record.count else { return nil }
    result.recorded = recorded
    if !experiment.keepsPredictions {
      result.predictions = nil
    } else if result.predictions == nil, experiment.group(of: trial).data.training != nil {
      return nil
    }
    return result
  }
}

extension PreparedExperiment.Group {
  /// The data of training and validation, before they are split.
  var rows: Dataset? { split?.data ?? data.training }

  /// All that decides about a trial beside its settings.
  func determinants(dataDigest: ContentDigest?) -> FieldList {
    var fields = FieldList()
    fields.add("numerics version", String(NumericsVersion.current))
    fields.add("layout", String(TrainingResult.byteLayout))
    switch model {
    case .network(let network, let inputs, let loss):
      fields.add("network", network)
      fields.add("inputs", inputs)
      fields.add("loss", loss)
    case .minimize(let expression, _): fields.add("minimize", expression)
    case .tape(let name, let loss):
      // Its name says nothing.
      if case .tape(let tape) = subject {
        fields.add("tape", tape.tape.canonicalText)
      } else {
        fields.add("tape", name)
      }
      fields.add("loss", loss)
    }
    fields.add("metrics", plan.metricNames)
    for parameter in plan.parameters {
      fields.add("parameter", parameter.name)
      switch parameter.start {
      case .weights(let inputs, let outputs): fields.add("weights", "(\(inputs), \(outputs))")
      case .constant(let value): fields.add("constant", value)
      case .values(let values): fields.add("values", values)
      }
    }
    fields.add("batch", plan.sizes.batch)
    if let dataDigest {
      fields.add("data", dataDigest.text)
      fields.add("standardizes", standardizes)
    }
    if let split { fields.add("split", split.share) }
    return fields
  }
}

extension Dataset {
  /// Of the shapes and the numbers; names change no result.
  package var valueDigest: ContentDigest {
    let values = ContentDigest(of: features.values).text + ContentDigest(of: targets.values).text
    let classes = classNames.map { "\($0.count) classes" } ?? "no classes"
    return ContentDigest(of: "\(features.shape) \(targets.shape) \(classes) \(values)")
  }
}
