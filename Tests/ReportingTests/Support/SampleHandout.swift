import Experiments
import Foundation
import Notebook
import Source

@testable import Reporting

/// A handout of a notebook's text, with results by block name.
func handout(
  _ text: String, _ blocks: [BlockResult] = [], values: [String: ResultValue] = [:],
  header: Header = Header()
) -> Handout {
  let document = Document.parse(SourceText(name: "notebooks/sample.md", text)).document
  let ordered = document.executableBlocks.map { block in
    blocks.first { $0.name == block.name }
      ?? BlockResult(
        name: block.name, kind: block.kind, line: block.line, presentation: Presentation(),
        outcome: .failed)
  }
  let result = NotebookResult(header: header, blocks: ordered, diagnostics: [])
  return Handout(document: document, result: result) { path in
    values[path].map { .value($0) } ?? .problem(NoValue(path: path))
  }
}

struct NoValue: DiagnosticFact {
  let path: String
  var message: String { "no value '\(path)'" }
  var help: String? { nil }
}

func html(_ handout: Handout) -> String {
  String(decoding: HTMLRenderer.render(handout), as: UTF8.self)
}

/// What stands in the page's article.
func article(_ handout: Handout) -> String {
  let page = html(handout)
  guard let start = page.range(of: "<article>\n"), let end = page.range(of: "</article>") else {
    return page
  }
  return String(page[start.upperBound..<end.lowerBound])
}

func markdown(_ handout: Handout, relocate: @escaping @Sendable (String) -> String = { $0 })
  -> String
{
  var options = MarkdownRenderer.Options()
  options.relocate = relocate
  return String(decoding: MarkdownRenderer.render(handout, options: options), as: UTF8.self)
}
