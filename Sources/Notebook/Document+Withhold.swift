import Source

extension Document {
  /// The document as it is for readers who must not see some callouts: their bytes are cut out of
  /// the source before it is read again, so nothing of them can reach a renderer.
  ///
  /// - Returns: the shorter document, and the names of the blocks that are gone from it. The blocks
  ///   that stay keep the names that they have in the whole notebook.
  package func withholding(_ callouts: Set<Callout>) -> (document: Document, withheld: Set<String>)
  {
    let cuts = withheldRanges(callouts)
    guard !cuts.isEmpty else { return (self, []) }
    let kept = executableBlocks.filter { block in
      !cuts.contains { $0.contains(block.range.start) }
    }
    let names = Set(kept.map(\.name))
    let withheld = Set(executableBlocks.map(\.name)).subtracting(names)
    let parsed = Document.parse(SourceText(name: source.name, bytes: bytes(without: cuts))).document
    return (parsed.renamingBlocks(kept.map(\.name)), withheld)
  }

  /// The bytes of some callouts.
  package func withheldRanges(_ callouts: Set<Callout>) -> [SourceRange] {
    nodes.filter { node in
      if case .callout(let callout) = node.kind { callouts.contains(callout) } else { false }
    }.map { lines(of: $0.range) }
  }

  /// From the file's start to the end of the line that closes the front matter.
  package var frontMatterRange: SourceRange? {
    guard let frontMatter else { return nil }
    let end = frontMatter.fileRange(.point(frontMatter.text.utf8.count)).start
    let closing = source.line(at: end) + (frontMatter.text.hasSuffix("\n") ? 0 : 1)
    return SourceRange(0, source.lineRange(min(closing, source.lineStarts.count)).end)
  }

  /// From the range's start to the end of its last line, line end included; where nothing but
  /// markers stands before it, from the start of its first line.
  private func lines(of range: SourceRange) -> SourceRange {
    let first = source.lineRange(source.line(at: range.start))
    let before = source.bytes[first.start..<range.start]
    let isOnlyMarkers = before.allSatisfy { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: " ") }
    let last = source.line(at: max(range.start, range.end - 1))
    let end = last < source.lineStarts.count ? source.lineStarts[last] : source.bytes.count
    return SourceRange(isOnlyMarkers ? first.start : range.start, end)
  }

  private func bytes(without cuts: [SourceRange]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(source.bytes.count)
    var offset = 0
    for cut in cuts where cut.end > offset {
      if cut.start > offset { kept += source.bytes[offset..<cut.start] }
      offset = cut.end
    }
    return kept + source.bytes[offset...]
  }

  private func renamingBlocks(_ names: [String]) -> Document {
    let blocks = zip(executableBlocks, names).map { block, name in
      ExecutableBlock(
        kind: block.kind, name: name, body: block.body, kindRange: block.kindRange,
        nameRange: block.nameRange, range: block.range, line: block.line)
    }
    return Document(
      source: source, frontMatter: frontMatter, nodes: nodes, executableBlocks: blocks)
  }
}
