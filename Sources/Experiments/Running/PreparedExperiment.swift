import Autodiff
import Source
import Training

/// An experiment ready to run: its models compiled, its data in memory.
struct PreparedExperiment: Sendable {
  /// What trials share that differ in training settings alone.
  struct Group: Sendable {
    let plan: TrainingPlan
    let data: TrainingData
    /// All rows as they were read: neither split nor standardised.
    var whole: Dataset?
    /// With a split the rows are drawn from the trial's seed, so each trial makes its own.
    let split: (data: Dataset, share: Double)?
    let standardizes: Bool
    let model: ModelDescription
    let subject: Subject

    /// The rows that a trial trains on and holds out.
    func data(seed: UInt64) -> TrainingData {
      guard let split else { return data }
      let (training, validation) = split.data.split(split.share, seed: seed)
      guard standardizes else { return TrainingData(training: training, validation: validation) }
      let scaling = training.scaling
      return TrainingData(
        training: training.standardized(by: scaling),
        validation: validation.standardized(by: scaling))
    }
  }

  let spec: ExperimentSpec
  let places: SpecPlaces
  let presentation: Presentation
  let groups: [Group]
  /// The start values taken over from other blocks, by name of the block.
  let weights: [String: [NamedTensor]]
  /// Whether results have the losses of all steps, or only what verdicts look at in them.
  var keepsLosses = true

  /// Predictions are kept of so many trials at most.
  private static let keptPredictions = 16

  func group(of trial: ExperimentSpec.Trial) -> Group { groups[spec.modelIndex(of: trial.group)] }

  var keepsPredictions: Bool { spec.trialCount <= Self.keptPredictions }

  /// A trial's settings, with the weights that it starts from.
  func settings(of trial: ExperimentSpec.Trial) -> TrainingSettings {
    var settings = trial.spec.settings
    if let name = trial.spec.weightsFrom { settings.weights = weights[name] ?? [] }
    return settings
  }

  /// The same with what is to be kept on the way.
  func recordingSettings(of trial: ExperimentSpec.Trial) -> TrainingSettings {
    var settings = settings(of: trial)
    settings.snapshots = observedSnapshots(of: trial)
    settings.keepsLosses = keepsLosses
    let variables = pathVariables(of: trial)
    guard !variables.isEmpty else { return settings }
    settings.record += ParameterPath.names(variables).filter { !settings.record.contains($0) }
    return settings
  }

  func finished(_ trial: ExperimentSpec.Trial, _ training: TrainingResult) -> TrialResult {
    var training = training
    if !keepsPredictions { training.predictions = nil }
    let variables = pathVariables(of: trial)
    let path = variables.isEmpty ? nil : ParameterPath(training, variables: variables)
    let asked = trial.spec.training.record
    training.recorded.removeAll { !asked.contains($0.name) }
    var result = TrialResult(
      settings: trial.settings, verdict: VerdictRule.verdict(for: training), training: training,
      scalarParameters: group(of: trial).data.training == nil)
    result.path = path
    return result
  }

  func result(_ trials: [TrialResult]) -> ExperimentResult {
    let first = spec.trial(0)
    let group = group(of: first)
    var result = ExperimentResult(
      model: group.model, trials: trials, axes: spec.axes,
      data: group.data(seed: first.spec.training.seed).training,
      derivatives: group.subject.derivatives,
      explanation: trials.first.flatMap { explanation($0) }, bestBy: spec.bestBy,
      replicates: max(1, spec.seeds.count))
    if let first = trials.first {
      result.check = gradientCheck(first)
      result.flow = gradientFlow(first)
      result.diagnosis = diagnosis(first)
      result.fit = fit(first)
    }
    result.surface = surface(trials)
    result.regions = regions(result)
    result.rates = rates(trials)
    result.dependsOnSeed = dependsOnSeed
    result.stability = sweepStability(result)
    if case .minimize(let model) = group.subject {
      result.curve = Curve(model, along: trials)
    }
    if presentation.show?.contains(.code) == true {
      result.program = trials.first.map { program($0) }
    }
    return result
  }

  /// Said where `best by` asks for what the results will not have.
  var measureProblems: [Diagnostic] {
    let known = [Measure.finalLoss.rawValue] + groups[0].plan.metricNames
    guard !known.contains(spec.bestBy.rawValue) else { return [] }
    let fact = SpecProblem.measureMissing(spec.bestBy.rawValue, known: known)
    return [Diagnostic(.error, fact, at: places.range(of: .bestBy))]
  }

  /// Start values and values to record that a model does not have, each told once.
  var unfitSettings: [Diagnostic] {
    var found: [TrainingError] = []
    for group in spec.modelGroups {
      let trial = spec.trial(group * max(1, spec.seeds.count))
      for problem in self.group(of: trial).plan.problems(in: settings(of: trial))
      where !found.contains(problem) {
        found.append(problem)
      }
    }
    return found.map { diagnostic($0) }
  }

  /// Where an error of the trainer stands.
  func diagnostic(_ error: TrainingError) -> Diagnostic {
    let range: SourceRange
    switch error {
    case .unknownWeight(let name, _): range = places.range(ofWeight: name, dimensions: nil)
    case .weightShape(let name, _, let given):
      range = places.range(ofWeight: name, dimensions: given.dimensions)
    case .unknownRecord(let name, _):
      let items = places.nodes[.record].map { $0.sequence ?? [$0] } ?? []
      range = items.first { $0.scalar?.text == name }?.range ?? places.range(of: .record)
    }
    return Diagnostic(.error, TrainingFact(error: error), at: range)
  }
}

extension ExperimentSpec {
  /// Which of the block's models a setting trains: settings that differ in nothing that a model is
  /// compiled for share one.
  func modelIndex(of group: Int) -> Int {
    switch sweep {
    case .none: return 0
    case .cases: return changesModel ? group : 0
    case .axes(let axes):
      var rest = group
      var digits: [(digit: Int, count: Int)] = []
      for axis in axes.reversed() {
        if axis.key.determinesModel {
          digits.append((rest % axis.choices.count, axis.choices.count))
        }
        rest /= axis.choices.count
      }
      return digits.reversed().reduce(0) { $0 * $1.count + $1.digit }
    }
  }

  private var changesModel: Bool { sweptKeys.contains { $0.determinesModel } }

  /// For each model the first setting that trains it.
  var modelGroups: [Int] {
    var groups: [Int] = []
    let settings = trialCount / max(1, seeds.count)
    guard changesModel else { return [0] }
    for group in 0..<settings where modelIndex(of: group) == groups.count { groups.append(group) }
    return groups
  }
}
