import Autodiff
import Training

/// A sweep's settings over their seeds, and which of them the best can be told from.
package struct SweepStudy: Hashable, Sendable {
  package struct Setting: Hashable, Sendable {
    /// The numbers of its trials, one for each seed.
    package let trials: [Int]
    /// What its trials have in common.
    package let settings: [TrialResult.Setting]
    /// How many of them diverged.
    package let diverged: Int
    /// The mean of the measure over the seeds, geometric where `isGeometric`; nil where a trial
    /// diverged or does not have the measure.
    package let mean: Double?
    /// Its 95 % interval; nil of one seed.
    package let interval: ClosedRange<Double>?
    /// The verdicts, the most frequent first.
    package let verdicts: [VerdictCount]
    /// Compared with the best over the same seeds: the probability of such differences by chance,
    /// corrected for the number of comparisons (Holm).
    package fileprivate(set) var adjustedProbability: Double?

    /// The share of the seeds with which it diverged.
    package var divergedShare: Double { Double(diverged) / Double(max(1, trials.count)) }
  }

  package struct VerdictCount: Hashable, Sendable {
    package let kind: Verdict.Kind
    package let count: Int
  }

  package let measure: Measure
  /// Whether means and intervals are those of the logarithms: of losses that are all positive.
  package let isGeometric: Bool
  package private(set) var settings: [Setting]
  /// The setting of the best arithmetic mean: see `ExperimentResult.best`.
  package let best: Int?
  /// The seeds of a setting.
  package let replicates: Int

  /// Differences less likely than this by chance tell two settings apart.
  package static let level = 0.05
  /// With fewer seeds the tables say that they tell little.
  package static let fewSeeds = 5

  /// Nil of a single trial.
  package init?(_ result: ExperimentResult) {
    guard result.trials.count > 1 else { return nil }
    let groups = result.settingGroups
    let name = result.bestBy.rawValue
    measure = result.bestBy
    replicates = max(1, result.replicates)
    let values = groups.map { group in
      group.contains { result.trials[$0].verdict.kind == .diverged }
        ? nil : Self.values(group.map { result.trials[$0].training.measure(name) })
    }
    let isGeometric =
      !result.bestBy.isScore && values.allSatisfy { $0.map { $0.allSatisfy { $0 > 0 } } ?? true }
    self.isGeometric = isGeometric
    settings = zip(groups, values).map { group, values in
      Setting(group, values, isGeometric: isGeometric, in: result.trials)
    }
    let bestTrials = result.best()?.trials
    best = bestTrials.flatMap { trials in groups.firstIndex { $0 == trials } }
    compare(values)
  }

  private static func values(_ values: [Double?]) -> [Double]? {
    let known = values.compactMap { $0 }
    return known.count == values.count && known.allSatisfy(\.isFinite) ? known : nil
  }

  /// Paired differences over the seeds, which share data, start and order of the batches.
  private mutating func compare(_ values: [[Double]?]) {
    guard replicates > 1, let best, let base = values[best] else { return }
    let others = values.indices.filter { $0 != best && values[$0] != nil }
    let probabilities = others.map { index in
      let scaled = zip(values[index] ?? [], base).map {
        isGeometric ? Self.ln($0) - Self.ln($1) : $0 - $1
      }
      return Sample(scaled).probabilityOfZeroMean ?? 1
    }
    for (index, adjusted) in zip(others, HolmCorrection.adjusted(probabilities)) {
      settings[index].adjustedProbability = adjusted
    }
  }

  fileprivate static func ln(_ value: Double) -> Double { Elementary.ln(value) }

  /// The settings that the differences over the seeds cannot tell from the best; none of one seed.
  package var indistinguishable: [Int] {
    settings.indices.filter { (settings[$0].adjustedProbability ?? 0) > Self.level }
  }

  /// The setting whose geometric mean is better than that of the best, which has the best arithmetic one.
  package var betterGeometric: Int? {
    guard isGeometric, replicates > 1, let best, let limit = settings[best].mean else { return nil }
    let least = settings.indices.min {
      (settings[$0].mean ?? .infinity, $0) < (settings[$1].mean ?? .infinity, $1)
    }
    return least.flatMap { (settings[$0].mean ?? .infinity) < limit ? $0 : nil }
  }

  /// How many settings were compared with the best.
  package var comparisons: Int { settings.count { $0.adjustedProbability != nil } }
}

extension SweepStudy.Setting {
  fileprivate init(
    _ group: [Int], _ values: [Double]?, isGeometric: Bool, in all: [TrialResult]
  ) {
    let results = group.map { all[$0] }
    trials = group
    settings = (results.first?.settings ?? []).filter { results.count == 1 || $0.key != "seed" }
    diverged = results.count { $0.verdict.kind == .diverged }
    let sample = Sample((values ?? []).map { isGeometric ? SweepStudy.ln($0) : $0 })
    // Back from the logarithms; a mean of one value is that value, to the last bit.
    let back = { (value: Double) in isGeometric ? Elementary.exp(value) : value }
    mean = values?.count == 1 ? values?.first : sample.mean.map(back)
    interval = sample.interval.map { back($0.lowerBound)...back($0.upperBound) }
    verdicts = Verdict.Kind.allCases.compactMap { kind in
      let count = results.count { $0.verdict.kind == kind }
      return count == 0 ? nil : SweepStudy.VerdictCount(kind: kind, count: count)
    }.sorted { $0.count > $1.count }
  }
}

extension SweepStudy {
  /// A sweep of so many values along an axis is drawn unasked.
  private static let leastDrawn = 5

  /// Whether a sweep is drawn unasked.
  ///
  /// - Parameter axes: how many values each axis has; none of `cases`.
  package static func isDrawnUnasked(axes: [Int]) -> Bool { (axes.max() ?? 0) >= leastDrawn }

  /// As the JSON has it.
  func value(in result: ExperimentResult) -> ResultValue {
    let target = result.standardTarget
    let rows = settings.map { setting -> ResultValue in
      var members: [ResultValue.Member] = [
        .init("settings", .object(setting.settings.map { .init($0.key, $0.value.value) })),
        .init("trials", .array(setting.trials.map(ResultValue.integer))),
        .init("diverged", .number(setting.divergedShare, .float64)),
      ]
      if let mean = setting.mean { members.append(.init("mean", .number(mean, .float64))) }
      if let interval = setting.interval {
        members.append(
          .init("interval", .numbers([interval.lowerBound, interval.upperBound], .float64)))
      }
      if let target {
        let steps = result.medianSteps(of: setting, to: target)
        members.append(.init("steps_to_target", .number(steps, .float64)))
      }
      if let probability = setting.adjustedProbability {
        members.append(.init("adjusted_probability", .number(probability, .float64)))
      }
      return .object(members)
    }
    var members: [ResultValue.Member] = [
      .init("measure", .string(measure.rawValue)),
      .init("mean", .string(isGeometric ? "geometric" : "arithmetic")),
    ]
    if let target { members.append(.init("target", .number(target, .float64))) }
    if let best { members.append(.init("best", .integer(best))) }
    members.append(
      .init("indistinguishable", .array(indistinguishable.map(ResultValue.integer))))
    members.append(.init("settings", .array(rows)))
    return .object(members)
  }
}
