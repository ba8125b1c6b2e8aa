import Experiments
import Source

extension Report {
  /// The report of a notebook's results: for each block the parts that its `show` names, or those
  /// that suit it. A block with errors says so.
  ///
  /// - Parameter notebook: its name without its ending.
  package init(_ result: NotebookResult, notebook: String) {
    sections = result.blocks.map {
      Section($0, defaultSource: result.header.source, notebook: notebook)
    }
  }
}

extension Report.Section {
  init(_ block: BlockResult, defaultSource: Presentation.SourceDisplay?, notebook: String) {
    let presentation = block.presentation
    var parts: [Report.Part]
    switch block.outcome {
    case .experiment(let result):
      parts = ExperimentParts(
        result: result, block: block.name, frameworks: presentation.frameworks, notebook: notebook,
        target: presentation.target, gaps: block.withheld.parts
      ).parts(showing: presentation.show)
    case .tape(let result): parts = TapeParts.parts(result, showing: presentation.show)
    case .data(let data): parts = DataTable.parts(data)
    case .failed:
      parts = [.text([.strong("This block has errors"), .plain(" and gave no result.")])]
    }
    if block.withheld.hasGaps { parts = parts.map(\.fillingGaps) }
    Self.apply(presentation, to: &parts)
    self.init(
      name: block.name, kind: block.kind, source: presentation.source ?? defaultSource ?? .folded,
      plots: presentation.plots, parts: parts)
  }

  /// The author's caption belongs to the first figure, or where there is none to the first table.
  /// Panels say what sets them apart, so they come last.
  private static func apply(_ presentation: Presentation, to parts: inout [Report.Part]) {
    let plot = parts.firstIndex { if case .plot(let plot) = $0 { !plot.isPanel } else { false } }
    let panel = parts.firstIndex { if case .plot = $0 { true } else { false } }
    let table = parts.firstIndex { if case .table = $0 { true } else { false } }
    guard let index = plot ?? table ?? panel else { return }
    switch parts[index] {
    case .plot(var plot):
      plot.caption = presentation.caption
      if let alt = presentation.alt { plot.alternativeText = alt }
      parts[index] = .plot(plot)
    case .table(var table):
      if let caption = presentation.caption { table.caption = caption }
      parts[index] = .table(table)
    case .equations, .text, .code, .graph: return
    }
  }
}
