import Notebook

extension HTMLRenderer {
  mutating func enterBlock(_ node: Int, _ kind: Document.Kind) {
    switch kind {
    case .paragraph: openParagraph(node)
    case .heading(let level):
      out.freshLine()
      out.raw("<h\(level)")
      if let slug = handout.index.slugs[node] { out.attribute("id", slug) }
      out.raw(">")
      if let number = handout.index.sectionNumbers[node] { writeSectionNumber(number) }
    case .blockQuote:
      out.freshLine()
      out.raw("<blockquote>\n")
      tightness.append(false)
    case .callout(let callout): open(callout, node)
    case .calloutTitle: return
    case .list(let style): open(style)
    case .item(let checked): openItem(checked)
    case .codeBlock(let info, let literal): writeCode(literal, info: info)
    case .executable(let index): writeSection(index)
    case .htmlBlock(let text):
      out.freshLine()
      if options.allowsHTML { return out.raw(text) }
      out.raw("<p class=\"raw-html\">")
      out.element("code", text.hasSuffix("\n") ? String(text.dropLast()) : text)
      out.raw("</p>\n")
    case .thematicBreak:
      out.freshLine()
      out.raw("<hr>\n")
    case .mathBlock(let formula):
      out.freshLine()
      out.raw("<div class=\"math\">")
      write(formula)
      out.raw("</div>\n")
    case .table(let alignments): openTable(alignments)
    case .tableRow(let isHeader): openRow(isHeader)
    case .tableCell: openCell()
    case .footnoteDefinition: skipped = node
    default: return
    }
  }

  mutating func leaveBlock(_ node: Int, _ kind: Document.Kind) {
    switch kind {
    case .paragraph: if !isTight(node) { out.raw("</p>\n") }
    case .heading(let level): out.raw("</h\(level)>\n")
    case .blockQuote:
      tightness.removeLast()
      out.raw("</blockquote>\n")
    case .callout(let callout): close(callout)
    case .calloutTitle: closeCalloutTitle(node)
    case .list(let style):
      tightness.removeLast()
      if case .bullet = style { out.raw("</ul>\n") } else { out.raw("</ol>\n") }
    case .item: out.raw("</li>\n")
    case .table: out.raw((table.hasBody ? "</tbody>" : "") + "</table></div>\n")
    case .tableRow: closeRow()
    case .tableCell: closeCell()
    default: return
    }
  }

  // MARK: Paragraphs and lists

  private func isTight(_ node: Int) -> Bool {
    guard tightness.last == true, let parent = handout.document.nodes[node].parent else {
      return false
    }
    if case .item = handout.document.nodes[parent].kind { return true }
    return false
  }

  private mutating func openParagraph(_ node: Int) {
    if isTight(node) { return }
    out.freshLine()
    out.raw("<p>")
  }

  private mutating func open(_ style: Document.ListStyle) {
    out.freshLine()
    switch style {
    case .bullet(let isTight):
      out.raw("<ul>\n")
      tightness.append(isTight)
    case .ordered(let start, let isTight):
      out.raw(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
      tightness.append(isTight)
    }
  }

  private mutating func openItem(_ checked: Bool?) {
    guard let checked else { return out.raw("<li>") }
    let mark = checked ? "☑" : "☐"
    out.raw("<li class=\"task\"><span role=\"img\"")
    out.attribute("aria-label", checked ? "done" : "to do")
    out.raw(">\(mark)</span> ")
  }

  // MARK: Code

  mutating func writeCode(_ literal: String, info: String) {
    out.freshLine()
    let language = info.split { $0 == " " || $0 == "\t" }.first.map(String.init) ?? ""
    out.raw("<pre" + Self.focus(forText: literal) + "><code")
    if !language.isEmpty { out.attribute("class", "language-\(language)") }
    out.raw(">")
    if let known = CodeLanguage.named(language) {
      for (kind, text) in CodeHighlighter.parts(literal, known) {
        if kind == .plain {
          out.text(text)
        } else {
          out.element("span", class: kind.rawValue, text)
        }
      }
    } else {
      out.text(literal)
    }
    out.raw("</code></pre>\n")
  }

  /// What may stick out on a small screen can be scrolled by keyboard.
  static func focus(forText text: String) -> String {
    let longest = text.utf8.split(separator: UInt8(ascii: "\n")).reduce(0) { max($0, $1.count) }
    return longest > 30 ? " tabindex=\"0\"" : ""
  }

  // MARK: Tables

  private mutating func openTable(_ alignments: [Document.ColumnAlignment]) {
    table = OpenTable(alignments: alignments)
    out.freshLine()
    out.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n")
  }

  private mutating func openRow(_ isHeader: Bool) {
    table.column = 0
    table.isHeader = isHeader
    if isHeader {
      out.raw("<thead>")
    } else if !table.hasBody {
      table.hasBody = true
      out.raw("<tbody>\n")
    }
    out.raw("<tr>")
  }

  private mutating func closeRow() { out.raw(table.isHeader ? "</tr></thead>\n" : "</tr>\n") }

  private mutating func openCell() {
    out.raw(table.isHeader ? "<th scope=\"col\"" : "<td")
    if table.column < table.alignments.count {
      switch table.alignments[table.column] {
      case .none: break
      case .left: out.raw(" class=\"left\"")
      case .center: out.raw(" class=\"center\"")
      case .right: out.raw(" class=\"right\"")
      }
    }
    table.column += 1
    out.raw(">")
  }

  private mutating func closeCell() { out.raw(table.isHeader ? "</th>" : "</td>") }
}
