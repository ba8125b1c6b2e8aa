import Notebook
import Source

/// A notebook read from text, and its tree as text: a line for each node with its own bytes.
struct ReadNotebook {
  let source: SourceText
  let parsed: ParsedNotebook

  init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  init(bytes: [UInt8]) {
    source = SourceText(name: "notebook.md", bytes: bytes)
    parsed = Document.parse(source)
  }

  var document: Document { parsed.document }

  var messages: String {
    parsed.diagnostics.map { DiagnosticPrinter(source: source).text(for: $0) }
      .joined(separator: "\n")
  }

  /// The nodes below the document, indented by depth, each as `name «bytes»`.
  var tree: String {
    var lines: [String] = []
    var depth = -1
    document.walk { event in
      switch event {
      case .enter(let index):
        let node = document.nodes[index]
        if index > 0 {
          let slice = source.text(node.range)
          let indent = String(repeating: "  ", count: max(0, depth))
          lines.append(indent + Self.name(of: node.kind) + " " + Self.quoted(slice))
        }
        if node.kind.canHaveChildren { depth += 1 }
      case .leave: depth -= 1
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    var result = "«"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "⏎"
      case "\r": result += "␍"
      case "\t": result += "⇥"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "»"
  }

  private static func name(of kind: Document.Kind) -> String {
    switch kind {
    case .document: "document"
    case .paragraph: "paragraph"
    case .heading(let level): "heading \(level)"
    case .blockQuote: "quote"
    case .callout(let callout): "callout \(callout.rawValue)"
    case .calloutTitle: "title"
    case .list(.bullet(let isTight)): isTight ? "list" : "list loose"
    case .list(.ordered(let start, let isTight)): "list \(start)" + (isTight ? "" : " loose")
    case .item(let isChecked): isChecked.map { $0 ? "item done" : "item open" } ?? "item"
    case .codeBlock(let info, let literal): "code block \(info) \(quoted(literal))"
    case .executable(let index): "executable \(index)"
    case .htmlBlock(let html): "html block \(quoted(html))"
    case .thematicBreak: "rule"
    case .mathBlock(let formula): "math block \(quoted(formula.tex))"
    case .table(let columns): "table " + columns.map { "\($0)" }.joined(separator: " ")
    case .tableRow(let isHeader): isHeader ? "header" : "row"
    case .tableCell: "cell"
    case .footnoteDefinition(let label): "footnote \(label)"
    case .text(let text): "text \(quoted(text))"
    case .softBreak: "break"
    case .lineBreak: "hard break"
    case .code(let code): "code \(quoted(code))"
    case .htmlInline(let html): "html \(quoted(html))"
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .strikethrough: "struck"
    case .link(let destination, let title):
      "link \(destination)" + (title.isEmpty ? "" : " \(title)")
    case .image(let destination, let title):
      "image \(destination)" + (title.isEmpty ? "" : " \(title)")
    case .math(let formula): (formula.isDisplay ? "display " : "math ") + quoted(formula.tex)
    case .footnoteReference(let label): "reference to footnote \(label)"
    case .value(let value): "value \(value.path) \(value.format ?? "-")"
    case .answer(let answer): "answer \(answer.path) \(answer.tolerance.map { "\($0)" } ?? "-")"
    case .reference(let target): "reference \(target)"
    }
  }
}
