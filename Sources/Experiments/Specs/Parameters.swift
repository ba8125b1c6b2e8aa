import Source

/// The notebook's parameters: what `${name}` stands for in its blocks.
package struct Parameters: Sendable {
  package private(set) var names: [String] = []
  private var values: [String: YAMLNode] = [:]

  package init() {}

  package subscript(name: String) -> YAMLNode? { values[name] }

  package mutating func set(_ name: String, to value: YAMLNode) {
    if values.updateValue(value, forKey: name) == nil { names.append(name) }
  }

  /// A scalar with its `${name}`s replaced. Where one is the whole text, the result is the
  /// parameter's own value with its type, a list too.
  func substitute(
    in scalar: YAMLScalar, range: SourceRange, problems: inout [Diagnostic]
  ) -> YAMLNode {
    guard scalar.text.utf8.contains(UInt8(ascii: "$")) else {
      return YAMLNode(.scalar(scalar), at: range)
    }
    let excerpt = Excerpt(text: scalar.text, lines: scalar.pieces)
    let uses = Self.uses(in: scalar.text)
    if let use = uses.first, use.range == SourceRange(0, scalar.text.utf8.count) {
      guard let value = value(of: use, in: excerpt, &problems) else {
        return YAMLNode(.invalid, at: range)
      }
      return value.placed(at: range)
    }
    guard !uses.isEmpty else { return YAMLNode(.scalar(scalar), at: range) }
    guard let replaced = substitute(in: excerpt, problems: &problems) else {
      return YAMLNode(.invalid, at: range)
    }
    let result = YAMLScalar(replaced.text, isPlain: scalar.isPlain, pieces: replaced.lines)
    return YAMLNode(.scalar(result), at: range)
  }

  /// A text with its `${name}`s replaced and the places of all else kept; nil where a name is
  /// unknown or stands for a list.
  package func substitute(in excerpt: Excerpt, problems: inout [Diagnostic]) -> Excerpt? {
    let uses = Self.uses(in: excerpt.text)
    guard !uses.isEmpty else { return excerpt }
    var pieces = ExcerptPieces(excerpt)
    var isComplete = true
    for use in uses {
      guard let value = value(of: use, in: excerpt, &problems) else {
        isComplete = false
        continue
      }
      guard let scalar = value.scalar else {
        let fact = SpecProblem.parameterNotScalar(use.name)
        problems.append(Diagnostic(.error, fact, at: excerpt.fileRange(use.range)))
        isComplete = false
        continue
      }
      pieces.replace(use.range, by: scalar.text)
    }
    return isComplete ? pieces.finished() : nil
  }

  private func value(
    of use: Use, in excerpt: Excerpt, _ problems: inout [Diagnostic]
  ) -> YAMLNode? {
    if let value = values[use.name] { return value }
    let fact = SpecProblem.unknownParameter(
      use.name, nearest: Suggestion.nearest(to: use.name, among: names), known: names)
    problems.append(Diagnostic(.error, fact, at: excerpt.fileRange(use.range)))
    return nil
  }

  private struct Use {
    let name: String
    /// In the text's UTF-8, `${` and `}` included.
    let range: SourceRange
  }

  /// `${word}`; what is not a name between the braces is TeX, say, and left alone.
  private static func uses(in text: String) -> [Use] {
    let bytes = Array(text.utf8)
    var uses: [Use] = []
    var offset = 0
    while let start = bytes[offset...].firstIndex(of: UInt8(ascii: "$")) {
      offset = start + 1
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "{"),
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "}"))
      else { continue }
      let inside = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
      let name = inside.drop { $0 == " " }
      let trimmed = String(name.prefix { $0 != " " })
      guard isName(trimmed) else { continue }
      uses.append(Use(name: trimmed, range: SourceRange(start, end + 1)))
      offset = end + 1
    }
    return uses
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return (first.properties.isAlphabetic || first == "_")
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" || $0 == "-"
      }
  }
}

extension YAMLNode {
  /// The same value standing elsewhere: a parameter at its use.
  func placed(at place: SourceRange) -> YAMLNode {
    switch content {
    case .scalar(let scalar):
      let piece = Excerpt.Line(offset: 0, fileOffset: place.start)
      let moved = YAMLScalar(scalar.text, isPlain: scalar.isPlain, pieces: [piece])
      return YAMLNode(.scalar(moved), at: place)
    case .sequence(let items):
      return YAMLNode(.sequence(items.map { $0.placed(at: place) }), at: place)
    case .mapping(let entries):
      let moved = entries.map {
        YAMLEntry(key: $0.key, keyRange: place, value: $0.value.placed(at: place))
      }
      return YAMLNode(.mapping(moved), at: place)
    case .invalid: return YAMLNode(.invalid, at: place)
    }
  }
}
