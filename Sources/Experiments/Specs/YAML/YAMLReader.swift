import Source
import Yams

/// Reads a block's YAML to nodes with places in the notebook; whatever is wrong is collected.
package struct YAMLReader {
  private let excerpt: Excerpt
  private let source: SourceText
  private let parameters: Parameters?
  private var places: YAMLPlaces
  private var nodeCount = 0
  package private(set) var problems: [Diagnostic] = []

  /// - Parameters:
  ///   - excerpt: the YAML.
  ///   - source: the notebook that it is taken from.
  ///   - parameters: what `${name}` stands for; nil: `${name}` is text like any other.
  package init(_ excerpt: Excerpt, in source: SourceText, parameters: Parameters? = Parameters()) {
    self.excerpt = excerpt
    self.source = source
    self.parameters = parameters
    places = YAMLPlaces(excerpt.text)
  }

  /// The text's value; nil where it is empty or not YAML.
  package mutating func read() -> YAMLNode? {
    if let (fault, offset) = YAMLPrecheck(bytes: places.bytes).firstFault() {
      report(fault, offset, offset + 1)
      return nil
    }
    guard let root = compose() else { return nil }
    return node(root, depth: 0, inFlow: false)
  }

  mutating func report(_ fault: YAMLFault, _ start: Int, _ end: Int) {
    let range = excerpt.fileRange(SourceRange(start, max(start, end)))
    problems.append(Diagnostic(.error, fault, at: range))
  }

  // MARK: Composing

  /// A key given twice stops Yams; it is renamed then, so that all else is still read.
  private mutating func compose() -> Node? {
    var masks = YAMLDuplicates(bytes: places.bytes)
    for _ in 0..<20 {
      do {
        return try Yams.compose(yaml: masks.text, .basic, .default, .utf8)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let key = keys.first ?? ""
        let first = places.offset(line: context.mark.line, column: context.mark.column)
        let second = masks.maskRepetition(of: key, after: first)
        let start = second ?? first
        let fault = YAMLFault.duplicateKey(key, firstLine: fileLine(of: first))
        report(fault, start, start + key.utf8.count)
        if second == nil { return nil }
      } catch let error as YamlError {
        explain(error)
        return nil
      } catch {
        return nil
      }
    }
    return nil
  }

  private func fileLine(of offset: Int) -> Int {
    source.line(at: excerpt.fileOffset(of: offset))
  }

  private mutating func explain(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let at = places.offset(line: mark.line, column: mark.column)
      let from = context.map { places.offset(line: $0.mark.line, column: $0.mark.column) }
      let found = YAMLFaultFinder(places: places).fault(problem, at: at, context: from ?? at)
      report(found.fault, found.start, found.end)
    case .reader(let problem, _, _, _): report(.other(problem), 0, 0)
    default: report(.other("\(error)"), 0, 0)
    }
  }

  // MARK: Converting

  private mutating func node(_ node: Node, depth: Int, inFlow: Bool) -> YAMLNode {
    let start = node.mark.map { places.offset(line: $0.line, column: $0.column) } ?? 0
    let content = places.skippingProperties(from: start)
    nodeCount += 1
    if depth > YAMLPrecheck.deepest {
      return invalid(.tooDeep(limit: YAMLPrecheck.deepest), start, start + 1)
    }
    if nodeCount > places.bytes.count + 100_000 {
      return nodeCount == places.bytes.count + 100_001
        ? invalid(.expandsTooFar, start, start + 1) : YAMLNode(.invalid, at: .point(0))
    }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, start: content, inFlow: inFlow)
    case .sequence(let sequence):
      return self.sequence(sequence, start: content, depth: depth)
    case .mapping(let mapping):
      return self.mapping(mapping, start: content, depth: depth)
    case .alias: return YAMLNode(.invalid, at: .point(0))
    }
  }

  private mutating func sequence(
    _ sequence: Node.Sequence, start: Int, depth: Int
  ) -> YAMLNode {
    let isFlow = isByte(start, "[")
    var items: [YAMLNode] = []
    items.reserveCapacity(sequence.count)
    var open = 0
    for item in sequence {
      let balance = isFlow ? plainParentheses(item) : 0
      // What YAML cut off behind a comma belongs to the value before it, which has been reported.
      if open == 0 { items.append(node(item, depth: depth + 1, inFlow: isFlow)) }
      open = max(0, open + balance)
    }
    return YAMLNode(.sequence(items), at: collectionRange(start))
  }

  private mutating func mapping(_ mapping: Node.Mapping, start: Int, depth: Int) -> YAMLNode {
    let isFlow = isByte(start, "{")
    var entries: [YAMLEntry] = []
    var seen: [String: Int] = [:]
    var openParentheses = 0
    for (key, value) in mapping {
      guard let keyScalar = key.scalar else {
        let offset = key.mark.map { places.offset(line: $0.line, column: $0.column) } ?? start
        report(.keyIsNotText, offset, offset + 1)
        continue
      }
      if openParentheses > 0 {
        openParentheses += parentheses(keyScalar.string) + plainParentheses(value)
        continue
      }
      guard let entry = entry(keyScalar, value, depth: depth, isFlow: isFlow, seen: &seen) else {
        continue
      }
      if isFlow { openParentheses = max(0, plainParentheses(value)) }
      entries.append(entry)
    }
    return YAMLNode(.mapping(entries), at: collectionRange(start))
  }

  private mutating func entry(
    _ key: Node.Scalar, _ value: Node, depth: Int, isFlow: Bool, seen: inout [String: Int]
  ) -> YAMLEntry? {
    let mark = key.mark.map { places.offset(line: $0.line, column: $0.column) } ?? 0
    let start = places.skippingProperties(from: mark)
    let isRepetition = key.string.hasPrefix(YAMLDuplicates.mask)
    let end = isRepetition ? start + 1 : endOfScalar(key, start: start)
    let converted = node(value, depth: depth + 1, inFlow: isFlow)
    if isRepetition { return nil }
    if key.string == "<<" {
      report(.mergeKey, start, end)
      return nil
    }
    let name = normalizedWords(key.string)
    if let first = seen[name] {
      report(.duplicateKey(key.string, firstLine: fileLine(of: first)), start, end)
      return nil
    }
    seen[name] = start
    let range = excerpt.fileRange(SourceRange(start, end))
    return YAMLEntry(key: key.string, keyRange: range, value: converted)
  }

  private mutating func scalar(
    _ scalar: Node.Scalar, start: Int, inFlow: Bool
  ) -> YAMLNode {
    let isQuoted = scalar.style != .plain && scalar.style != .any
    let end = endOfScalar(scalar, start: start)
    let range = excerpt.fileRange(SourceRange(start, end))
    if let tag = unknownTag(of: scalar) { return invalid(.tag(tag), start, end) }
    if inFlow, !isQuoted, parentheses(scalar.string) > 0,
      let callEnd = places.endOfCall(from: start),
      callEnd > end
    {
      let text = places.text(start, callEnd)
      return invalid(.splitValue(text), start, callEnd)
    }
    let isText = isQuoted || isTagged(scalar)
    let offset = isQuoted ? start + 1 : start
    let raw = YAMLScalar(
      scalar.string, isPlain: !isText,
      pieces: [Excerpt.Line(offset: 0, fileOffset: excerpt.fileOffset(of: offset))])
    guard let parameters else { return YAMLNode(.scalar(raw), at: range) }
    return parameters.substitute(in: raw, range: range, problems: &problems)
  }

  private mutating func invalid(_ fault: YAMLFault, _ start: Int, _ end: Int) -> YAMLNode {
    report(fault, start, end)
    return YAMLNode(.invalid, at: excerpt.fileRange(SourceRange(start, end)))
  }

  // MARK: Where values end

  private func collectionRange(_ start: Int) -> SourceRange {
    let isFlow = isByte(start, "[") || isByte(start, "{")
    let end = isFlow ? places.endOfFlow(from: start) : places.endOfLine(from: start)
    return excerpt.fileRange(SourceRange(start, end))
  }

  private func endOfScalar(_ scalar: Node.Scalar, start: Int) -> Int {
    guard start < places.bytes.count else { return start }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return places.endOfQuoted(from: start)
    case .literal, .folded: return places.endOfLine(from: start)
    default:
      return places.hasText(scalar.string, at: start)
        ? start + scalar.string.utf8.count : places.endOfLine(from: start)
    }
  }

  private func isByte(_ offset: Int, _ character: Unicode.Scalar) -> Bool {
    offset < places.bytes.count && places.bytes[offset] == UInt8(ascii: character)
  }

  // MARK: Values that YAML splits

  /// Parentheses that are opened and not closed.
  private func parentheses(_ text: String) -> Int {
    text.utf8.reduce(0) {
      $0 + ($1 == UInt8(ascii: "(") ? 1 : $1 == UInt8(ascii: ")") ? -1 : 0)
    }
  }

  private func plainParentheses(_ node: Node) -> Int {
    guard let scalar = node.scalar, scalar.style == .plain else { return 0 }
    return parentheses(scalar.string)
  }

  private func unknownTag(of scalar: Node.Scalar) -> String? {
    let name = scalar.tag.description
    let isKnown = name.isEmpty || name == "!" || name == Tag.Name.str.rawValue
    return isKnown ? nil : name
  }

  private func isTagged(_ scalar: Node.Scalar) -> Bool {
    scalar.tag.description == Tag.Name.str.rawValue
  }
}
