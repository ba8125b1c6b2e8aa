import Source
import Training

extension SpecDecoder {
  /// `2 -> 4 tanh -> 1 sigmoid` or a list of layers.
  mutating func network(_ node: YAMLNode) -> SpecField? {
    let before = problems.count
    let network: Network?
    switch node.content {
    case .sequence(let items):
      network = Network(inputs: nil, layers: items.compactMap { layer($0) })
    case .scalar: network = chain(node)
    case .mapping, .invalid:
      reject(
        node, key: "network", expected: "a chain such as '2 -> 4 tanh -> 1' or a list of layers")
      network = nil
    }
    guard let network, problems.count == before else { return nil }
    guard !network.layers.isEmpty else {
      report(.networkWithoutLayers, at: node.range)
      return nil
    }
    return .model(.network, .network(network))
  }

  private mutating func chain(_ node: YAMLNode) -> Network? {
    guard let excerpt = node.excerpt else { return nil }
    let parts = Self.split(excerpt.text, at: "->")
    guard let first = parts.first else { return nil }
    let inputs = excerpt.text.utf8.isEmpty ? "" : Self.words(in: first.text).joined(separator: " ")
    let range = excerpt.fileRange(first.range)
    guard let width = Int(inputs), width >= 1 else {
      report(.wrongInputWidth(inputs), at: range)
      return nil
    }
    let layers = parts.dropFirst().compactMap { part in
      layer(part.text, at: excerpt.fileRange(part.range))
    }
    return Network(inputs: width, layers: layers)
  }

  private mutating func layer(_ node: YAMLNode) -> Layer? {
    switch node.content {
    case .scalar(let scalar):
      if scalar.text.contains("->") {
        report(.arrowInList(scalar.text), at: node.range)
        return nil
      }
      return layer(scalar.text, at: node.range)
    case .mapping(let entries):
      guard entries.count == 1, let entry = entries.first else {
        reject(node, key: "a layer", expected: "one word with its options")
        return nil
      }
      return layer(entry)
    case .sequence:
      reject(node, key: "a layer", expected: "a text such as 'dense 4 tanh'")
      return nil
    case .invalid: return nil
    }
  }

  /// `residual: [layers]`, and `dropout: 0.2` or `dense: 4 tanh` for those who write it so.
  private mutating func layer(_ entry: YAMLEntry) -> Layer? {
    if entry.name == "residual" {
      let items = items(entry.value)
      let layers = items.compactMap { layer($0) }
      if items.isEmpty { report(.networkWithoutLayers, at: entry.range) }
      return layers.count == items.count && !layers.isEmpty ? .residual(layers) : nil
    }
    let value = entry.value.scalar.map(\.text) ?? ""
    guard entry.value.scalar != nil, ["dense", "dropout"].contains(entry.name) else {
      rejectWord(
        entry.key, at: entry.keyRange, key: "layer", known: ["residual", "dense", "dropout"])
      return nil
    }
    return layer(entry.name + " " + value, at: entry.range)
  }

  private mutating func layer(_ text: String, at range: SourceRange) -> Layer? {
    var words = Self.words(in: text)
    guard let first = words.first else {
      report(.emptyLayer, at: range)
      return nil
    }
    if first == "dense" || DecimalNumber(first) != nil {
      if first == "dense" { words.removeFirst() }
      return dense(words, at: range)
    }
    switch first {
    case "dropout": return dropout(Array(words.dropFirst()), at: range)
    case "batchnorm", "layernorm":
      if words.count > 1 { report(.unexpectedInLayer(words[1], first), at: range) }
      return words.count > 1 ? nil : first == "batchnorm" ? .batchNorm : .layerNorm
    default: return activation(words, at: range, isAlone: true).map { .activation($0) }
    }
  }

  private mutating func dense(_ words: [String], at range: SourceRange) -> Layer? {
    guard let width = words.first, let units = Int(width), units >= 1 else {
      report(.wrongWidth(words.first ?? ""), at: range)
      return nil
    }
    if words.count == 1 { return .dense(units: units, .linear) }
    return activation(Array(words.dropFirst()), at: range, isAlone: false)
      .map { .dense(units: units, $0) }
  }

  private mutating func dropout(_ words: [String], at range: SourceRange) -> Layer? {
    guard words.count == 1, let word = words.first, let share = DecimalNumber.parse(word),
      share >= 0, share < 1
    else {
      report(
        .wrongValue(
          key: "dropout", expected: "a number from 0 to below 1",
          found: words.isEmpty ? "nothing" : "'\(words.joined(separator: " "))'"), at: range)
      return nil
    }
    return .dropout(probability: share)
  }

  /// Activations of two words (`leaky relu`) may be written with a space too.
  private mutating func activation(
    _ words: [String], at range: SourceRange, isAlone: Bool
  ) -> Activation? {
    let text = words.joined(separator: " ")
    let wanted = normalizedWords(text)
    if let found = Activation.allCases.first(where: { normalizedWords($0.rawValue) == wanted }) {
      return found
    }
    let activations = Activation.allCases.map(\.rawValue)
    let layers = ["dense", "batchnorm", "layernorm", "dropout"]
    rejectWord(
      text, at: range, key: isAlone ? "layer" : "activation",
      known: isAlone ? layers + activations : activations)
    return nil
  }

  static func words(in text: String) -> [String] {
    text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
  }

  /// The parts between separators, trimmed, with their ranges in the text's UTF-8.
  static func split(
    _ text: String, at separator: String
  ) -> [(text: String, range: SourceRange)] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var parts: [SourceRange] = []
    var start = 0
    var offset = 0
    while offset <= bytes.count {
      if offset == bytes.count || bytes[offset...].starts(with: mark) {
        parts.append(SourceRange(start, offset))
        offset += mark.count
        start = offset
      } else {
        offset += 1
      }
    }
    return parts.map { part in
      var part = part
      while part.start < part.end, bytes[part.start] <= 0x20 { part.start += 1 }
      while part.end > part.start, bytes[part.end - 1] <= 0x20 { part.end -= 1 }
      return (String(decoding: bytes[part.bytes], as: UTF8.self), part)
    }
  }
}
