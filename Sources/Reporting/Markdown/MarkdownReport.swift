import Experiments

/// A block's results as lines of Markdown, without what a container puts before them.
struct MarkdownReport: Sendable {
  private let handout: Handout
  private let section: Report.Section
  private let labels: [String?]
  private(set) var lines: [String] = []

  init(handout: Handout, section: Int) {
    self.handout = handout
    self.section = handout.report.sections[section]
    labels = handout.index.labels[section]
  }

  mutating func anchor(_ name: String) { lines += ["<a id=\"\(name)\"></a>"] }

  mutating func writeParts() {
    for (place, part) in section.parts.enumerated() {
      if !lines.isEmpty { lines.append("") }
      write(part, labels[place])
    }
  }

  mutating func writePart(_ place: Int) { write(section.parts[place], labels[place]) }

  private mutating func write(_ part: Report.Part, _ label: String?) {
    switch part {
    case .table(let table):
      lines += [caption(table.caption, label), ""] + MarkdownTable.lines(table)
      if let note = table.note { lines += ["", MarkdownText.escaped(note)] }
    case .plot(let plot):
      writeFence(ASCIIPlot.draw(plot), language: "text")
      lines += ["", caption(plot.caption ?? plot.title, label)]
    case .equations(let equations):
      lines += ["**\(MarkdownText.escaped(equations.caption))**", ""]
      writeFence(Self.aligned(equations), language: "text")
    case .text(let spans): lines.append(spans.map(text(of:)).joined())
    case .code(let listing): write(listing)
    case .graph(let graph):
      writeFence(MermaidGraph.draw(graph), language: "mermaid")
      lines += ["", caption(graph.caption, label)]
    }
  }

  private mutating func write(_ listing: Report.Listing) {
    if listing.isFolded {
      let caption = Escape.html(listing.caption)
      lines += ["<details><summary>\(caption)</summary>", ""]
    } else {
      lines += ["**\(MarkdownText.escaped(listing.caption))**", ""]
    }
    writeFence(listing.text, language: listing.language)
    if listing.isFolded { lines += ["", "</details>"] }
  }

  private func caption(_ text: String, _ label: String?) -> String {
    let words = MarkdownText.escaped(handout.values.expand(text, .ascii))
    return label.map { "**\($0).** \(words)" } ?? words
  }

  private func text(of span: Report.Span) -> String {
    switch span {
    case .plain(let text): MarkdownText.escaped(text)
    case .strong(let text): "**\(MarkdownText.escaped(text))**"
    case .formula(let text): MarkdownText.code(text, inTable: false)
    case .number(let value): NumberText(value, digits: NumberText.proseDigits).written(.ascii)
    case .blank: Gap.text
    }
  }

  private mutating func writeFence(_ text: String, language: String) {
    let fence = MarkdownText.fence(for: text)
    lines.append(fence + language)
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    lines.append(fence)
  }

  /// Equations with their equals signs below each other.
  private static func aligned(_ equations: Equations) -> String {
    let width = equations.lines.map(\.left.count).max() ?? 0
    return equations.lines.map { line in
      let space = String(repeating: " ", count: width - line.left.count)
      return "\(line.left)\(space) = \(line.right)"
    }.joined(separator: "\n")
  }
}
