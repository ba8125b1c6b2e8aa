import Autodiff
import Source
import Training

/// Makes a decoded experiment ready to run, or says why it cannot be.
struct Preparation {
  private let spec: ExperimentSpec
  private let places: SpecPlaces
  private let presentation: Presentation
  private let tapes: [String: Tape]
  private let outcomes: [String: BlockResult.Outcome]
  /// Whether something beside the page needs the losses of all steps.
  var needsLosses = true
  private(set) var loader: DataLoader
  private(set) var problems: [Diagnostic] = []

  /// A failure whose diagnostic has been kept.
  private struct Reported: Error {}

  init(
    _ experiment: BlockReader.Experiment, tapes: [String: Tape], loader: DataLoader,
    outcomes: [String: BlockResult.Outcome]
  ) {
    spec = experiment.decoded.spec ?? experiment.decoded.draft ?? ExperimentSpec()
    places = experiment.decoded.places
    presentation = experiment.decoded.presentation
    self.tapes = tapes
    self.loader = loader
    self.outcomes = outcomes
  }

  mutating func prepare() -> PreparedExperiment? {
    do {
      let prepared = try compiled()
      try checkSize(prepared)
      return prepared
    } catch {
      return nil
    }
  }

  /// The models with all that their settings name in place.
  private mutating func compiled() throws(Reported) -> PreparedExperiment {
    let weights = try inheritedWeights()
    var groups: [PreparedExperiment.Group] = []
    for group in spec.modelGroups {
      let trial = spec.trial(group * max(1, spec.seeds.count)).spec
      groups.append(try self.group(trial, weights))
    }
    var prepared = PreparedExperiment(
      spec: spec, places: places, presentation: presentation, groups: groups, weights: weights)
    prepared.keepsLosses = needsLosses || presentation.readsLosses
    problems += prepared.measureProblems
    let unfit = prepared.unfitSettings
    problems += unfit
    if !unfit.isEmpty { throw Reported() }
    return prepared
  }

  /// Checks what can be checked in a block that has errors elsewhere: all, where they are in
  /// settings of the training alone, or else its data and its expression by themselves.
  mutating func checkDraft(modelIsRead: Bool) {
    if modelIsRead {
      _ = try? compiled()
      return
    }
    let trial = spec.base
    if let data = trial.data {
      do throws(DataTable.Failure) {
        _ = try loader.dataset(data, places: places)
      } catch {
        problems += error.diagnostics
      }
    }
    if case .minimize(let text) = trial.model, !text.isEmpty, !trial.start.isEmpty {
      _ = try? minimize(text, trial, [:])
    }
  }

  private mutating func fail(_ fact: any DiagnosticFact, at range: SourceRange) -> Reported {
    problems.append(Diagnostic(.error, fact, at: range))
    return Reported()
  }

  // MARK: Weights of other blocks

  private mutating func inheritedWeights() throws(Reported) -> [String: [NamedTensor]] {
    var weights: [String: [NamedTensor]] = [:]
    for name in spec.weightSources { weights[name] = try finalWeights(of: name) }
    return weights
  }

  private mutating func finalWeights(of name: String) throws(Reported) -> [NamedTensor] {
    let place = places.range(of: .weights, entry: "from")
    guard case .experiment(let result)? = outcomes[name] else {
      throw fail(SpecProblem.weightsOfFailed(name), at: place)
    }
    if result.trials.count == 1 { return result.trials[0].training.final }
    guard let best = result.best(), best.trials.count == 1 else {
      throw fail(
        SpecProblem.weightsOfSeveral(name, trials: result.trials.count), at: place)
    }
    return result.trials[best.trials[0]].training.final
  }

  // MARK: Models

  private mutating func group(
    _ trial: TrialSpec, _ weights: [String: [NamedTensor]]
  ) throws(Reported) -> PreparedExperiment.Group {
    switch trial.model {
    case .network(let network): return try self.network(network, trial)
    case .minimize(let text): return try minimize(text, trial, weights)
    case .tape(let name): return try tape(name, trial)
    }
  }

  private mutating func network(
    _ network: Network, _ trial: TrialSpec
  ) throws(Reported) -> PreparedExperiment.Group {
    guard let dataSpec = trial.data else {
      throw fail(SpecProblem.networkWithoutData, at: places.range(of: .network))
    }
    let whole: Dataset
    do {
      whole = try loader.dataset(dataSpec, places: places)
    } catch {
      problems += error.diagnostics
      throw Reported()
    }
    let model = try fitted(network, trial.loss, whole)
    let training = try trainingRows(whole, dataSpec)
    let sizes = TrainingPlan.Sizes(
      samples: training, validation: whole.count - training, batch: trial.training.batch,
      recordsMetric: TrainingPlan.needsPredictions(trial.training.record))
    let standardized =
      dataSpec.standardize && dataSpec.split == nil
      ? whole.standardized(by: whole.scaling) : whole
    return PreparedExperiment.Group(
      plan: try plan(model, sizes), data: TrainingData(training: standardized), whole: whole,
      split: dataSpec.split.map { (whole, $0) }, standardizes: dataSpec.standardize,
      model: .network(network, inputs: model.inputs, loss: trial.loss), subject: .network(model))
  }

  private mutating func fitted(
    _ network: Network, _ loss: Loss, _ data: Dataset
  ) throws(Reported) -> NetworkModel {
    do throws(NetworkError) {
      return try NetworkModel(network, loss: loss, data: data)
    } catch {
      for problem in NetworkModel.problems(network, loss: loss, data: data) {
        _ = fail(DataProblem.network(problem), at: place(of: problem))
      }
      throw Reported()
    }
  }

  private mutating func trainingRows(
    _ data: Dataset, _ dataSpec: DataSpec
  ) throws(Reported) -> Int {
    guard let split = dataSpec.split else { return data.count }
    let training = Dataset.trainingCount(data.count, fraction: split)
    guard training > 0, training < data.count else {
      throw fail(
        DataProblem.emptySplit(rows: data.count, split: split, trains: training == 0),
        at: places.range(of: .data, entry: "split"))
    }
    return training
  }

  private mutating func minimize(
    _ text: String, _ trial: TrialSpec, _ weights: [String: [NamedTensor]]
  ) throws(Reported) -> PreparedExperiment.Group {
    let inherited = trial.weightsFrom.flatMap { weights[$0] } ?? []
    let starts = (trial.start.isEmpty ? inherited : trial.start).map {
      ExpressionModel.Start($0, range: places.range(of: .start, entry: $0.name))
    }
    let nodes = [places.nodes[.minimize]].compactMap { $0 } + (places.choices[.minimize] ?? [])
    let excerpt =
      nodes.first { $0.scalar?.text == text }?.excerpt
      ?? Excerpt(text: text, fileOffset: places.range(of: .minimize).start)
    let (model, found) = ExpressionModel.read(excerpt, start: starts)
    problems += found
    guard let model else { throw Reported() }
    return PreparedExperiment.Group(
      plan: try plan(model, TrainingPlan.Sizes(samples: 0, batch: .all)), data: TrainingData(),
      split: nil, standardizes: false,
      model: .minimize(expression: text, variables: model.initialValues.map(\.name)),
      subject: .minimize(model))
  }

  private mutating func tape(
    _ name: String, _ trial: TrialSpec
  ) throws(Reported) -> PreparedExperiment.Group {
    let place = places.range(of: .tape)
    guard let tape = tapes[name] else { throw fail(SpecProblem.tapeFailed(name), at: place) }
    let model: TapeModel
    do {
      model = try TapeModel(tape)
    } catch {
      throw fail(error, at: place)
    }
    return PreparedExperiment.Group(
      plan: try plan(model, TrainingPlan.Sizes(samples: 0, batch: .all)), data: TrainingData(),
      split: nil, standardizes: false, model: .tape(name: name, loss: model.loss),
      subject: .tape(model))
  }

  private mutating func plan(
    _ model: some Model, _ sizes: TrainingPlan.Sizes
  ) throws(Reported) -> TrainingPlan {
    do {
      return try TrainingPlan(model, sizes)
    } catch {
      throw fail(SpecProblem.notCompiled("\(error)"), at: places.block)
    }
  }

  /// The layer that an error is about, or the data.
  private func place(of error: NetworkError) -> SourceRange {
    switch error {
    case .noLayers, .noParameters: places.range(of: .network)
    case .noUnits(let layer), .dropoutProbability(_, let layer), .residualWidth(_, _, let layer):
      places.layerRange(layer)
    case .inputWidth: places.inputWidthRange
    case .outputWidth, .lastLayer, .classWithoutOutput: places.layerRange(nil)
    case .classNotIndex, .rowNotOneHot, .targetNotProbability: places.range(of: .data)
    }
  }

  // MARK: Limits

  private mutating func checkSize(_ prepared: PreparedExperiment) throws(Reported) {
    let cost = RunCost(prepared)
    if cost.steps > Double(ExperimentSpec.mostSteps) {
      let key: ExperimentKey = places.nodes[.epochs] == nil ? .steps : .epochs
      throw fail(SpecProblem.tooManySteps(cost.steps), at: places.range(of: key))
    }
    if cost.bytes > Double(ExperimentSpec.mostBytes) {
      throw fail(SpecProblem.tooMuchMemory(bytes: cost.bytes), at: places.block)
    }
    if spec.seeds.count > 1, !prepared.dependsOnSeed {
      let fact = SpecProblem.seedsWithoutEffect
      problems.append(Diagnostic(.warning, fact, at: places.range(of: .seeds)))
    }
  }
}
