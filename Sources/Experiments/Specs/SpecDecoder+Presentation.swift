import Source

extension SpecDecoder {
  /// Reads the keys that change no result, and the conditions.
  mutating func presentation(_ own: [KeyedEntry], _ result: inout DecodedExperiment) {
    for (key, entry) in own {
      let node = entry.value
      switch key {
      case .show: show(node, &result.presentation)
      case .plots:
        result.presentation.plots =
          word(node, key: "plots", of: Presentation.Plots.self) ?? result.presentation.plots
      case .source:
        result.presentation.source = word(
          node, key: "source", of: Presentation.SourceDisplay.self)
      case .caption: result.presentation.caption = text(node, key: "caption")
      case .alt: result.presentation.alt = text(node, key: "alt")
      case .blank: result.presentation.blank = items(node).compactMap { blank($0) }
      case .expect: result.expectations = items(node).compactMap { expectation($0) }
      default: break
      }
    }
  }

  /// The parts in order, each once; the options of one that is named twice are joined.
  private mutating func show(_ node: YAMLNode, _ presentation: inout Presentation) {
    var parts: [Presentation.Part] = []
    for item in items(node) {
      guard let (part, options) = part(item, &presentation) else { continue }
      if !parts.contains(part) { parts.append(part) }
      for option in options where presentation.options[part]?.contains(option) != true {
        presentation.options[part, default: []].append(option)
      }
    }
    presentation.show = parts
  }

  /// `loss table`, or with options `code(pytorch, keras)` and `code: [pytorch, keras]`.
  private mutating func part(
    _ node: YAMLNode, _ presentation: inout Presentation
  ) -> (part: Presentation.Part, options: [String])? {
    guard node.mapping != nil || node.scalar?.text.contains("(") == true else {
      return word(node, key: "show", of: Presentation.Part.self).map { ($0, []) }
    }
    guard let call = call(node, key: "show", example: "code(pytorch)") else { return nil }
    let parts = Presentation.Part.allCases
    guard let part = parts.first(where: { $0.rawValue == call.name }) else {
      rejectWord(call.name, at: call.nameRange, key: "show", known: parts.map(\.rawValue))
      return nil
    }
    var options: [String] = []
    for given in call.options {
      if part == .sweepTable, given.name == Presentation.targetName {
        presentation.target = number(given.value, key: Presentation.targetName, .any)
        continue
      }
      if !given.name.isEmpty { rejectOption(given.name, of: part, at: given.nameRange) }
      for item in given.name.isEmpty ? items(given.value) : [] {
        if let option = option(item, of: part) { options.append(option) }
      }
    }
    return (part, options)
  }

  private mutating func option(_ node: YAMLNode, of part: Presentation.Part) -> String? {
    guard let text = text(node, key: part.rawValue) else { return nil }
    let wanted = normalizedWords(text)
    let option = part.options.first { normalizedWords($0) == wanted }
    if option == nil { rejectOption(text, of: part, at: node.range) }
    return option
  }

  private mutating func rejectOption(
    _ option: String, of part: Presentation.Part, at range: SourceRange
  ) {
    let known = part == .sweepTable ? [Presentation.targetName] : part.options
    let nearest = Suggestion.nearest(to: option, among: known)
    report(
      .unknownOption(option, of: part.rawValue, nearest: nearest, known: known), at: range)
  }

  /// `updates`, or a path into a part: `gradients.W1`.
  private mutating func blank(_ node: YAMLNode) -> String? {
    guard let text = text(node, key: "blank") else { return nil }
    let first = String(text.prefix { $0 != "." && $0 != "[" })
    let known = Presentation.Part.allCases.map(\.rawValue) + ["final_loss", "final", "initial"]
    if known.contains(where: { normalizedWords($0) == normalizedWords(first) }) { return text }
    rejectWord(first, at: node.range, key: "blank", known: known)
    return nil
  }

  private mutating func expectation(_ node: YAMLNode) -> Expectation? {
    guard let text = text(node, key: "expect") else { return nil }
    guard let expectation = Expectation(text, at: node.range) else {
      report(.unreadableCondition(text), at: node.range)
      return nil
    }
    let verdicts = Verdict.Kind.allCases.map(\.rawValue)
    if case .word(let word) = expectation.value, expectation.path.ends(in: "verdict"),
      !verdicts.contains(word)
    {
      rejectWord(word, at: node.range, key: "verdict", known: verdicts)
    }
    return expectation
  }

  /// `best by`, `record` and `find learning rate`.
  mutating func measures(_ own: [KeyedEntry], _ spec: inout ExperimentSpec) {
    for (key, entry) in own {
      switch key {
      case .bestBy:
        spec.bestBy =
          word(entry.value, key: "best by", of: Measure.self) ?? spec.bestBy
      case .record:
        spec.base.training.record = items(entry.value).compactMap { text($0, key: "record") }
      case .findLearningRate: spec.rangeTest = rangeTest(entry.value)
      default: break
      }
    }
  }

  private mutating func rangeTest(_ node: YAMLNode) -> RangeTest? {
    guard
      let given = entries(node, key: "find learning rate", known: ["from", "to", "steps"])
    else { return nil }
    let standard = RangeTest()
    let test = RangeTest(
      from: given["from"].flatMap { number($0, key: "from", .positive) } ?? standard.from,
      to: given["to"].flatMap { number($0, key: "to", .positive) } ?? standard.to,
      steps: given["steps"].flatMap { wholeNumber($0, key: "steps", atLeast: 2) }
        ?? standard.steps)
    if test.steps > RangeTest.mostSteps {
      reject(
        given["steps"] ?? node, key: "steps", expected: "at most \(RangeTest.mostSteps)")
    }
    if test.from >= test.to {
      reject(given["to"] ?? node, key: "to", expected: "a number above 'from'")
    }
    return test
  }
}
