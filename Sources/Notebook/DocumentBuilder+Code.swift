import Source

extension DocumentBuilder {
  /// Adds a code block, to be run or to be shown.
  mutating func addCode(_ index: Int) {
    let node = tree.nodes[index]
    let fence = Fence(of: node, in: tree, draft.text)
    guard let fence else {
      add(.codeBlock(info: "", literal: string(node.literal)), range(of: index))
      return
    }
    switch InfoString(draft.fileRange(fence.end, fence.lineEnd), of: source).reading {
    case .prose: break
    case .nearly(let word, let suggestion):
      let problem = NotebookProblem.unlikelyInfoWord(word.text, suggestion: suggestion)
      diagnostics.append(Diagnostic(.warning, problem, at: word.range))
    case .executable(let kind, let word, let name, let extra):
      if let extra {
        diagnostics.append(
          Diagnostic(.error, NotebookProblem.extraWordInInfo(extra.text), at: extra.range))
      }
      let range = range(of: index)
      let line = source.location(of: range.start).line
      add(.executable(index: blocks.count), range)
      headers.append(BlockNames.Header(kind: kind, name: name, line: line))
      blocks.append(
        ExecutableBlock(
          kind: kind, name: "", body: body(of: index, fence), kindRange: word.range,
          nameRange: name?.range, range: range, line: line))
      return
    }
    let info = string(node.detail)
    add(.codeBlock(info: info, literal: string(node.literal)), range(of: index))
  }

  /// The lines between the fences, without the containers' marks and the fence's indentation.
  private func body(of index: Int, _ fence: Fence) -> Excerpt {
    let text = draft.text
    let fenceIndent = fence.start - containers.position(onLine: fence.line).offset
    let lastLine = min(
      fence.line + tree.lineCount(tree.nodes[index].literal), text.lineStarts.count)
    var cuts: [Excerpt.Cut] = []
    for line in (fence.line + 1)..<(lastLine + 1) {
      let end = text.lineRange(line).end
      var cursor = containers.rest(ofLine: line).cursor
      let indent = min(fenceIndent, cursor.firstNonspace(in: text.bytes, end: end).indent)
      cursor.advance(columns: indent, in: text.bytes, end: end)
      let padding = cursor.columnsLeftOfTab
      let start = min(end, cursor.offset + (padding > 0 ? 1 : 0))
      cuts.append(Excerpt.Cut(draft.fileRange(start, end), padding: padding))
    }
    let end = lastLine < text.lineStarts.count ? text.lineStarts[lastLine] : text.bytes.count
    return Excerpt(cuts, of: source, end: draft.fileRange(end, end).start)
  }
}
