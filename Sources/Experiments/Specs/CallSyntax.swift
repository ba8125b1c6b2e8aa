import Source

/// A name with options: `sgd`, `normal(0.1)`, `moons(samples=200, noise=0.1)` or
/// `{adam: {beta1: 0.9}}`.
struct CallSyntax {
  struct Option {
    /// Empty where the author gave a bare value.
    let name: String
    let nameRange: SourceRange
    let value: YAMLNode
  }

  let name: String
  let nameRange: SourceRange
  let options: [Option]
  let range: SourceRange
}

extension SpecDecoder {
  /// Reads a call in either of its forms; `example` shows the author one.
  mutating func call(_ node: YAMLNode, key: String, example: String) -> CallSyntax? {
    if let excerpt = node.excerpt, node.scalar?.value != .null {
      return call(excerpt, at: node.range, key: key)
    }
    guard let entries = node.mapping, entries.count == 1, let entry = entries.first else {
      reject(node, key: key, expected: "a word or one with options, such as \(example)")
      return nil
    }
    var options: [CallSyntax.Option] = []
    switch entry.value.content {
    case .mapping(let inner):
      options = inner.map {
        CallSyntax.Option(name: $0.name, nameRange: $0.keyRange, value: $0.value)
      }
    case .scalar(let scalar) where scalar.value == .null: break
    case .invalid: return nil
    default:
      options = [
        CallSyntax.Option(name: "", nameRange: entry.value.range, value: entry.value)
      ]
    }
    return CallSyntax(
      name: entry.name, nameRange: entry.keyRange, options: options, range: node.range)
  }

  private mutating func call(
    _ excerpt: Excerpt, at range: SourceRange, key: String
  ) -> CallSyntax? {
    let bytes = Array(excerpt.text.utf8)
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")) else {
      return CallSyntax(
        name: normalizedWords(excerpt.text), nameRange: range, options: [], range: range)
    }
    let end = bytes.lastIndex { $0 != 0x20 } ?? open
    guard bytes[end] == UInt8(ascii: ")") else {
      report(.unclosedCall(excerpt.text), at: range)
      return nil
    }
    let name = String(decoding: bytes[..<open], as: UTF8.self)
    var options: [CallSyntax.Option] = []
    var start = open + 1
    for index in (open + 1)...end where index == end || bytes[index] == UInt8(ascii: ",") {
      let part = SourceRange(start, index)
      start = index + 1
      if let option = option(part, bytes, excerpt) {
        options.append(option)
      } else if !(options.isEmpty && index == end) {
        report(.emptyArgument(excerpt.text), at: excerpt.fileRange(part))
        return nil
      }
    }
    return CallSyntax(
      name: normalizedWords(name), nameRange: excerpt.fileRange(SourceRange(0, open)),
      options: options, range: range)
  }

  /// `name=value` or `value`; nil where there is nothing.
  private func option(
    _ part: SourceRange, _ bytes: [UInt8], _ excerpt: Excerpt
  ) -> CallSyntax.Option? {
    let equals = bytes[part.bytes].firstIndex(of: UInt8(ascii: "="))
    let value = trimmed(SourceRange(equals.map { $0 + 1 } ?? part.start, part.end), bytes)
    let name = trimmed(SourceRange(part.start, equals ?? part.start), bytes)
    guard !value.isEmpty else { return nil }
    let text = String(decoding: bytes[value.bytes], as: UTF8.self)
    let fileRange = excerpt.fileRange(value)
    let piece = Excerpt.Line(offset: 0, fileOffset: fileRange.start)
    let scalar = YAMLScalar(text, isPlain: true, pieces: [piece])
    return CallSyntax.Option(
      name: normalizedWords(String(decoding: bytes[name.bytes], as: UTF8.self)),
      nameRange: name.isEmpty ? fileRange : excerpt.fileRange(name),
      value: YAMLNode(.scalar(scalar), at: fileRange))
  }

  private func trimmed(_ range: SourceRange, _ bytes: [UInt8]) -> SourceRange {
    var range = range
    while range.start < range.end, bytes[range.start] == 0x20 { range.start += 1 }
    while range.start < range.end, bytes[range.end - 1] == 0x20 { range.end -= 1 }
    return range
  }

  /// The options of a call by name: a bare first value is the first of `known`; what is unknown or
  /// given twice is reported.
  mutating func options(_ call: CallSyntax, known: [String]) -> [String: YAMLNode] {
    var result: [String: YAMLNode] = [:]
    for (index, option) in call.options.enumerated() {
      let name = option.name.isEmpty && index < known.count ? known[index] : option.name
      if !known.contains(name) {
        let shown = option.name.isEmpty ? option.value.shortDescription : option.name
        let nearest = Suggestion.nearest(to: name, among: known)
        report(
          .unknownOption(shown, of: call.name, nearest: nearest, known: known),
          at: option.nameRange)
      } else if result[name] != nil {
        report(.givenTwice(name), at: option.nameRange)
      } else {
        result[name] = option.value
      }
    }
    return result
  }
}
