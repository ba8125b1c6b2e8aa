/// Counts the trials that are done and under way, and tells.
actor TrialMeter {
  private struct Count {
    let name: String
    let measure: Measure
    /// The settings that tell trials from one another.
    let keys: [String]
    let total: Int
    var done = 0
    var running = 0
    var steps = 0
    var best: (value: Double, text: String)?
  }

  private var counts: [Count]
  private let progress: @Sendable (NotebookRunner.Progress) -> Void

  /// - Parameter totals: the trials that are run of each.
  init(
    _ blocks: [(name: String, experiment: PreparedExperiment)], totals: [Int],
    _ progress: @escaping @Sendable (NotebookRunner.Progress) -> Void
  ) {
    counts = zip(blocks, totals).map { block, total in
      let spec = block.experiment.spec
      let keys = spec.sweptKeys.map(\.rawValue) + (spec.seeds.count > 1 ? ["seed"] : [])
      return Count(name: block.name, measure: spec.bestBy, keys: keys, total: total)
    }
    self.progress = progress
  }

  /// A worker takes so many trials.
  func begin(_ index: Int, _ trials: Int) {
    counts[index].running += trials
  }

  func end(_ index: Int, _ trials: Int, _ results: [TrialResult]?, found: Int) {
    counts[index].running -= trials
    counts[index].done += results?.count ?? 0
    counts[index].steps += results?.reduce(0) { $0 + $1.training.steps } ?? 0
    for trial in results ?? [] { consider(trial, index) }
    let count = counts[index]
    var progress = NotebookRunner.Progress(
      block: count.name, done: count.done, total: count.total, steps: count.steps)
    progress.found = found
    progress.running = count.running
    progress.best = count.best?.text
    self.progress(progress)
  }

  private func consider(_ trial: TrialResult, _ index: Int) {
    let measure = counts[index].measure
    guard trial.verdict.kind != .diverged,
      let value = trial.training.measure(measure.rawValue), value.isFinite
    else { return }
    if let best = counts[index].best {
      guard measure.isScore ? value > best.value : value < best.value else { return }
    }
    let settings = trial.settings.filter { counts[index].keys.contains($0.key) }
      .map { "\($0.key) \($0.value.value.text)" }.joined(separator: ", ")
    let text = "\(measure.rawValue) \(ShortNumber.text(value))"
    counts[index].best = (value, settings.isEmpty ? text : "\(text) (\(settings))")
  }
}
