import Source

/// The opening line of a fenced code block.
struct Fence {
  let line: Int
  /// A backtick or a tilde.
  let mark: UInt8
  let start: Int
  /// Behind the marks, where the info string may start.
  let end: Int
  let lineEnd: Int

  /// - Returns: nil for indented code, which cmark does not tell apart.
  init?(of node: CMarkTree.Node, in tree: CMarkTree, _ text: SourceText) {
    line = Int(node.startLine)
    let range = text.lineRange(line)
    start = range.start + Int(node.startColumn) - 1
    lineEnd = range.end
    guard start < lineEnd else { return nil }
    mark = text.bytes[start]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    var end = start
    while end < lineEnd, text.bytes[end] == mark { end += 1 }
    self.end = end
    guard end - start >= 3 else { return nil }
    // Indented code holds its own first line; in a fence without an info string that line would
    // be the closing one.
    if node.detail.isEmpty, !node.literal.isEmpty {
      let literal = tree.literals[Int(node.literal.lowerBound)..<Int(node.literal.upperBound)]
      let firstLine = literal.prefix { !$0.isLineEnd }
      if firstLine.elementsEqual(text.bytes[start..<lineEnd]) { return nil }
    }
  }
}
