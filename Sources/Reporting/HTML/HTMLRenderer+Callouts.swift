import Notebook

extension HTMLRenderer {
  mutating func open(_ callout: Document.Callout, _ node: Int) {
    out.freshLine()
    tightness.append(false)
    let name = callout.rawValue
    if isFolded(callout) {
      let open = callout == .solution && options.showsSolutions ? " open" : ""
      out.raw("<details class=\"callout \(name)\"\(open)>\n<summary>")
    } else {
      out.raw("<div class=\"callout \(name)\"")
      if let number = handout.index.exerciseNumbers[node] {
        out.attribute("id", "exercise-\(number)")
      }
      out.raw(">\n<p class=\"callout-title\">")
    }
    out.element("span", class: "callout-kind", kindText(callout, node))
    guard let title = title(of: node) else { return closeTitleLine(callout) }
    out.raw(" ")
    // The title's own words follow as the first child; its end closes the line.
    _ = title
  }

  mutating func closeCalloutTitle(_ node: Int) {
    guard let parent = handout.document.nodes[node].parent,
      case .callout(let callout) = handout.document.nodes[parent].kind
    else { return }
    closeTitleLine(callout)
  }

  mutating func close(_ callout: Document.Callout) {
    tightness.removeLast()
    out.freshLine()
    out.raw(isFolded(callout) ? "</details>\n" : "</div>\n")
  }

  private mutating func closeTitleLine(_ callout: Document.Callout) {
    out.raw(isFolded(callout) ? "</summary>\n" : "</p>\n")
  }

  /// Hints and solutions wait until the reader asks for them.
  private func isFolded(_ callout: Document.Callout) -> Bool {
    switch callout {
    case .hint, .solution: true
    case .note, .tip, .important, .warning, .caution, .exercise: false
    }
  }

  private func kindText(_ callout: Document.Callout, _ node: Int) -> String {
    let name = callout.title
    return handout.index.exerciseNumbers[node].map { "\(name) \($0)" } ?? name
  }

  private func title(of node: Int) -> Int? {
    guard let first = handout.document.nodes[node].children.first,
      case .calloutTitle = handout.document.nodes[first].kind
    else { return nil }
    return first
  }
}

extension Document.Callout {
  /// `Note`, `Exercise`, …
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
