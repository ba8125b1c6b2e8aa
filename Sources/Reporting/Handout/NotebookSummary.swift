import Experiments
import Notebook
import Source

/// What an index says of a notebook, before it is run.
package struct NotebookSummary: Hashable, Sendable {
  package let title: String
  /// The front matter's description, else the first paragraph.
  package let description: String

  private static let longest = 240

  /// - Parameters:
  ///   - name: the file's name without its ending.
  ///   - header: what the front matter says.
  package init(_ document: Document, _ header: Header, name: String) {
    // Values are not known yet, and are left out.
    let plain = PlainText(document: document, values: InlineValues { _ in .problem(NotRun()) })
    func text(of node: Int?) -> String {
      node.map {
        plain.text(below: $0).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
        ?? ""
    }
    let heading = document.nodes.firstIndex { node in
      if case .heading = node.kind { true } else { false }
    }
    let paragraph = document.nodes.firstIndex { node in
      node.kind == .paragraph && node.parent == 0
    }
    let first = header.title ?? text(of: heading)
    title = first.isEmpty ? name : first
    description = Self.shortened(header.description ?? text(of: paragraph))
  }

  /// Cut behind a word where it is long.
  private static func shortened(_ text: String) -> String {
    guard text.count > longest else { return text }
    var words = text.prefix(longest).split(separator: " ")
    words.removeLast()
    return words.joined(separator: " ") + " …"
  }

  private struct NotRun: DiagnosticFact {
    var message: String { "" }
    var help: String? { nil }
  }
}
