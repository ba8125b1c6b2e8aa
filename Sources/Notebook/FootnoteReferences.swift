/// Finds `[^label]` in text, where there is a definition of that label.
struct FootnoteReferences {
  let content: [UInt8]
  /// By folded label, the label as its definition has it.
  let labels: [String: String]

  /// Labels are equal whatever the case of their letters.
  static func folded(_ label: String) -> String { label.lowercased() }

  func mark(_ tokens: inout [InlineToken]) {
    var cuts: [TextCut] = []
    for token in tokens {
      guard case .text = token.kind else { continue }
      var position = token.start
      while position + 3 < token.end {
        if let end = Self.labelEnd(content, at: position, limit: token.end),
          let label = labels[Self.folded(text((position + 2)..<(end - 1)))]
        {
          cuts.append(TextCut(range: position..<end, tokens: [.footnoteReference(label)]))
          position = end
        } else {
          position += 1
        }
      }
    }
    tokens.split(at: cuts)
  }

  /// The end of `[^label]`, where one starts here: a label has neither white space nor brackets.
  static func labelEnd(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    guard start + 3 < limit, bytes[start] == UInt8(ascii: "["),
      bytes[start + 1] == UInt8(ascii: "^")
    else { return nil }
    var position = start + 2
    while position < limit {
      let byte = bytes[position]
      if byte == UInt8(ascii: "]") { return position > start + 2 ? position + 1 : nil }
      if byte <= 0x20 || byte == UInt8(ascii: "[") { return nil }
      position += 1
    }
    return nil
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: content[range], as: UTF8.self)
  }
}
