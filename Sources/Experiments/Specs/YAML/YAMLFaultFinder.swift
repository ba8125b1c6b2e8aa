/// Turns libyaml's words and marks into a fault at the place where an author would look for it.
struct YAMLFaultFinder {
  let places: YAMLPlaces

  typealias Finding = (fault: YAMLFault, start: Int, end: Int)

  /// - Parameters:
  ///   - problem: libyaml's words.
  ///   - at: where it stopped.
  ///   - context: where the construct begins that it was reading.
  func fault(_ problem: String, at: Int, context: Int) -> Finding {
    switch problem {
    case "mapping values are not allowed in this context": unexpectedColon(at)
    case "could not find expected ':'": line(.missingColon, context)
    case "did not find expected key", "did not find expected <document start>":
      line(.unexpectedLine, at)
    case "block sequence entries are not allowed in this context": point(.unexpectedListItem, at)
    case "found character that cannot start any token": cannotStart(at)
    case "found unknown escape character": point(.unknownEscape, at)
    case "found undefined alias": line(.undefinedAlias, at)
    case "but found another document": line(.severalDocuments, at)
    case "did not find expected node content": missingValue(at, context)
    case "found unexpected end of stream", "found unexpected document indicator":
      point(.unclosedQuote, context)
    default: other(problem, at: at, context: context)
    }
  }

  private func other(_ problem: String, at: Int, context: Int) -> Finding {
    if problem.hasPrefix("did not find expected ',' or") { return flow(at, context) }
    if problem.contains("tab character") { return point(.tabIndentation, at) }
    return point(.other(problem), at)
  }

  /// A line without a colon goes on in the next one for YAML, which then has one too many.
  private func unexpectedColon(_ at: Int) -> Finding {
    let start = startOfLine(at)
    if start > 0 {
      let before = startOfLine(start - 1)
      let text = places.text(before, places.endOfLine(from: before))
      if !text.isEmpty, !text.contains(":") { return line(.missingColon, before) }
    }
    return point(.unexpectedColon, at)
  }

  private func startOfLine(_ offset: Int) -> Int {
    var start = min(offset, places.bytes.count)
    while start > 0, places.bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private func point(_ fault: YAMLFault, _ offset: Int) -> Finding { (fault, offset, offset + 1) }

  private func line(_ fault: YAMLFault, _ offset: Int) -> Finding {
    let offset = min(offset, places.bytes.count)
    return (fault, offset, max(offset + 1, places.endOfLine(from: offset)))
  }

  private func cannotStart(_ offset: Int) -> Finding {
    guard let scalar = places.text(offset, min(offset + 4, places.bytes.count)).unicodeScalars.first
    else { return point(.missingValue, offset) }
    return point(scalar == "\t" ? .tabIndentation : .cannotStart(scalar), offset)
  }

  private func missingValue(_ at: Int, _ context: Int) -> Finding {
    at >= places.bytes.count ? point(.unclosedFlow, context) : quoted(.missingValue, at)
  }

  private func quoted(_ fault: YAMLFault, _ offset: Int) -> Finding {
    if let text = brokenValue(around: offset) {
      return (.flow(quote: text.text), text.start, text.end)
    }
    return point(fault, offset)
  }

  /// A bracket inside a value ends it for YAML: `[gradients.W2[0][0] = 1]`, `{rate: ${rate}}`.
  private func flow(_ at: Int, _ context: Int) -> Finding {
    if at >= places.bytes.count { return point(.unclosedFlow, context) }
    if let text = brokenValue(around: at) {
      return (.flow(quote: text.text), text.start, text.end)
    }
    // The text went on as if the bracket had been closed.
    let isLaterLine = places.endOfLine(from: context) < at
    return isLaterLine ? point(.unclosedFlow, context) : point(.flow(quote: nil), at)
  }

  /// The value around `offset` that has a bracket right behind a letter, on one line.
  private func brokenValue(around offset: Int) -> (text: String, start: Int, end: Int)? {
    let bytes = places.bytes
    var bracket = min(offset, bytes.count - 1)
    while bracket > 0, bytes[bracket] != UInt8(ascii: "["), bytes[bracket] != UInt8(ascii: "{") {
      if bytes[bracket] == 0x0A { return nil }
      bracket -= 1
    }
    // Brackets in a row belong to one value: W2[0][0].
    while bracket > 0, [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[bracket - 1]) {
      while bracket > 0, bytes[bracket] != 0x0A {
        bracket -= 1
        if [UInt8(ascii: "["), UInt8(ascii: "{")].contains(bytes[bracket]) { break }
      }
    }
    let separators: [UInt8] = [0x0A, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{")]
    guard bracket > 0, !separators.contains(bytes[bracket - 1]), bytes[bracket - 1] != 0x20 else {
      return nil
    }
    var start = bracket
    while start > 0, !separators.contains(bytes[start - 1]), !endsKey(start - 1) { start -= 1 }
    while start < bracket, bytes[start] == 0x20 { start += 1 }
    let end = endOfValue(from: start)
    return (places.text(start, end), start, end)
  }

  private func endsKey(_ offset: Int) -> Bool {
    places.bytes[offset] == UInt8(ascii: ":") && offset + 1 < places.bytes.count
      && places.bytes[offset + 1] == 0x20
  }

  private func endOfValue(from start: Int) -> Int {
    let lineEnd = places.endOfLine(from: start)
    var depth = 0
    var end = start
    scan: while end < lineEnd {
      switch places.bytes[end] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { break scan }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { break scan }
      default: break
      }
      end += 1
    }
    while end > start, places.bytes[end - 1] == 0x20 { end -= 1 }
    return end
  }
}
