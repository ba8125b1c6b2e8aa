import Training

/// The setting of a sweep with the best mean over its seeds.
package struct BestSetting: Sendable {
  /// The numbers of its trials, one for each seed.
  package let trials: [Int]
  /// What its trials have in common: without the seed where there are several.
  package let settings: [TrialResult.Setting]
  package let verdict: String?
  /// The means over the seeds.
  package let finalLoss: Double
  package let steps: Double
  package let metrics: [NamedValue]
  private let precision: Precision

  fileprivate init(_ trials: [Int], in all: [TrialResult]) {
    let results = trials.map { all[$0] }
    let count = Double(results.count)
    self.trials = trials
    let first = results.first
    settings = (first?.settings ?? []).filter { results.count == 1 || $0.key != "seed" }
    let kinds = Set(results.map(\.verdict.kind))
    verdict = kinds.count == 1 ? first?.verdict.kind.rawValue : nil
    finalLoss = results.reduce(0) { $0 + $1.training.finalLoss } / count
    steps = results.reduce(0) { $0 + Double($1.training.steps) } / count
    metrics = (first?.training.metrics ?? []).map { metric in
      let values = results.compactMap { $0.training.measure(metric.name) }
      return NamedValue(metric.name, values.reduce(0, +) / count)
    }
    precision = first?.training.precision ?? .float64
  }

  package var value: ResultValue {
    var members: [ResultValue.Member] = [
      .init("settings", .object(settings.map { .init($0.key, $0.value.value) })),
      .init("trials", .array(trials.map(ResultValue.integer))),
    ]
    if let verdict { members.append(.init("verdict", .string(verdict))) }
    members.append(.init("final_loss", .number(finalLoss, precision)))
    members.append(
      .init("metrics", .object(metrics.map { .init($0.name, .number($0.value, precision)) })))
    return .object(members)
  }

  /// What paths find in it: of a single trial everything.
  func lookupValue(_ all: [ResultValue]) -> ResultValue {
    guard trials.count == 1, case .object(let own) = value,
      case .object(let members) = all[trials[0]]
    else { return value }
    return .object(
      own + members.filter { member in !own.contains { $0.key == member.key } })
  }
}

extension ExperimentResult {
  /// The setting with the best mean of a measure over its seeds, none of whose trials diverged; of
  /// equals the first. Nil where there is none, or the measure is not known of them.
  package func best(by measure: Measure? = nil) -> BestSetting? {
    let measure = measure ?? bestBy
    var best: (group: [Int], mean: Double)?
    for group in settingGroups {
      let values = group.compactMap { trials[$0].training.measure(measure.rawValue) }
      let diverged = group.contains { trials[$0].verdict.kind == .diverged }
      guard !diverged, values.count == group.count else { continue }
      let mean = values.reduce(0, +) / Double(values.count)
      guard mean.isFinite else { continue }
      let isBetter = best.map { measure.isScore ? mean > $0.mean : mean < $0.mean } ?? true
      if isBetter { best = (group, mean) }
    }
    return best.map { BestSetting($0.group, in: trials) }
  }

  /// The numbers of the trials of each setting, one for each seed.
  package var settingGroups: [[Int]] {
    stride(from: 0, to: trials.count, by: max(1, replicates)).map { start in
      Array(start..<min(trials.count, start + max(1, replicates)))
    }
  }
}

extension TrainingResult {
  /// A measure by the name that results give it.
  package func measure(_ name: String) -> Double? {
    if name == Measure.finalLoss.rawValue { return finalLoss }
    return metrics.first { $0.name == name }?.value
  }
}
