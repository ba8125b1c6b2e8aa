import Autodiff
import Source
import Training

extension PreparedExperiment {
  /// Whether a part is shown: asked for, or by default where nothing is.
  func shows(_ parts: Presentation.Part..., byDefault: Bool = false) -> Bool {
    presentation.show.map { $0.contains { parts.contains($0) } } ?? byDefault
  }

  // MARK: Two parameters

  /// Whether the loss is drawn over its two parameters.
  var showsSurface: Bool {
    let isMinimized = if case .minimize = groups[0].subject { true } else { false }
    return groups[0].plan.parameterCount == 2
      && shows(.contour, .trajectory, byDefault: isMinimized)
  }

  /// The loss on all training rows over its two parameters, along the descents of all trials.
  func surface(_ trials: [TrialResult]) -> Surface? {
    guard showsSurface, let (objective, inputs) = fullObjective(of: spec.trial(0), 50_000_000)
    else {
      return nil
    }
    return Surface(objective, inputs: inputs, along: trials)
  }

  // MARK: The features' plane

  /// The decisions of the first trial, of a sweep of the best setting's.
  func regions(_ result: ExperimentResult) -> DecisionRegions? {
    guard shows(.decisionBoundary) else { return nil }
    let number = result.trials.count > 1 ? result.best()?.trials.first ?? 0 : 0
    let trial = spec.trial(number)
    let group = group(of: trial)
    guard case .network(let model) = group.subject, model.inputs == 2,
      let data = group.data(seed: settings(of: trial).seed).training,
      let across = PlaneSampling.range(data.features.column(0), margin: 0.1),
      let along = PlaneSampling.range(data.features.column(1), margin: 0.1)
    else { return nil }
    let x = PlaneSampling.spread(across.low, across.high, count: PlaneSampling.columns)
    let y = PlaneSampling.spread(along.low, along.high, count: PlaneSampling.rows)
    let training = result.trials[number].training
    let network = TrainedNetwork(model: model, training: training)
    let grid = Tensor(
      .matrix(x.count * y.count, 2), y.flatMap { second in x.flatMap { [$0, second] } })
    guard let predictions = network.predictions(grid), let classes = Self.classes(of: data, model)
    else { return nil }
    let count = max(2, model.outputs)
    let names = data.classNames ?? (0..<count).map { String($0) }
    var regions = DecisionRegions(
      names: data.featureNames.count == 2 ? data.featureNames : ["x1", "x2"],
      isStandardized: group.standardizes || trial.spec.data?.standardize ?? false, x: x, y: y,
      margins: Self.margins(predictions), classes: classes, classNames: names, trial: number)
    // Running statistics are known at the end alone.
    guard training.runningStatistics.isEmpty, result.trials.count == 1 else { return regions }
    regions.earlier = Self.earlier(model, training, grid).map { snapshot, predictions in
      DecisionRegions.Moment(
        step: snapshot.step, parameters: snapshot.parameters, margins: Self.margins(predictions))
    }
    return regions
  }

  /// The class of each row; nil where the targets are none.
  private static func classes(of data: Dataset, _ model: NetworkModel) -> [Int]? {
    let targets = data.targets
    switch model.metric {
    case .r2: return nil
    case .thresholdAccuracy:
      return targets.shape.columns == 1 ? targets.values.map { $0 >= 0.5 ? 1 : 0 } : nil
    case .classAccuracy:
      if model.targetsAreClasses { return targets.values.map { Int($0) } }
      return (0..<targets.shape.rows).map { row in
        (0..<targets.shape.columns).max { targets[row, $0] < targets[row, $1] } ?? 0
      }
    }
  }

  /// Of one output p: 1 − 2p and 2p − 1.
  private static func margins(_ predictions: Tensor) -> [[Double]] {
    let columns = predictions.shape.columns
    if columns == 1 {
      let second = predictions.values.map { 2 * $0 - 1 }
      return [second.map { -$0 }, second]
    }
    return (0..<columns).map { column in
      (0..<predictions.shape.rows).map { row in
        let others = (0..<columns).lazy.filter { $0 != column }.map { predictions[row, $0] }
        return predictions[row, column] - (others.max() ?? 0)
      }
    }
  }

  // MARK: One feature

  /// Whether the predictions of a regression of one feature are drawn along it.
  var showsFit: Bool {
    guard shows(.predictions, byDefault: spec.trialCount == 1),
      case .network(let model) = groups[0].subject
    else { return false }
    return model.inputs == 1 && model.metric == .r2
  }

  /// The predictions of a regression of one feature along it.
  func fit(_ first: TrialResult) -> FittedCurve? {
    let trial = spec.trial(0)
    guard showsFit, case .network(let model) = group(of: trial).subject,
      let data = group(of: trial).data(seed: settings(of: trial).seed).training,
      let range = PlaneSampling.range(data.features.values, margin: 0.02)
    else { return nil }
    let x = PlaneSampling.spread(range.low, range.high, count: 121)
    let network = TrainedNetwork(model: model, training: first.training)
    let column = Tensor(.matrix(x.count, 1), x)
    guard let predictions = network.predictions(column) else { return nil }
    var fit = FittedCurve(
      feature: data.featureNames.first ?? "x", x: x,
      outputs: predictions.allColumns, outputNames: data.targetNames)
    // Running statistics are known at the end alone.
    guard first.training.runningStatistics.isEmpty, spec.trialCount == 1 else { return fit }
    fit.earlier = Self.earlier(model, first.training, column).map { snapshot, predictions in
      FittedCurve.Moment(
        step: snapshot.step, parameters: snapshot.parameters, outputs: predictions.allColumns)
    }
    return fit
  }

  /// The predictions before the observed steps, where the parameters were kept.
  private static func earlier(
    _ model: NetworkModel, _ training: TrainingResult, _ features: Tensor
  ) -> [(Snapshot, Tensor)] {
    let steps = ObservedSteps.steps(of: training.steps)
    return training.snapshots.filter { steps.contains($0.step) }.compactMap { snapshot in
      TrainedNetwork(model: model, training: training.with(snapshot)).predictions(features)
        .map { (snapshot, $0) }
    }
  }

  // MARK: Rates

  /// The learning rate of each step that each trial made, where `rate` is shown.
  func rates(_ trials: [TrialResult]) -> [[Double]] {
    guard shows(.rate) else { return [] }
    return trials.enumerated().prefix(Self.mostRates).map { number, result in
      let trial = spec.trial(number)
      let settings = settings(of: trial)
      let schedule = RateSchedule(
        rate: settings.learningRate, schedules: settings.schedule,
        steps: group(of: trial).plan.steps(settings.duration))
      return (0..<max(1, result.training.steps)).map { schedule.rate(at: $0) }
    }
  }

  private static let mostRates = 64

  // MARK: What cannot be drawn

  /// Said where `show` asks for a figure that the model does not have.
  func figureProblems(_ result: ExperimentResult) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if shows(.contour), result.surface == nil {
      let count = groups[0].plan.parameterCount
      problems.append(warning(.contour, .contourNeedsTwo(parameters: count)))
    }
    if shows(.decisionBoundary), result.regions == nil {
      problems.append(warning(.decisionBoundary, .boundaryNeedsPlane))
    }
    return problems + gapProblems
  }

  /// What `blank` leaves open and is not there.
  private var gapProblems: [Diagnostic] {
    let items = places.nodes[.blank].map { $0.sequence ?? [$0] } ?? []
    let known = groups[0].plan.parameters.map(\.name)
    return zip(presentation.blank, items).compactMap { blank, item in
      guard let quantity = ResultPath(blank)?.quantity, quantity.count > 1,
        ["gradients", "final", "initial"].contains(quantity[0]), !known.contains(quantity[1])
      else { return nil }
      let nearest = Suggestion.nearest(to: quantity[1], among: known)
      let fact = SpecProblem.unknownValue(
        quantity[1], of: quantity[0], nearest: nearest, known: known)
      return Diagnostic(.error, fact, at: item.range)
    }
  }

  /// A warning at an item of `show`.
  func warning(_ part: Presentation.Part, _ fact: SpecProblem) -> Diagnostic {
    let items = places.nodes[.show].map { $0.sequence ?? [$0] } ?? []
    let item = items.first { normalizedWords($0.scalar?.text ?? "") == part.rawValue }
    return Diagnostic(.warning, fact, at: item?.range ?? places.range(of: .show))
  }
}

extension Tensor {
  fileprivate var allColumns: [[Double]] { (0..<shape.columns).map { column($0) } }

  /// A column of a matrix.
  fileprivate func column(_ index: Int) -> [Double] {
    (0..<shape.rows).map { self[$0, index] }
  }
}

extension TrainingResult {
  /// As if the training had ended at a moment.
  fileprivate func with(_ snapshot: Snapshot) -> TrainingResult {
    var result = self
    result.final = snapshot.parameters
    return result
  }
}
