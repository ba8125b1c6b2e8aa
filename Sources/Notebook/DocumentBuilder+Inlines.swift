import Source

/// The inlines of one leaf block, before they become nodes.
struct LeafInlines {
  let content: LeafContent
  var tokens: [InlineToken]

  /// Takes `[ ] ` or `[x] ` off the start.
  ///
  /// - Returns: whether the task is done; nil where there is no mark.
  mutating func removeTaskMark() -> Bool? {
    guard let first = tokens.first, case .text = first.kind, first.end - first.start >= 4 else {
      return nil
    }
    let bytes = content.bytes[first.start..<(first.start + 4)]
    let isChecked: Bool
    if bytes.starts(with: "[ ]".utf8) {
      isChecked = false
    } else if bytes.starts(with: "[x]".utf8) || bytes.starts(with: "[X]".utf8) {
      isChecked = true
    } else {
      return nil
    }
    guard bytes.last?.isMarkdownSpace == true else { return nil }
    if first.end - first.start == 4 {
      tokens.removeFirst()
    } else {
      tokens[0].start += 4
    }
    return isChecked
  }
}

extension DocumentBuilder {
  /// Reads the inlines of a leaf block whose lines have been loaded.
  mutating func inlines(of leaf: Int) -> LeafInlines {
    let content = aligner.leaf
    // A heading of one line has no definitions before its text.
    let canDefine = content.bytes.first == UInt8(ascii: "[") && !isOneLineHeading(leaf)
    let start = canDefine ? LinkScanner(bytes: content.bytes).definitions() : 0
    aligner.align(leaf, from: start)
    var tokens = aligner.tokens
    if !draft.formulas.isEmpty { placeFormulas(in: &tokens, content) }
    if !footnoteLabels.isEmpty {
      FootnoteReferences(content: content.bytes, labels: footnoteLabels).mark(&tokens)
    }
    if hasBareLinks { BareLinks(content: content.bytes).mark(&tokens) }
    if hasTildes { Strikethrough(content: content.bytes).mark(&tokens) }
    return LeafInlines(content: content, tokens: tokens)
  }

  /// Puts formulas where their stand-ins are.
  private mutating func placeFormulas(in tokens: inout [InlineToken], _ content: LeafContent) {
    let first = content.draftOffset(0)
    let last = content.draftEnd(content.bytes.count)
    let start = draft.formulas.partitioningIndex { $0.start >= first }
    let cuts = draft.formulas[start...].prefix { $0.start < last }.map { formula in
      let offset = content.offset(ofDraft: formula.start)
      return TextCut(
        range: offset..<(offset + DialectReader.formulaMark.utf8.count),
        tokens: [.formula(formula.index)])
    }
    for index in tokens.split(at: cuts) {
      if case .formula(let number) = cuts[index].tokens[0] { placesFormula[number] = true }
    }
  }

  private func isOneLineHeading(_ leaf: Int) -> Bool {
    let node = tree.nodes[leaf]
    return node.element == .heading && node.endLine <= node.startLine
  }

  /// Appends the nodes of inlines under a block.
  mutating func add(_ inlines: LeafInlines, under block: Int) {
    var parents = [block]
    var index = 0
    let tokens = inlines.tokens
    while index < tokens.count {
      let token = tokens[index]
      let parent = parents[parents.count - 1]
      let range = fileRange(token.start, token.end, inlines.content)
      index += 1
      switch token.kind {
      case .text, .literal:
        let next = endOfText(from: index, tokens)
        let whole = fileRange(token.start, tokens[next - 1].end, inlines.content)
        add(.text(text(of: tokens[(index - 1)..<next], inlines.content)), whole, under: parent)
        index = next
      case .softBreak: add(.softBreak, range, under: parent)
      case .lineBreak: add(.lineBreak, range, under: parent)
      case .htmlInline(let node):
        add(.htmlInline(string(tree.nodes[node].literal)), range, under: parent)
      case .code(let node):
        add(code(node, token, inlines.content), range, under: parent)
      case .formula(let number):
        let formula = dialect.formulas[number]
        add(.math(tex: formula.formula), formula.range, under: parent)
      case .footnoteReference(let label):
        add(.footnoteReference(label: label), range, under: parent)
      case .open(let span):
        parents.append(add(kind(of: span), range, under: parent))
      case .close:
        nodes[parent].range.end = range.end
        parents.removeLast()
      }
    }
  }

  private func endOfText(from start: Int, _ tokens: [InlineToken]) -> Int {
    var index = start
    while index < tokens.count {
      switch tokens[index].kind {
      case .text, .literal: index += 1
      default: return index
      }
    }
    return index
  }

  private func text(of tokens: ArraySlice<InlineToken>, _ content: LeafContent) -> String {
    var text = ""
    for token in tokens {
      if case .literal(let range) = token.kind {
        text += tree.string(range)
      } else {
        text += String(decoding: content.bytes[token.start..<token.end], as: UTF8.self)
      }
    }
    return restored(text)
  }

  func fileRange(_ start: Int, _ end: Int, _ content: LeafContent) -> SourceRange {
    // A break ends where the next line's text starts, behind its containers' marks.
    let line = content.line(at: end)
    let draftEnd =
      end > start && line > 0 && content.lines[line].start == end
      ? content.lines[line].floor : content.draftEnd(end)
    let draftStart = content.draftOffset(start)
    return draft.fileRange(draftStart, end > start ? draftEnd : draftStart)
  }

  private func kind(of span: InlineToken.Span) -> Document.Kind {
    switch span {
    case .emphasis: return .emphasis
    case .strong: return .strong
    case .strikethrough: return .strikethrough
    case .bareLink(let destination): return .link(destination: destination, title: "")
    case .image(let index):
      let node = tree.nodes[index]
      return .image(destination: string(node.literal), title: string(node.detail))
    case .link(let index):
      let node = tree.nodes[index]
      let destination = string(node.literal)
      if destination.utf8.first == UInt8(ascii: "#"), destination.utf8.count > 1 {
        return .reference(target: String(destination.dropFirst()))
      }
      return .link(destination: destination, title: string(node.detail))
    }
  }

  private mutating func code(
    _ index: Int, _ token: InlineToken, _ content: LeafContent
  ) -> Document.Kind {
    let literal = tree.nodes[index].literal
    let bytes = Array(tree.literals[Int(literal.lowerBound)..<Int(literal.upperBound)])
    guard bytes.first == UInt8(ascii: "{"), let expression = BraceExpression(bytes) else {
      return .code(string(literal))
    }
    let offsets = offsets(ofCode: bytes.count, token, content)
    func range(_ part: Range<Int>) -> SourceRange {
      fileRange(offsets[part.lowerBound], offsets[part.upperBound - 1] + 1, content)
    }
    func text(_ part: Range<Int>) -> String { String(decoding: bytes[part], as: UTF8.self) }
    switch expression {
    case .value(let path, let format):
      return .value(
        Document.InlineValue(
          path: text(path), pathRange: range(path), format: format.map(text),
          formatRange: format.map(range)))
    case .answer(let path, let tolerance):
      return .answer(
        Document.AnswerField(path: text(path), pathRange: range(path), tolerance: tolerance))
    case .malformed(let problem, let part):
      diagnostics.append(Diagnostic(.error, problem, at: range(part)))
      return .code(string(literal))
    }
  }

  /// The content's offset of each byte of a code span's literal, in which a line end is a space
  /// and a space at both ends is left out.
  private func offsets(
    ofCode count: Int, _ token: InlineToken, _ content: LeafContent
  ) -> [Int] {
    var start = token.start
    var end = token.end
    while start < end, content.bytes[start] == UInt8(ascii: "`") {
      start += 1
      end -= 1
    }
    var offsets = Array(start..<max(start, end))
    if offsets.count == count + 2 { offsets.removeFirst() }
    while offsets.count < count { offsets.append(max(start, end - 1)) }
    return offsets
  }
}
