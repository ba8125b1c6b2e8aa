import Source

extension SpecDecoder {
  mutating func sweep(
    _ own: [KeyedEntry], _ spec: inout ExperimentSpec, _ places: inout SpecPlaces
  ) {
    let sweep = own.first { $0.key == .sweep }?.entry
    let cases = own.first { $0.key == .cases }?.entry
    if let sweep, cases != nil {
      report(.together("sweep", "cases"), at: sweep.keyRange)
    } else if let cases {
      self.cases(cases.value, own, &spec, &places)
    } else if let sweep {
      guard let axes = sweep.value.mapping else {
        if sweep.value.sequence != nil { return self.cases(sweep.value, own, &spec, &places) }
        reject(sweep.value, key: "sweep", expected: "axes such as {learning rate: [0.01, 0.1, 1]}")
        return
      }
      if axes.count == 1, let only = axes.first, only.name == "cases" {
        return self.cases(only.value, own, &spec, &places)
      }
      self.axes(axes, own, &spec, &places)
    }
  }

  private mutating func axes(
    _ entries: [YAMLEntry], _ own: [KeyedEntry], _ spec: inout ExperimentSpec,
    _ places: inout SpecPlaces
  ) {
    var axes: [Sweep.Axis] = []
    for entry in entries {
      guard let key = settingKey(entry) else { continue }
      guard let nodes = axisValues(entry, key) else { continue }
      if let given = own.first(where: { $0.key == key })?.entry {
        report(.sweptKeyGiven(key.rawValue), at: given.range, severity: .warning)
      }
      places.choices[key] = nodes
      let choices = nodes.compactMap { choice(key, $0) }
      if choices.count == nodes.count { axes.append(Sweep.Axis(key: key, choices: choices)) }
    }
    if !axes.isEmpty { spec.sweep = .axes(axes) }
  }

  private mutating func cases(
    _ node: YAMLNode, _ own: [KeyedEntry], _ spec: inout ExperimentSpec,
    _ places: inout SpecPlaces
  ) {
    guard let items = node.sequence else {
      return reject(
        node, key: "cases", expected: "a list of settings such as [{learning rate: 0.1}]")
    }
    if items.isEmpty { return report(.emptyList("cases"), at: node.range) }
    var cases: [[Sweep.Choice]] = []
    for item in items {
      guard let entries = item.mapping, !entries.isEmpty else {
        reject(item, key: "a case", expected: "settings such as {learning rate: 0.1}")
        continue
      }
      var choices: [Sweep.Choice] = []
      for entry in entries {
        guard let key = settingKey(entry) else { continue }
        places.choices[key, default: []].append(entry.value)
        if let choice = choice(key, entry.value) { choices.append(choice) }
      }
      cases.append(choices)
    }
    spec.sweep = .cases(cases)
    complete(&spec, own)
  }

  /// Gives each case the keys that only others give, so that all show the same settings.
  private mutating func complete(_ spec: inout ExperimentSpec, _ own: [KeyedEntry]) {
    guard case .cases(var cases) = spec.sweep else { return }
    for key in spec.sweptKeys where key != .steps && key != .epochs {
      let node = own.first { $0.key == key }?.entry.value
      guard let choice = node.flatMap({ choice(key, $0) }) ?? key.standard else { continue }
      for index in cases.indices where !cases[index].contains(where: { $0.field.key == key }) {
        cases[index].append(choice)
      }
    }
    spec.sweep = .cases(cases)
  }

  private mutating func settingKey(_ entry: YAMLEntry) -> ExperimentKey? {
    let keys = ExperimentKey.allCases.filter(\.isSetting)
    if let key = keys.first(where: { $0.rawValue == entry.name }) { return key }
    if let key = ExperimentKey(rawValue: entry.name) {
      report(.notSwept(key.rawValue), at: entry.keyRange)
    } else {
      rejectKey(entry, of: "'sweep'", known: keys.map(\.rawValue))
    }
    return nil
  }

  /// A list of values, or a range such as `1e-4..1 log 9`.
  private mutating func axisValues(_ entry: YAMLEntry, _ key: ExperimentKey) -> [YAMLNode]? {
    let node = entry.value
    if let text = node.scalar?.text, text.contains("..") {
      guard let range = ValueRange(text) else {
        report(.unreadableRange(text), at: node.range)
        return nil
      }
      guard range.count <= ExperimentSpec.mostTrials else {
        report(.tooManyTrials(Double(range.count)), at: node.range)
        return nil
      }
      let piece = Excerpt.Line(offset: 0, fileOffset: node.range.start)
      return range.values.map {
        let text = ResultValue.shortest($0)
        return YAMLNode(
          .scalar(YAMLScalar(text, isPlain: true, pieces: [piece])), at: node.range)
      }
    }
    guard let items = node.sequence else {
      reject(node, key: entry.name, expected: "a list of values to sweep")
      return nil
    }
    guard !items.isEmpty else {
      report(.emptyList(entry.name), at: node.range)
      return nil
    }
    return items
  }

  private mutating func choice(_ key: ExperimentKey, _ node: YAMLNode) -> Sweep.Choice? {
    field(key, node).map { Sweep.Choice(field: $0, shown: node.settingValue) }
  }

  mutating func seeds(_ own: [KeyedEntry], _ spec: inout ExperimentSpec) {
    guard let entry = own.first(where: { $0.key == .seeds })?.entry else { return }
    if case .axes(let axes) = spec.sweep, axes.contains(where: { $0.key == .seed }) {
      report(.together("seeds", "seed"), at: entry.keyRange)
    }
    if let items = entry.value.sequence {
      if items.isEmpty { report(.emptyList("seeds"), at: entry.value.range) }
      let seeds = items.compactMap { seed($0, key: "seeds") }
      if Set(seeds).count < seeds.count { report(.repeatedSeed, at: entry.value.range) }
      spec.seeds = seeds
      return
    }
    guard let count = wholeNumber(entry.value, key: "seeds", atLeast: 1) else { return }
    guard count <= ExperimentSpec.mostTrials else {
      return report(.tooManyTrials(Double(count)), at: entry.value.range)
    }
    let first = spec.base.training.seed
    spec.seeds = (0..<UInt64(count)).map { first &+ $0 }
  }
}
