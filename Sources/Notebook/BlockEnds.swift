import Source

/// Where each block ends in the draft: behind its last byte that is not white space.
///
/// cmark's own ends are off for fences that end with their container, for some HTML blocks, and
/// for lists, which take in the blank lines behind them.
struct BlockEnds {
  private var ends: [Int32] = []
  private let text: SourceText

  subscript(block: Int) -> Int { Int(ends[block]) }

  init(tree: CMarkTree, text: SourceText) {
    self.text = text
    ends = [Int32](repeating: 0, count: tree.nodes.count)
    var followingLine = Int.max
    for index in tree.nodes.indices.reversed() {
      let node = tree.nodes[index]
      guard node.startLine > 0, let end = end(of: index, node, tree, followingLine) else {
        continue
      }
      ends[index] = Int32(end)
      followingLine = Int(node.startLine)
    }
  }

  /// - Parameter followingLine: the line where the next block in document order starts.
  private func end(
    of index: Int, _ node: CMarkTree.Node, _ tree: CMarkTree, _ followingLine: Int
  ) -> Int? {
    let first = Int(node.startLine)
    switch node.element {
    case .document:
      return text.bytes.count
    case .list, .item:
      return lastChildEnd(of: index, tree) ?? trimmedEnd(ofLine: first)
    case .blockQuote:
      return max(lastChildEnd(of: index, tree) ?? 0, trimmedEnd(ofLine: Int(node.endLine)))
    case .htmlBlock:
      return trimmedEnd(ofLine: first + tree.lineCount(node.literal) - 1)
    case .codeBlock:
      return trimmedEnd(ofLine: lastLine(ofCode: node, tree, followingLine))
    case .paragraph, .heading:
      return trimmedEnd(ofLine: Int(node.endLine))
    case .thematicBreak:
      return trimmedEnd(ofLine: first)
    default:
      return nil
    }
  }

  private func lastLine(
    ofCode node: CMarkTree.Node, _ tree: CMarkTree, _ followingLine: Int
  ) -> Int {
    let first = Int(node.startLine)
    guard let fence = Fence(of: node, in: tree, text) else {
      return first + tree.lineCount(node.literal) - 1
    }
    let last = first + tree.lineCount(node.literal)
    // A closing fence is the last line's end and not the start of another block.
    guard last + 1 <= Int(node.endLine), last + 1 != followingLine,
      last + 1 <= text.lineStarts.count
    else { return last }
    let end = trimmedEnd(ofLine: last + 1)
    return end > text.lineStarts[last] && text.bytes[end - 1] == fence.mark ? last + 1 : last
  }

  private func lastChildEnd(of index: Int, _ tree: CMarkTree) -> Int? {
    var child = index + 1
    var end: Int?
    let last = Int(tree.nodes[index].end)
    while child < last {
      end = max(end ?? 0, Int(ends[child]))
      child = Int(tree.nodes[child].end)
    }
    return end
  }

  private func trimmedEnd(ofLine line: Int) -> Int {
    guard line >= 1, line <= text.lineStarts.count else { return text.bytes.count }
    let range = text.lineRange(line)
    var end = range.end
    while end > range.start, text.bytes[end - 1].isSpaceOrTab { end -= 1 }
    return end
  }
}
