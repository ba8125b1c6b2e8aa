import Source
import Training

extension SpecDecoder {
  /// Decodes a block.
  /// - Parameters:
  ///   - root: the block's YAML, nil where it is empty or could not be read.
  ///   - defaults: the front matter's, which count where the block does not say otherwise.
  ///   - block: where the block's kind stands.
  package mutating func experiment(
    _ root: YAMLNode?, defaults: [YAMLEntry], block: SourceRange
  ) -> DecodedExperiment {
    var result = DecodedExperiment(places: SpecPlaces(block: block))
    guard let root, !root.isInvalid else { return result }
    guard let entries = root.mapping else {
      report(.notAMapping(found: root.shortDescription), at: root.range)
      return result
    }
    let before = errorCount
    var own = keyed(entries)
    let beforeModel = errorCount
    let model = self.model(&own, defaults: defaults, block: block)
    var isRead = model != nil && errorCount == beforeModel
    merge(defaults, into: &own, model: model)
    for (key, entry) in own { result.places.nodes[key] = entry.value }
    presentation(own, &result)
    var spec = ExperimentSpec()
    for (key, entry) in own where key.isSetting {
      let field = field(key, entry.value)
      field?.apply(to: &spec.base)
      if field == nil, key.determinesModel { isRead = false }
    }
    let beforeSweep = errorCount
    sweep(own, &spec, &result.places)
    isRead = isRead && errorCount == beforeSweep
    seeds(own, &spec)
    measures(own, &spec)
    check(own, spec, result.places)
    if errorCount == before, model != nil { result.spec = spec }
    result.draft = spec
    result.modelIsRead = isRead && spec.canBePrepared
    return result
  }

  var errorCount: Int { problems.count { $0.severity == .error } }

  typealias KeyedEntry = (key: ExperimentKey, entry: YAMLEntry)

  private mutating func keyed(_ entries: [YAMLEntry]) -> [KeyedEntry] {
    entries.compactMap { entry in
      if let key = ExperimentKey(rawValue: entry.name) { return (key, entry) }
      rejectKey(entry, of: "an experiment", known: ExperimentKey.allCases.map(\.rawValue))
      return nil
    }
  }

  private mutating func model(
    _ own: inout [KeyedEntry], defaults: [YAMLEntry], block: SourceRange
  ) -> ExperimentKey? {
    var models = own.filter { ExperimentKey.models.contains($0.key) }
    if models.isEmpty, !sweeps(ExperimentKey.models, own) {
      models = defaults.compactMap { entry in
        ExperimentKey(rawValue: entry.name).map { ($0, entry) }
      }.filter { ExperimentKey.models.contains($0.key) }
      own += models
    }
    if models.count > 1 {
      report(.severalModels(models.map(\.key.rawValue)), at: models[1].entry.keyRange)
    }
    if let model = models.first?.key { return model }
    if let swept = ExperimentKey.models.first(where: { sweeps([$0], own) }) { return swept }
    report(.noModel, at: block)
    return nil
  }

  /// Whether a sweep has one of the keys as an axis.
  private func sweeps(
    _ keys: [ExperimentKey], _ own: [KeyedEntry], by sweeping: [ExperimentKey] = [.sweep, .cases]
  ) -> Bool {
    own.contains { key, entry in
      guard sweeping.contains(key) else { return false }
      let mappings = items(entry.value).flatMap { $0.mapping ?? [] }
      return mappings.contains { swept in keys.contains { $0.rawValue == swept.name } }
    }
  }

  /// Adds the defaults that the block leaves open and that mean something for its model.
  private mutating func merge(
    _ defaults: [YAMLEntry], into own: inout [KeyedEntry], model: ExperimentKey?
  ) {
    reportForeignKeys(own, model: model)
    let given = Set(own.map(\.key))
    for entry in defaults {
      guard let key = ExperimentKey(rawValue: entry.name), !given.contains(key),
        !ExperimentKey.models.contains(key), applies(key, to: model)
      else { continue }
      let rivals: [ExperimentKey: [ExperimentKey]] = [
        .steps: [.epochs], .epochs: [.steps], .sweep: [.cases], .cases: [.sweep], .seed: [.seeds],
      ]
      let others = rivals[key] ?? []
      if others.contains(where: given.contains) || sweeps(others, own) { continue }
      // An axis gives the key in every trial, a case perhaps not.
      if sweeps([key], own, by: [.sweep]) { continue }
      own.append((key, entry))
    }
  }

  private func applies(_ key: ExperimentKey, to model: ExperimentKey?) -> Bool {
    guard let model else { return true }
    if key == .start { return model == .minimize }
    return model == .network || !key.needsNetwork
  }

  private mutating func reportForeignKeys(_ own: [KeyedEntry], model: ExperimentKey?) {
    guard let model else { return }
    for (key, entry) in own where !applies(key, to: model) {
      report(.keyDoesNotApply(key.rawValue, model: model.rawValue), at: entry.keyRange)
    }
  }

  /// Decodes one key of a trial.
  mutating func field(_ key: ExperimentKey, _ node: YAMLNode) -> SpecField? {
    switch key {
    case .network: return network(node)
    case .minimize:
      return text(node, key: "minimize").map { .model(.minimize, .minimize($0)) }
    case .tape: return tape(node)
    case .start: return namedTensors(node, key: "start").map { .start($0) }
    case .data: return data(node)
    case .loss: return loss(node)
    case .optimizer: return optimizer(node)
    case .learningRate:
      return number(node, key: "learning rate", .notNegative).map { .learningRate($0) }
    case .schedule: return schedule(node)
    case .steps: return wholeNumber(node, key: "steps", atLeast: 1).map { .duration(.steps($0)) }
    case .epochs: return wholeNumber(node, key: "epochs", atLeast: 1).map { .duration(.epochs($0)) }
    case .batch: return batch(node)
    case .shuffle: return flag(node, key: "shuffle").map { .shuffle($0) }
    case .seed: return seed(node, key: "seed").map { .seed($0) }
    case .initializer: return initializer(node)
    case .weights: return weights(node)
    case .clip: return clip(node)
    case .weightDecay:
      return number(node, key: "weight decay", .notNegative).map { .weightDecay($0) }
    case .stop: return stop(node)
    case .precision: return word(node, key: "precision", of: Precision.self).map { .precision($0) }
    case .sweep, .cases, .seeds, .bestBy, .record, .findLearningRate, .show, .expect, .plots,
      .source, .blank, .caption, .alt:
      return nil
    }
  }

  private mutating func tape(_ node: YAMLNode) -> SpecField? {
    guard let name = text(node, key: "tape") else { return nil }
    guard names.tapes.contains(name) else {
      rejectWord(name, at: node.range, key: "tape", known: names.tapes)
      return nil
    }
    return .model(.tape, .tape(name))
  }

  private mutating func loss(_ node: YAMLNode) -> SpecField? {
    var choices = Loss.allCases.map { (name: $0.rawValue, value: $0) }
    choices.append((name: "bce", value: .binaryCrossEntropy))
    return word(node, key: "loss", among: choices).map { .loss($0) }
  }
}
