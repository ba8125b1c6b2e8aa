import Source
import Training

extension SpecDecoder {
  /// What keys say together.
  mutating func check(_ own: [KeyedEntry], _ spec: ExperimentSpec, _ places: SpecPlaces) {
    checkDuration(own, spec, places)
    checkWeightDecay(own, spec, places)
    checkStart(own, spec, places)
    checkSize(own, spec, places)
    if spec.base.data == nil, !places.choices.keys.contains(.data),
      own.contains(where: { $0.key == .network }), !own.contains(where: { $0.key == .data })
    {
      report(.networkWithoutData, at: places.range(of: .network))
    }
  }

  private func entry(_ key: ExperimentKey, _ own: [KeyedEntry]) -> YAMLEntry? {
    own.first { $0.key == key }?.entry
  }

  private mutating func checkDuration(
    _ own: [KeyedEntry], _ spec: ExperimentSpec, _ places: SpecPlaces
  ) {
    let swept = spec.sweptKeys
    let keys = [ExperimentKey.steps, .epochs].filter { key in
      swept.contains(key) || entry(key, own) != nil
    }
    guard keys.count == 2 else { return }
    if case .cases(let cases) = spec.sweep,
      cases.allSatisfy({ choices in
        choices.contains { $0.field.key == .steps } != choices.contains { $0.field.key == .epochs }
      })
    {
      return
    }
    let last = [ExperimentKey.steps, .epochs].compactMap { entry($0, own)?.keyRange }
      .max { $0.start < $1.start }
    report(.together("steps", "epochs"), at: last ?? entry(.sweep, own)?.keyRange ?? places.block)
  }

  private mutating func checkWeightDecay(
    _ own: [KeyedEntry], _ spec: ExperimentSpec, _ places: SpecPlaces
  ) {
    guard let key = entry(.weightDecay, own) else { return }
    var optimizers: [SpecField] = spec.sweptFields.filter { $0.key == .optimizer }
    if optimizers.isEmpty, spec.base.optimizerHasDecay {
      optimizers = [.optimizer(spec.base.training.optimizer, ownDecay: true)]
    }
    for case .optimizer(_, true) in optimizers {
      report(.givenTwice("weight decay"), at: key.keyRange)
      return
    }
  }

  private mutating func checkStart(
    _ own: [KeyedEntry], _ spec: ExperimentSpec, _ places: SpecPlaces
  ) {
    guard let model = entry(.minimize, own), entry(.start, own) == nil,
      !spec.sweptKeys.contains(.start), !spec.base.isContinued
    else { return }
    report(.minimizeWithoutStart, at: model.value.range)
  }

  private mutating func checkSize(
    _ own: [KeyedEntry], _ spec: ExperimentSpec, _ places: SpecPlaces
  ) {
    let trials = spec.trialCountEstimate
    if trials > Double(ExperimentSpec.mostTrials) {
      let range = entry(.sweep, own)?.keyRange ?? entry(.cases, own)?.keyRange
      report(.tooManyTrials(trials), at: range ?? places.range(of: .seeds))
    }
    for field in [.duration(spec.base.training.duration)] + spec.sweptFields {
      if case .duration(.steps(let steps)) = field, steps > ExperimentSpec.mostSteps {
        report(.tooManySteps(Double(steps)), at: places.range(of: .steps))
      }
    }
  }
}
