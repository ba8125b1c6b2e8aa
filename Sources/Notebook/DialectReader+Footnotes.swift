import Source

extension DialectReader {
  /// Finds the definitions of footnotes: `[^label]: text` at the start of a line, going on in lines
  /// that are indented by four columns.
  ///
  /// To cmark each becomes a list item of width four, with a marker that the file does not use.
  mutating func readFootnotes() {
    var masked = bytes
    for offset in colonsBehindLabels() { masked[offset] = UInt8(ascii: ";") }
    let draft = Draft(of: masked, edits: dialect.edits)
    var blocks = BlockSequence(of: draft)
    var marker: String?
    while let leaf = blocks.nextLeaf() {
      guard blocks.isParagraph(leaf) else { continue }
      let content = blocks.content(of: leaf)
      for number in content.lines.indices where content.lines[number].indent < 4 {
        let line = content.range(ofLine: number)
        // As an empty list item, one without text cannot end a paragraph.
        guard let definition = definition(in: content.bytes, line),
          number == 0 || definition.end < line.upperBound
        else { continue }
        let range = draft.fileRange(
          content.draftOffset(definition.start), content.draftEnd(definition.end))
        guard source.bytes[definitionColon(range)] == UInt8(ascii: ":") else { continue }
        let mark = marker ?? freeMarker()
        marker = mark
        let footnote = Dialect.Footnote(
          label: String(decoding: content.bytes[definition.label], as: UTF8.self), range: range)
        dialect.edits.append(DraftEdit(range, mark, .footnote(dialect.footnotes.count)))
        dialect.footnotes.append(footnote)
      }
    }
    dialect.sortEdits()
  }

  private struct Definition {
    let start: Int
    /// Behind the colon and the white space after it.
    let end: Int
    let label: Range<Int>
  }

  /// Looks for `[^label];` in a masked text.
  private func definition(in bytes: [UInt8], _ line: Range<Int>) -> Definition? {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start].isSpaceOrTab { start += 1 }
    guard
      let labelEnd = FootnoteReferences.labelEnd(bytes, at: start, limit: line.upperBound),
      labelEnd < line.upperBound, bytes[labelEnd] == UInt8(ascii: ";")
    else { return nil }
    var end = labelEnd + 1
    while end < line.upperBound, bytes[end].isSpaceOrTab { end += 1 }
    return Definition(start: start, end: end, label: (start + 2)..<(labelEnd - 1))
  }

  private func definitionColon(_ range: SourceRange) -> Int {
    var colon = range.end - 1
    while colon > range.start, source.bytes[colon].isSpaceOrTab { colon -= 1 }
    return colon
  }

  private func colonsBehindLabels() -> [Int] {
    var offsets: [Int] = []
    var position = 0
    while position + 3 < bytes.count {
      if bytes[position] == UInt8(ascii: "["),
        let end = FootnoteReferences.labelEnd(bytes, at: position, limit: bytes.count)
      {
        if end < bytes.count, bytes[end] == UInt8(ascii: ":") { offsets.append(end) }
        position = end
      } else {
        position += 1
      }
    }
    return offsets
  }

  /// A list marker, four columns wide, that no line of the file begins with, so that footnotes and
  /// lists do not run together.
  private func freeMarker() -> String {
    var taken: Set<UInt8> = []
    for start in source.lineStarts {
      var offset = start
      while offset < bytes.count, " \t>0123456789".utf8.contains(bytes[offset]) { offset += 1 }
      if offset < bytes.count { taken.insert(bytes[offset]) }
    }
    let markers = ["+   ", "*   ", "-   ", "1)  ", "1.  "]
    let free = markers.first { marker in
      let sign = marker.utf8.first { $0.isPunctuation }
      return sign.map { !taken.contains($0) } ?? false
    }
    return free ?? markers[0]
  }
}
