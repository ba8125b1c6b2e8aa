import Experiments
import Notebook

/// Writes a handout as a Jupyter notebook (nbformat 4.5): prose as Markdown cells, and each block as a code
/// cell with its results as outputs. A block within a quotation or callout stays part of the prose.
///
/// Drawings are SVG with a style of their own and their letters beside it, all else is Markdown, so that
/// nothing needs to be trusted to be seen.
package struct JupyterRenderer: Sendable {
  private let handout: Handout
  private var cells: [JSONText] = []

  package static func render(
    _ handout: Handout, options: MarkdownRenderer.Options = MarkdownRenderer.Options()
  ) -> [UInt8] {
    var renderer = JupyterRenderer(handout: handout)
    for piece in MarkdownRenderer.pieces(handout, options: options) {
      switch piece {
      case .prose(let text): renderer.addProse(text)
      case .block(let index): renderer.addBlock(index)
      }
    }
    let document = JSONText.object([
      ("cells", .array(renderer.cells)),
      (
        "metadata",
        .object([
          ("language_info", .object([("name", .string("yaml"))])),
          ("title", .string(handout.title)),
        ])
      ), ("nbformat", .integer(4)), ("nbformat_minor", .integer(5)),
    ])
    return document.written
  }

  private init(handout: Handout) { self.handout = handout }

  private mutating func addProse(_ text: String) {
    let text = Self.trimmed(text)
    guard !text.isEmpty else { return }
    cells.append(
      .object([
        ("cell_type", .string("markdown")), ("id", .string("prose-\(cells.count + 1)")),
        ("metadata", .object([])), ("source", Self.lines(text)),
      ]))
  }

  private mutating func addBlock(_ index: Int) {
    let section = handout.report.sections[index]
    let block = handout.document.executableBlocks[index]
    let outputs = section.parts.indices.map { output(of: index, part: $0) }
    cells.append(
      .object([
        ("cell_type", .string("code")), ("execution_count", .null),
        ("id", .string("block-" + section.name.prefix(50))),
        (
          "metadata",
          .object([
            ("jupyter", .object([("source_hidden", .flag(section.source != .shown))])),
            (
              "runbook",
              .object([
                ("kind", .string(section.kind.rawValue)), ("name", .string(section.name)),
              ])
            ),
          ])
        ), ("outputs", .array(outputs)), ("source", Self.lines(Self.trimmed(block.body.text))),
      ]))
  }

  private func output(of index: Int, part: Int) -> JSONText {
    let section = handout.report.sections[index]
    var writer = MarkdownReport(handout: handout, section: index)
    writer.writePart(part)
    let text = writer.lines.joined(separator: "\n")
    var data: [(String, JSONText)] = []
    if section.plots != .ascii,
      let drawing = drawing(section.parts[part], id: "\(section.name).\(part + 1)")
    {
      data.append(("image/svg+xml", Self.lines(drawing)))
    } else {
      data.append(("text/markdown", Self.lines(text)))
    }
    data.append(("text/plain", Self.lines(text)))
    return .object([
      ("data", .object(data)), ("metadata", .object([])), ("output_type", .string("display_data")),
    ])
  }

  /// A drawing that stands by itself; nil of what is none.
  private func drawing(_ part: Report.Part, id: String) -> String? {
    let svg: String
    switch part {
    case .plot(var plot):
      plot.frames = nil
      svg = SVGPlot.draw(plot, id: id)
    case .graph(let graph): svg = SVGGraph.draw(graph, id: id)
    case .table, .equations, .text, .code: return nil
    }
    guard let end = svg.firstIndex(of: ">") else { return nil }
    return svg[..<end] + " xmlns=\"http://www.w3.org/2000/svg\"><style>" + HTMLStyle.drawings
      + "</style>" + svg[svg.index(after: end)...]
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isNewline == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// A text as the format has it: its lines, each but the last with its end.
  private static func lines(_ text: String) -> JSONText {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    return .array(
      lines.enumerated().map { .string($1 + ($0 == lines.count - 1 ? "" : "\n")) })
  }
}
