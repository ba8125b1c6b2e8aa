import Experiments

extension HTMLRenderer {
  /// A block's results, and its own text as `source` says.
  mutating func writeSection(_ index: Int) {
    let report = handout.report
    guard index < report.sections.count, index < handout.document.executableBlocks.count else {
      return
    }
    let section = report.sections[index]
    let block = handout.document.executableBlocks[index]
    let language = section.kind == .tape ? "tape" : section.kind == .data ? "csv" : "yaml"
    out.freshLine()
    out.raw("<div class=\"block \(section.kind.rawValue)\"")
    out.attribute("id", section.name)
    out.raw(">\n")
    if section.source == .shown { writeCode(block.body.text, info: language) }
    var isInPanels = false
    for (place, part) in section.parts.enumerated() {
      if part.isPanel != isInPanels {
        isInPanels = part.isPanel
        out.raw(isInPanels ? "<div class=\"panels\">\n" : "</div>\n")
      }
      let label = handout.index.labels[index][place]
      if isInPanels { out.raw("<div>\n") }
      // No heading's anchor has a dot in it.
      write(part, in: section, id: "\(section.name).\(place + 1)", label: label)
      if isInPanels { out.raw("</div>\n") }
    }
    if isInPanels { out.raw("</div>\n") }
    if section.source == .folded {
      out.raw("<details class=\"source\">\n<summary>Source of ")
      out.element("code", section.name)
      out.raw("</summary>\n")
      writeCode(block.body.text, info: language)
      out.raw("</details>\n")
    }
    out.raw("</div>\n")
  }

  private mutating func write(
    _ part: Report.Part, in section: Report.Section, id: String, label: String?
  ) {
    switch part {
    case .table(var table):
      table.caption = handout.values.expand(table.caption, .typographic)
      HTMLTable.write(table, label: label, id: id, to: &out)
    case .plot(var plot):
      plot.alternativeText = handout.values.expand(plot.alternativeText, .typographic)
      write(plot, section.plots, id, label)
    case .equations(let equations): write(equations, id)
    case .text(let spans):
      out.raw("<p class=\"finding\">")
      for span in spans { write(span) }
      out.raw("</p>\n")
    case .code(let listing): write(listing, id)
    case .graph(let graph): write(graph, id, label)
    }
  }

  private mutating func write(_ span: Report.Span) {
    switch span {
    case .plain(let text): out.text(text)
    case .strong(let text): out.element("strong", text)
    case .formula(let text): out.raw(FormulaMarkup.html(text))
    case .number(let value):
      out.text(NumberText(value, digits: NumberText.proseDigits).written(.typographic))
    case .blank: out.raw(Self.gap)
    }
  }

  /// A line to write on.
  static let gap = "<span class=\"blank\" role=\"img\" aria-label=\"to fill in\"></span>"

  private mutating func write(_ equations: Equations, _ id: String) {
    out.raw("<figure class=\"table\">\n<figcaption id=\"\(id)\">")
    out.text(equations.caption)
    out.raw("</figcaption>\n<div class=\"scroll\" tabindex=\"0\">")
    out.raw("<table class=\"equations\" aria-labelledby=\"\(id)\">\n<tbody>\n")
    for line in equations.lines {
      out.raw("<tr><td>\(FormulaMarkup.html(line.left))</td>")
      out.raw("<td> = \(FormulaMarkup.html(line.right))</td></tr>\n")
    }
    out.raw("</tbody></table></div>\n</figure>\n")
  }

  private mutating func write(_ listing: Report.Listing, _ id: String) {
    if listing.isFolded {
      out.raw("<details class=\"listing\">\n")
      out.element("summary", listing.caption)
      out.raw("\n")
    } else {
      out.raw("<figure class=\"listing\">\n<figcaption id=\"\(id)\">")
      out.text(listing.caption)
      out.raw("</figcaption>\n")
    }
    writeCode(listing.text, info: listing.language)
    out.raw(listing.isFolded ? "</details>\n" : "</figure>\n")
  }

  // MARK: Figures

  private mutating func write(
    _ plot: Plot, _ plots: Presentation.Plots, _ id: String, _ label: String?
  ) {
    if let frames = plot.frames, plots != .ascii {
      out.raw("<figure class=\"play\"")
      out.attribute("data-control", frames.control)
      out.raw(">\n")
      hasFrames = true
    } else {
      out.raw("<figure>\n")
    }
    if plots != .ascii { out.raw(SVGPlot.draw(plot, id: id)) }
    if plots == .ascii { writeLetters(plot) }
    writeCaption(plot.caption ?? plot.title, label)
    out.raw("</figure>\n")
    if plots == .both {
      out.raw("<details class=\"letters\">\n<summary>As text</summary>\n")
      writeLetters(plot)
      out.raw("</details>\n")
    }
  }

  private mutating func writeLetters(_ plot: Plot) {
    out.raw("<pre class=\"letters\" tabindex=\"0\" role=\"img\"")
    out.attribute("aria-label", plot.alternativeText)
    out.raw(">")
    out.text(ASCIIPlot.draw(plot))
    out.raw("</pre>\n")
  }

  private mutating func writeCaption(_ caption: String, _ label: String?) {
    out.raw("<figcaption>")
    if let label { out.raw("<b>\(label).</b> ") }
    out.text(handout.values.expand(caption, .typographic))
    out.raw("</figcaption>\n")
  }

  private mutating func write(_ graph: ComputationGraph, _ id: String, _ label: String?) {
    out.raw("<figure>\n")
    out.raw("<div class=\"scroll\" tabindex=\"0\">\n\(SVGGraph.draw(graph, id: id))</div>\n")
    writeCaption(graph.caption, label)
    out.raw("</figure>\n")
  }
}

extension Report.Part {
  /// Whether it stands beside others of its kind.
  fileprivate var isPanel: Bool { if case .plot(let plot) = self { plot.isPanel } else { false } }
}
