import Source

/// What the front matter says: the page's header, and what its blocks share.
package struct FrontMatter: Sendable {
  package var header = Header()
  package var parameters = Parameters()
  /// Keys merged into every experiment.
  package var defaults: [YAMLEntry] = []
  package var problems: [Diagnostic] = []
  private let maySeed: Bool

  private static let keys = [
    "title", "author", "date", "description", "lang", "toc", "numbered", "macros", "parameters",
    "defaults",
    "source",
  ]

  /// - Parameters:
  ///   - excerpt: the YAML between the `---` lines, nil where there is none.
  ///   - settings: `--set name=value`, in order.
  ///   - maySeed: whether `seed` among them is the default seed where no parameter is called so.
  package init(
    _ excerpt: Excerpt?, in source: SourceText, settings: [(name: String, value: String)],
    maySeed: Bool = false
  ) {
    self.maySeed = maySeed
    var root: YAMLNode?
    if let excerpt {
      var reader = YAMLReader(excerpt, in: source, parameters: nil)
      root = reader.read()
      problems += reader.problems
    }
    var decoder = SpecDecoder(names: SpecDecoder.Names())
    if let root, let entries = root.mapping {
      for entry in entries where entry.name == "parameters" {
        readParameters(entry.value, &decoder)
      }
      override(with: settings)
      for entry in entries { read(entry, &decoder) }
    } else {
      if let root, root.scalar?.value != .null {
        decoder.reject(root, key: "the front matter", expected: "'key: value' lines")
      }
      override(with: settings)
    }
    problems += decoder.problems
  }

  private mutating func read(_ entry: YAMLEntry, _ decoder: inout SpecDecoder) {
    let node = entry.value
    switch entry.name {
    case "title": header.title = decoder.text(node, key: "title")
    case "author":
      let names = decoder.items(node).compactMap { decoder.text($0, key: "author") }
      header.author = names.isEmpty ? nil : names.joined(separator: ", ")
    case "date": header.date = decoder.text(node, key: "date")
    case "description": header.description = decoder.text(node, key: "description")
    case "lang": header.lang = decoder.text(node, key: "lang")
    case "toc": header.toc = decoder.flag(node, key: "toc") ?? false
    case "numbered": header.numbered = decoder.flag(node, key: "numbered") ?? false
    case "macros": readMacros(node, &decoder)
    case "source":
      header.source = decoder.word(node, key: "source", of: Presentation.SourceDisplay.self)
    case "parameters": break
    case "defaults": readDefaults(node, &decoder)
    default: decoder.rejectKey(entry, of: "the front matter", known: Self.keys)
    }
  }

  private mutating func readMacros(_ node: YAMLNode, _ decoder: inout SpecDecoder) {
    guard let entries = node.mapping else {
      if node.scalar?.value == .null { return }
      guard let text = decoder.text(node, key: "macros") else { return }
      if let macros = MacroList.read(text) {
        header.macros = macros
      } else {
        decoder.reject(
          node, key: "macros",
          expected: "lines such as \\newcommand{\\R}{\\mathbb{R}}, without arguments")
      }
      return
    }
    for entry in entries {
      let name = entry.key.hasPrefix("\\") ? entry.key.dropFirst() : entry.key[...]
      guard MacroList.isName(name) else {
        decoder.reject(entry.value, key: "macros", expected: "names of letters, such as R")
        continue
      }
      if let body = decoder.text(entry.value, key: entry.key) { header.macros[String(name)] = body }
    }
  }

  private mutating func readParameters(_ node: YAMLNode, _ decoder: inout SpecDecoder) {
    guard let entries = node.mapping else {
      if node.scalar?.value == .null { return }
      return decoder.reject(
        node, key: "parameters", expected: "names with values, such as {rate: 0.1}")
    }
    for entry in entries where !entry.value.isInvalid { parameters.set(entry.key, to: entry.value) }
  }

  private mutating func override(with settings: [(name: String, value: String)]) {
    for (name, value) in settings {
      let piece = Excerpt.Line(offset: 0, fileOffset: 0)
      let scalar = YAMLScalar(value, isPlain: true, pieces: [piece])
      let node = YAMLNode(.scalar(scalar), at: .point(0))
      guard parameters[name] != nil else {
        if maySeed, name == Roster.seed {
          defaults.append(YAMLEntry(key: name, keyRange: .point(0), value: node))
          continue
        }
        let nearest = Suggestion.nearest(to: name, among: parameters.names)
        let fact = SpecProblem.unknownSetting(name, nearest: nearest, known: parameters.names)
        problems.append(Diagnostic(.error, fact, at: nil))
        continue
      }
      parameters.set(name, to: node)
    }
  }

  private mutating func readDefaults(_ node: YAMLNode, _ decoder: inout SpecDecoder) {
    guard let entries = node.mapping else {
      if node.scalar?.value == .null { return }
      return decoder.reject(
        node, key: "defaults", expected: "keys of an experiment, such as {learning rate: 0.1}")
    }
    for entry in entries {
      if ExperimentKey(rawValue: entry.name) == nil {
        decoder.rejectKey(
          entry, of: "an experiment", known: ExperimentKey.allCases.map(\.rawValue))
      } else if let value = parameters.substitute(in: entry.value, problems: &problems) {
        defaults.append(YAMLEntry(key: entry.key, keyRange: entry.keyRange, value: value))
      }
    }
  }
}

extension Parameters {
  /// A value with the `${name}`s of all its scalars replaced.
  fileprivate func substitute(
    in node: YAMLNode, problems: inout [Diagnostic]
  ) -> YAMLNode? {
    switch node.content {
    case .scalar(let scalar): return substitute(in: scalar, range: node.range, problems: &problems)
    case .sequence(let items):
      let items = items.compactMap { substitute(in: $0, problems: &problems) }
      return YAMLNode(.sequence(items), at: node.range)
    case .mapping(let entries):
      let entries = entries.compactMap { entry in
        substitute(in: entry.value, problems: &problems).map {
          YAMLEntry(key: entry.key, keyRange: entry.keyRange, value: $0)
        }
      }
      return YAMLNode(.mapping(entries), at: node.range)
    case .invalid: return nil
    }
  }
}
