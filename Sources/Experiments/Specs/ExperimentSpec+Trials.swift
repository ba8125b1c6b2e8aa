import Training

extension ExperimentSpec {
  package static let mostTrials = 1_000_000
  package static let mostSteps = 1_000_000_000
  /// Of results and working memory together.
  package static let mostBytes = 2_000_000_000

  /// One trial with the settings that tell it from the others.
  package struct Trial: Sendable {
    package let index: Int
    package let spec: TrialSpec
    package let settings: [TrialResult.Setting]
    /// The number of the setting that it is a replicate of.
    package let group: Int
  }

  /// The swept keys, the outermost first.
  package var sweptKeys: [ExperimentKey] {
    switch sweep {
    case .none: return []
    case .axes(let axes): return axes.map(\.key)
    case .cases(let cases):
      var keys: [ExperimentKey] = []
      for choice in cases.joined() where !keys.contains(choice.field.key) {
        keys.append(choice.field.key)
      }
      return keys
    }
  }

  var sweptFields: [SpecField] {
    switch sweep {
    case .none: []
    case .axes(let axes): axes.flatMap { $0.choices.map(\.field) }
    case .cases(let cases): cases.joined().map(\.field)
    }
  }

  /// The blocks whose trained weights some trial starts from.
  var weightSources: [String] {
    let swept = sweptFields.compactMap { field in
      if case .weightsFrom(let name) = field { name } else { nil }
    }
    return [base.weightsFrom].compactMap { $0 } + swept
  }

  /// Whether it can be made ready before other blocks have run: it has the data or the start values
  /// that its model cannot do without, and not too many trials to count.
  var canBePrepared: Bool {
    guard weightSources.isEmpty, trialCountEstimate <= Double(Self.mostTrials) else { return false }
    return switch base.model {
    case .network: base.data != nil || sweptKeys.contains(.data)
    case .minimize: !base.start.isEmpty || sweptKeys.contains(.start)
    case .tape: true
    }
  }

  /// As a number that cannot overflow.
  var trialCountEstimate: Double {
    let settings: Double
    switch sweep {
    case .none: settings = 1
    case .axes(let axes): settings = axes.reduce(1) { $0 * Double($1.choices.count) }
    case .cases(let cases): settings = Double(cases.count)
    }
    return settings * Double(max(1, seeds.count))
  }

  /// - Precondition: no more than `mostTrials`.
  package var trialCount: Int { Int(trialCountEstimate) }

  /// The trial of this number: axes in order, the first outermost, seeds innermost.
  package func trial(_ index: Int) -> Trial {
    let replicates = max(1, seeds.count)
    let group = index / replicates
    let choices = choices(of: group)
    var trial = base
    for choice in choices { choice.field.apply(to: &trial) }
    if !seeds.isEmpty { trial.training.seed = seeds[index % replicates] }
    return Trial(
      index: index, spec: trial, settings: settings(of: trial, choices), group: group)
  }

  private func choices(of group: Int) -> [Sweep.Choice] {
    switch sweep {
    case .none: return []
    case .cases(let cases): return cases[group]
    case .axes(let axes):
      var rest = group
      var result: [Sweep.Choice] = []
      for axis in axes.reversed() {
        result.append(axis.choices[rest % axis.choices.count])
        rest /= axis.choices.count
      }
      return result.reversed()
    }
  }

  /// The learning rate, each swept key and the seed.
  private func settings(
    of trial: TrialSpec, _ choices: [Sweep.Choice]
  ) -> [TrialResult.Setting] {
    let rate = TrialResult.Setting(
      key: ExperimentKey.learningRate.rawValue, value: .number(trial.training.learningRate))
    let seed = TrialResult.Setting(
      key: ExperimentKey.seed.rawValue, value: .number(Double(trial.training.seed)))
    let swept = choices.filter { $0.field.key != .learningRate && $0.field.key != .seed }
    return [rate]
      + swept.map { TrialResult.Setting(key: $0.field.key.rawValue, value: $0.shown) } + [seed]
  }

  /// The axes as results show them; of cases each key's values in the order in which they appear.
  package var axes: [SweepAxis] {
    switch sweep {
    case .none: return []
    case .axes(let axes):
      return axes.map { SweepAxis(key: $0.key.rawValue, values: $0.choices.map(\.shown)) }
    case .cases(let cases):
      return sweptKeys.map { key in
        var values: [SettingValue] = []
        for choice in cases.joined() where choice.field.key == key {
          if !values.contains(choice.shown) { values.append(choice.shown) }
        }
        return SweepAxis(key: key.rawValue, values: values)
      }
    }
  }
}

extension TrialSpec {
  /// Whether it goes on where another block's training ended.
  var isContinued: Bool { weightsFrom != nil }
}
