extension Document {
  /// A step of a walk: a node is entered before and left after its children; nodes that cannot
  /// have children are entered only.
  package enum Event: Hashable, Sendable {
    case enter(Int)
    case leave(Int)
  }

  /// Walks the tree below (and with) `root` in document order, without recursion.
  package func walk(from root: Int = 0, _ visit: (Event) throws -> Void) rethrows {
    guard nodes.indices.contains(root) else { return }
    // For each open node, how many of its children have been visited.
    var open: [(node: Int, visited: Int)] = []
    try visit(.enter(root))
    if nodes[root].kind.canHaveChildren { open.append((root, 0)) }
    while let (node, visited) = open.last {
      guard visited < nodes[node].children.count else {
        open.removeLast()
        try visit(.leave(node))
        continue
      }
      open[open.count - 1].visited += 1
      let child = nodes[node].children[visited]
      try visit(.enter(child))
      if nodes[child].kind.canHaveChildren { open.append((child, 0)) }
    }
  }
}

extension Document.Kind {
  /// Whether a walk leaves such a node after having entered it.
  package var canHaveChildren: Bool {
    switch self {
    case .document, .paragraph, .heading, .blockQuote, .callout, .calloutTitle, .list, .item,
      .table, .tableRow, .tableCell, .footnoteDefinition, .emphasis, .strong, .strikethrough,
      .link, .image, .reference:
      true
    case .codeBlock, .executable, .htmlBlock, .thematicBreak, .mathBlock, .text, .softBreak,
      .lineBreak, .code, .htmlInline, .math, .footnoteReference, .value, .answer:
      false
    }
  }
}
