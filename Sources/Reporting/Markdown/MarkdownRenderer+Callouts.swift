import Notebook
import Source

extension MarkdownRenderer {
  /// GitHub knows its five alerts without titles, outside other containers. Everything else
  /// becomes a quotation with a bold first line, hints and solutions a fold within it.
  mutating func open(_ callout: Document.Callout, _ node: Int) {
    let content = handout.document.nodes[node]
    guard let marker = markerRange(of: node) else { return }
    let title = title(of: node)
    let rest = trimmed(prefix(before: content.range.start) + ">")
    let lineStop = endOfLine(at: .point(marker.end))
    switch callout {
    case .hint, .solution:
      if title != nil { skipped = title }
      let words = Escape.html(titleText(callout, node, title))
      let open = callout == .solution && options.showsSolutions ? " open" : ""
      let opening = "<details\(open)><summary><b>\(words)</b></summary>"
      splices.replace(SourceRange(marker.start, lineStop), with: opening + lineEnd + rest)
    case .exercise:
      writeBoldTitle(callout, node, marker, title, lineStop, rest)
    case .note, .tip, .important, .warning, .caution:
      let isNested = content.parent != 0
      if isNested {
        writeBoldTitle(callout, node, marker, title, lineStop, rest)
      } else if let title {
        let start = handout.document.nodes[title].range.start
        let upper = callout.rawValue.uppercased()
        splices.replace(
          SourceRange(marker.start, start), with: "[!\(upper)]\(lineEnd)\(rest) **")
        splices.insert("**\(lineEnd)\(rest)", at: lineStop)
      }
    }
  }

  mutating func close(_ callout: Document.Callout, _ node: Int) {
    switch callout {
    case .hint, .solution:
      let range = handout.document.nodes[node].range
      let prefix = prefix(before: range.start) + "> "
      splices.insert(joined(["", "", "</details>"], prefix), at: endOfLine(at: range))
    case .note, .tip, .important, .warning, .caution, .exercise: return
    }
  }

  private mutating func writeBoldTitle(
    _ callout: Document.Callout, _ node: Int, _ marker: SourceRange, _ title: Int?,
    _ lineStop: Int, _ rest: String
  ) {
    let kind = kindText(callout, node)
    guard let title else {
      splices.replace(marker, with: "**\(kind)**")
      splices.insert(lineEnd + rest, at: lineStop)
      return
    }
    // The title's own words stay as they are, with whatever is replaced within them.
    let start = handout.document.nodes[title].range.start
    splices.replace(SourceRange(marker.start, start), with: "**\(kind).** ")
    splices.insert(lineEnd + rest, at: lineStop)
  }

  private func kindText(_ callout: Document.Callout, _ node: Int) -> String {
    let number = handout.index.exerciseNumbers[node].map { " \($0)" } ?? ""
    return callout.title + number
  }

  private func titleText(_ callout: Document.Callout, _ node: Int, _ title: Int?) -> String {
    let kind = kindText(callout, node)
    guard let title else { return kind }
    let plain = PlainText(document: handout.document, values: handout.values)
    return "\(kind): \(plain.text(below: title))"
  }

  /// `[!EXERCISE]` in the callout's first line.
  private func markerRange(of node: Int) -> SourceRange? {
    let range = handout.document.nodes[node].range
    let line = source.lineRange(source.line(at: range.start))
    let bytes = source.bytes[range.start..<line.end]
    guard let start = bytes.firstIndex(of: UInt8(ascii: "[")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    return SourceRange(start, end + 1)
  }

  private func title(of node: Int) -> Int? {
    guard let first = handout.document.nodes[node].children.first,
      case .calloutTitle = handout.document.nodes[first].kind
    else { return nil }
    return first
  }
}
