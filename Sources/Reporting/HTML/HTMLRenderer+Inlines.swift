import Notebook

extension HTMLRenderer {
  mutating func enterInline(_ node: Int, _ kind: Document.Kind) {
    switch kind {
    case .text(let text): out.text(text)
    case .htmlInline(let text): options.allowsHTML ? out.raw(text) : out.text(text)
    case .softBreak: out.raw("\n")
    case .lineBreak: out.raw("<br>\n")
    case .code(let text): out.element("code", text)
    case .emphasis: out.raw("<em>")
    case .strong: out.raw("<strong>")
    case .strikethrough: out.raw("<del>")
    case .link(let address, let title): openLink(address, title)
    case .image(let address, let title): writeImage(node, address, title)
    case .math(let formula): write(formula)
    case .footnoteReference(let label): writeFootnoteReference(label)
    case .value(let value): write(value, node)
    case .answer(let answer): write(answer, node)
    case .reference(let target): openReference(target, node)
    default: return
    }
  }

  // MARK: Links and images

  private mutating func openLink(_ address: String, _ title: String) {
    guard allows(address, as: .link) else { return }
    out.raw("<a href=\"\(Escape.address(relocated(address)))\"")
    if !title.isEmpty { out.attribute("title", title) }
    out.raw(">")
  }

  private mutating func writeImage(_ node: Int, _ address: String, _ title: String) {
    skipped = node
    let alt = PlainText(document: handout.document, values: handout.values).text(below: node)
    guard allows(address, as: .image) else { return out.text(alt) }
    out.raw("<img src=\"\(Escape.address(relocated(address)))\"")
    out.attribute("alt", alt)
    if !title.isEmpty { out.attribute("title", title) }
    out.raw(">")
  }

  private func relocated(_ address: String) -> String {
    LinkPolicy.isRelative(address) ? options.relocate(address) : address
  }

  /// What the author gave a text stays the link that it is in CommonMark.
  func isLinked(_ target: String, _ node: Int) -> Bool {
    handout.index.isKnown(target) || !handout.document.nodes[node].children.isEmpty
  }

  private mutating func openReference(_ target: String, _ node: Int) {
    let hasText = !handout.document.nodes[node].children.isEmpty
    let label = handout.index.label(of: target)
    if isLinked(target, node) { out.raw("<a href=\"#\(Escape.address(target))\">") }
    if !hasText { out.text(label ?? "#\(target)") }
  }

  // MARK: Values

  private mutating func write(_ value: Document.InlineValue, _ node: Int) {
    switch handout.values.text(path: value.path, format: value.format) {
    case .success(let text):
      out.raw("<span class=\"value\">\(FormulaMarkup.html(text))</span>")
    case .failure:
      let source = handout.document.source.text(handout.document.nodes[node].range)
      out.element("code", source.trimmed(of: "`"))
    }
  }

  /// In the solutions the value; else a box that checks itself, or for what no box can take a line to
  /// write on.
  private mutating func write(_ answer: Document.AnswerField, _ node: Int) {
    if options.showsSolutions, case .success(let text) = handout.values.text(answer) {
      out.raw("<strong class=\"value\">\(FormulaMarkup.html(text))</strong>")
    } else if let key = handout.answerKeys[node] {
      answerCount += 1
      write(key)
    } else {
      out.raw(Self.gap)
    }
  }

  private mutating func write(_ key: AnswerKey) {
    out.raw("<span class=\"answer\"")
    out.attribute("data-salt", key.salt)
    out.attribute("data-digest", key.digest)
    if let grid = key.grid {
      out.attribute("data-offset", "\(grid.offset)")
      out.attribute("data-width", "\(grid.width)")
    }
    out.raw("><input type=\"text\" size=\"9\" autocomplete=\"off\" spellcheck=\"false\"")
    out.raw(" aria-label=\"your answer \(answerCount)\"><output></output></span>")
  }

  // MARK: Footnotes

  private mutating func writeFootnoteReference(_ label: String) {
    guard let number = handout.index.footnoteNumbers[label] else { return }
    footnoteUses[label, default: 0] += 1
    let id = Self.footnoteReferenceID(number, use: footnoteUses[label] ?? 1)
    out.raw("<sup class=\"footnote-reference\"><a id=\"\(id)\" href=\"#fn-\(number)\"")
    out.raw(" aria-label=\"footnote \(number)\">\(number)</a></sup>")
  }

  static func footnoteReferenceID(_ number: Int, use: Int) -> String {
    use == 1 ? "fnref-\(number)" : "fnref-\(number)-\(use)"
  }

  mutating func writeFootnotes() {
    let labels = handout.index.footnoteOrder.filter { handout.index.footnotes[$0] != nil }
    guard !labels.isEmpty else { return }
    out.freshLine()
    out.raw("<div class=\"footnotes\">\n<hr>\n<ol>\n")
    for label in labels {
      guard let definition = handout.index.footnotes[label],
        let number = handout.index.footnoteNumbers[label]
      else { continue }
      out.raw("<li id=\"fn-\(number)\" value=\"\(number)\">")
      for child in handout.document.nodes[definition].children { write(from: child) }
      out.raw("<p class=\"backlinks\">")
      for use in 1...max(1, footnoteUses[label] ?? 0) {
        out.raw("<a href=\"#\(Self.footnoteReferenceID(number, use: use))\"")
        out.raw(" aria-label=\"back to the text, place \(use)\">↩</a> ")
      }
      out.raw("</p></li>\n")
    }
    out.raw("</ol>\n</div>\n")
  }
}

extension String {
  /// Without so many of one character at both ends.
  func trimmed(of character: Character) -> String {
    var text = Substring(self)
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
