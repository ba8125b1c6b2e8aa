import Source

/// A way into results: `xor.final_loss`, `lr.trials[2].verdict`, `gradients.W2[0][0]`,
/// `settings["learning rate"]`.
package struct ResultPath: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case member(String)
    case index(Int)
  }

  package struct Element: Hashable, Sendable {
    package let step: Step
    /// In the path's UTF-8.
    package let range: SourceRange
  }

  package let text: String
  package let elements: [Element]

  /// Nil where the text is not a path.
  package init?(_ text: String) {
    var parser = ResultPathParser(text)
    guard let elements = parser.parse(), !elements.isEmpty else { return nil }
    self.text = text
    self.elements = elements
  }

  /// The name that it begins with.
  package var head: String {
    if case .member(let name) = elements[0].step { name } else { "" }
  }

  /// The path within the block that it begins with.
  var withoutHead: ResultPath { ResultPath(text: text, elements: Array(elements.dropFirst())) }

  private init(text: String, elements: [Element]) {
    self.text = text
    self.elements = elements
  }

  /// Whether its last step is to this member.
  func ends(in name: String) -> Bool { elements.last?.step == .member(name) }
}

private struct ResultPathParser {
  private let bytes: [UInt8]
  private var offset = 0
  private var elements: [ResultPath.Element] = []

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func parse() -> [ResultPath.Element]? {
    guard member() else { return nil }
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: ".") {
        offset += 1
        guard member() else { return nil }
      } else if bytes[offset] == UInt8(ascii: "[") {
        guard bracket() else { return nil }
      } else {
        return nil
      }
    }
    return elements
  }

  private mutating func member() -> Bool {
    let start = offset
    while offset < bytes.count,
      ![UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]")]
        .contains(bytes[offset])
    {
      offset += 1
    }
    var end = offset
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    guard end > start else { return false }
    append(.member(String(decoding: bytes[start..<end], as: UTF8.self)), start, end)
    return true
  }

  /// `[3]` or `["a key"]`.
  private mutating func bracket() -> Bool {
    let start = offset
    guard let close = bytes[offset...].firstIndex(of: UInt8(ascii: "]")) else { return false }
    var inside = String(decoding: bytes[(offset + 1)..<close], as: UTF8.self)[...]
    inside = inside.drop { $0 == " " }
    while inside.last == " " { inside.removeLast() }
    offset = close + 1
    if let quote = inside.first, quote == "\"" || quote == "'", inside.count > 1,
      inside.last == quote
    {
      append(.member(String(inside.dropFirst().dropLast())), start, offset)
      return true
    }
    guard inside.allSatisfy({ "0"..."9" ~= $0 }), let index = Int(inside) else { return false }
    append(.index(index), start, offset)
    return true
  }

  private mutating func append(_ step: ResultPath.Step, _ start: Int, _ end: Int) {
    elements.append(ResultPath.Element(step: step, range: SourceRange(start, end)))
  }
}
