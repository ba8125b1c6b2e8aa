import Autodiff

/// The state of one training while it runs, beside the numbers in the arena.
struct Trial<Element: Real> {
  let settings: TrainingSettings
  let plan: TrainingPlan
  /// The steps to make unless `stop` ends the run.
  let total: Int
  let shuffles: Bool
  let countsEpochs: Bool
  let mayStop: Bool
  let records: Bool
  let recordables: [Recordable]
  private let schedule: RateSchedule
  private let hasConstantRate: Bool

  var step = 0
  var result = TrainingResult()
  var stretches: StretchRecorder<Element>
  var patience: EarlyStopping?
  var statistics: RunningStatistics<Element>
  var update: StepUpdate
  private var startGradient: [Double] = []
  /// The next step whose parameters are kept.
  private(set) var nextSnapshot: Int?
  private var epochStart = 0
  /// The steps whose losses have been taken into the summary and let go.
  private var passed = 0
  private var summary: LossSummary.Builder?

  init(_ plan: TrainingPlan, _ settings: TrainingSettings) throws(TrainingError) {
    try plan.check(settings)
    self.plan = plan
    self.settings = settings
    total = plan.steps(settings.duration)
    shuffles = plan.sizes.samples > 0 && settings.shuffles
    if case .epochs = settings.duration { countsEpochs = true } else { countsEpochs = false }
    mayStop = settings.stop != StopRule()
    var items: [Recordable] = []
    for name in settings.record { items.append(try plan.recordable(name)) }
    recordables = items
    records = !items.isEmpty
    schedule = RateSchedule(
      rate: settings.learningRate, schedules: settings.schedule, steps: total)
    hasConstantRate = schedule.isConstant
    patience = settings.stop.patience.map { EarlyStopping(patience: $0) }
    let isMeasured = plan.stepSeesAll && !plan.dropsUnits
    stretches = StretchRecorder(
      steps: isMeasured ? total : 0, patience: settings.stop.patience)
    statistics = RunningStatistics(plan.step)
    update = StepUpdate(settings)
    nextSnapshot = settings.snapshots.first
    prepareResult()
  }

  /// Runs on all data with dropped units are judged by the means of so many stretches.
  private static var noisyStretches: Int { 32 }

  private mutating func prepareResult() {
    result.precision = settings.precision
    // A run that `stop` may end early takes what it needs.
    result.losses = .empty(
      capacity: mayStop
        ? min(total, 1024) : settings.listsLosses ? total : min(total, Self.mostUnkept))
    result.recorded = zip(settings.record, recordables).map { RecordedSeries($0, $1.shape) }
    result.motion.samples = plan.sizes.samples
    result.motion.stepsPerEpoch = plan.stepSeesAll ? nil : plan.stepsPerEpoch
    if plan.stepSeesAll, plan.dropsUnits {
      // Dropped units make a noise in each step's loss that is none of the training's.
      result.motion.stepsPerEpoch = max(1, total / Self.noisyStretches)
      result.motion.dropsUnits = true
    }
    guard countsEpochs else { return }
    result.epochLosses = []
    guard plan.validation != nil else { return }
    result.validationLosses = []
    if let metric = plan.metric {
      result.epochMetrics = [metric.name, "validation_" + metric.name].map {
        RecordedSeries($0, .scalar)
      }
    }
  }

  /// Whether a step need not be looked at: see `quietSteps`.
  var isQuiet: Bool {
    !mayStop && !records && plan.step.masks.isEmpty && plan.step.statistics.isEmpty
  }

  /// The rates of so many steps from this one on, or the one that all have.
  func rates(_ count: Int) -> [Double] {
    if hasConstantRate { return [settings.learningRate] }
    return (step..<step + count).map { schedule.rate(at: $0) }
  }

  /// The rate of this step.
  var rate: Double { hasConstantRate ? settings.learningRate : schedule.rate(at: step) }

  /// Takes down the loss and the gradient on all data at the start.
  mutating func measureStart(loss: Double, gradient: [Double]) {
    result.motion.initialLoss = loss
    result.motion.initialGradientNorm = Self.norm(gradient)
    startGradient = gradient
  }

  /// The same at the end.
  mutating func measureEnd(loss: Double, gradient: [Double]) {
    result.finalLoss = loss
    result.steps = step
    endLosses()
    let norm = Self.norm(gradient)
    result.motion.finalGradientNorm = norm
    let product = norm * result.motion.initialGradientNorm
    let dot = zip(startGradient, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    result.motion.gradientCosine = product > 0 && product.isFinite ? dot / product : 0
    result.motion.middle = stretches.middle
    result.motion.end = stretches.end
  }

  /// Keeps the parameters as they are before this step's update.
  mutating func keepSnapshot(_ parameters: [NamedTensor]) {
    result.snapshots.append(Snapshot(step: step, parameters: parameters))
    nextSnapshot = settings.snapshots.first { $0 > step }
  }

  /// Whether an epoch has begun and not ended.
  var isInEpoch: Bool { countsEpochs && passed + result.losses.count > epochStart }

  /// Whether all steps of an epoch have been made that has not ended.
  var hasWholeEpoch: Bool { countsEpochs && step >= epochStart + plan.stepsPerEpoch }

  /// Ends an epoch: the mean of its steps' losses.
  mutating func endEpochMean() -> Double {
    let losses = result.losses[(epochStart - passed)...].prefix(plan.stepsPerEpoch)
    let mean = losses.reduce(0, +) / Double(losses.count)
    epochStart += losses.count
    result.epochLosses?.append(mean)
    return mean
  }

  /// Counts an epoch for `patience`; whether the run ends with it.
  mutating func endsPatience(_ loss: Double) -> Bool {
    guard patience?.ends(with: loss) ?? false else { return false }
    result.motion.stop = .patience
    return true
  }

  // MARK: Losses that are not kept

  /// The steps whose losses wait to be summed up, about; they stay in the nearest cache.
  static var mostUnkept: Int { 2048 }

  /// The loss of the step that was made last.
  var lastLoss: Double { result.losses[result.losses.count - 1] }

  /// Has losses summed up and let go that wait for it, before others are added.
  mutating func makeRoomForLosses() {
    guard !settings.listsLosses, result.losses.count >= Self.mostUnkept / 2 else { return }
    let count = countsEpochs ? epochStart - passed : result.losses.count
    if count > 0 { letGo(count) }
  }

  private mutating func letGo(_ count: Int) {
    var summary = self.summary ?? LossSummary.Builder(result.motion, steps: total)
    result.losses.withUnsafeBufferPointer {
      summary.take(UnsafeBufferPointer(rebasing: $0[..<count]))
    }
    self.summary = summary
    result.losses.removeFirst(count)
    passed += count
  }

  private mutating func endLosses() {
    guard !settings.listsLosses else { return }
    letGo(result.losses.count)
    result.unkept = summary?.end(with: result.finalLoss)
    result.losses = []
  }

  private static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

extension TrainingSettings {
  /// Whether rows are drawn in a new order each epoch.
  package var shuffles: Bool {
    if let shuffle { return shuffle }
    if case .size = batch { return true }
    return false
  }
}
