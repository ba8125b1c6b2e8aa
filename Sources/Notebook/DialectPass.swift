import Source

/// One reading of a draft's paragraphs and headings for formulas, tables and alerts.
struct DialectPass {
  private let source: SourceText
  private let draft: Draft
  private var blocks: BlockSequence
  private(set) var dialect: Dialect
  /// Formulas that reach beyond their paragraph.
  private(set) var crossing: [Dialect.Formula] = []
  private let takesBlocks: Bool
  /// The places in the file of formulas that are masked already.
  private let known: Set<Int>
  private let displayMath: DisplayMathScanner

  init(_ reader: DialectReader, takesBlocks: Bool) {
    source = reader.source
    draft = Draft(of: reader.bytes, edits: reader.dialect.edits)
    blocks = BlockSequence(of: draft)
    dialect = reader.dialect
    self.takesBlocks = takesBlocks
    known = Set(reader.dialect.formulas.map(\.range.start))
    displayMath = DisplayMathScanner(text: draft.text)
  }

  mutating func read() {
    // The draft's offset up to which a formula has taken everything.
    var taken = 0
    while let leaf = blocks.nextLeaf() {
      let start = blocks.start(of: leaf)
      guard start >= taken, holdsSign(leaf, from: start) else { continue }
      let content = blocks.content(of: leaf)
      if let end = read(leaf, content) { taken = end }
    }
    dialect.sortEdits()
  }

  private func holdsSign(_ leaf: Int, from start: Int) -> Bool {
    let lastLine = min(Int(blocks.tree.nodes[leaf].endLine), draft.text.lineStarts.count)
    let end = draft.text.lineRange(lastLine).end
    guard start < end else { return false }
    return draft.text.bytes[start..<end].contains {
      $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "!")
    }
  }

  /// - Returns: the draft's offset behind a formula that reaches beyond this leaf.
  private mutating func read(_ leaf: Int, _ content: LeafContent) -> Int? {
    guard blocks.isParagraph(leaf) else {
      addFormulas(content, content.range(ofLine: 0), opensParagraph: false)
      return nil
    }
    var start =
      content.bytes.first == UInt8(ascii: "[")
      ? LinkScanner(bytes: content.bytes).definitions() : 0
    if startsQuote(leaf), let title = addCallout(content) {
      addFormulas(content, title, opensParagraph: false)
      start = min(title.upperBound + 1, content.bytes.count)
    }
    let table = table(content, from: start)
    let textEnd = table.map { content.lines[$0.headerLine].start } ?? content.bytes.count
    if textEnd > start {
      if let end = crossingFormula(content, start..<textEnd) { return end }
      addFormulas(content, start..<textEnd, opensParagraph: true)
    }
    if let table {
      add(table, content)
      let rest = content.range(ofLine: table.lastLine).upperBound
      if rest < content.bytes.count {
        addFormulas(content, (rest + 1)..<content.bytes.count, opensParagraph: true)
      }
    }
    return nil
  }

  private func startsQuote(_ leaf: Int) -> Bool {
    blocks.tree.nodes[leaf - 1].element == .blockQuote
  }

  private func fileRange(_ range: Range<Int>, _ content: LeafContent) -> SourceRange {
    let start = content.draftOffset(range.lowerBound)
    guard !range.isEmpty else { return draft.fileRange(start, start) }
    return draft.fileRange(start, content.draftEnd(range.upperBound))
  }
}

extension DialectPass {
  /// Reads `[!NOTE] title` at the start of a quotation.
  ///
  /// - Returns: the title's bytes in the content.
  fileprivate mutating func addCallout(_ content: LeafContent) -> Range<Int>? {
    let line = content.range(ofLine: 0)
    guard content.bytes[line].starts(with: "[!".utf8) else { return nil }
    let word = content.bytes[(line.lowerBound + 2)..<line.upperBound].prefix { $0.isLetter }
    guard !word.isEmpty, word.endIndex < line.upperBound,
      content.bytes[word.endIndex] == UInt8(ascii: "]")
    else { return nil }
    let end = word.endIndex + 1
    guard end == line.upperBound || content.bytes[end].isMarkdownSpace else { return nil }
    let text = String(decoding: word, as: UTF8.self)
    guard let kind = Document.Callout(rawValue: text.lowercased()) else {
      warn(text, at: fileRange(word.startIndex..<word.endIndex, content))
      return nil
    }
    var titleStart = end
    while titleStart < line.upperBound, content.bytes[titleStart].isMarkdownSpace {
      titleStart += 1
    }
    let marker = fileRange(line.lowerBound..<titleStart, content)
    let title = fileRange(titleStart..<line.upperBound, content)
    // To cmark the line is a heading; its closing mark keeps the title's own number signs.
    dialect.edits.append(DraftEdit(marker, "# ", .callout(dialect.callouts.count)))
    dialect.edits.append(DraftEdit(.point(max(marker.end, title.end)), " #"))
    dialect.callouts.append(Dialect.Callout(kind: kind, titleRange: title))
    return titleStart..<line.upperBound
  }

  private mutating func warn(_ word: String, at range: SourceRange) {
    let words = Document.Callout.allCases.map { $0.rawValue.uppercased() }
    guard let suggestion = Suggestion.nearest(to: word, among: words) else { return }
    let problem = NotebookProblem.unlikelyCallout(word, suggestion: suggestion)
    dialect.diagnostics.append(Diagnostic(.warning, problem, at: range))
  }
}

extension DialectPass {
  fileprivate struct TableLines {
    let headerLine: Int
    let lastLine: Int
    let alignments: [Document.ColumnAlignment]
  }

  /// The first header with its delimiter row, and the rows behind them.
  fileprivate func table(_ content: LeafContent, from start: Int) -> TableLines? {
    let first = content.line(at: start)
    guard content.lines.count > first + 1 else { return nil }
    for line in (first + 1)..<content.lines.count {
      let header = content.range(ofLine: line - 1)
      let delimiters = content.range(ofLine: line)
      guard isTableLine(content.lines[line]), isTableLine(content.lines[line - 1]),
        let alignments = PipeTable.alignments(content.bytes, delimiters),
        content.bytes[header].contains(PipeTable.pipe)
          || content.bytes[delimiters].contains(PipeTable.pipe),
        PipeTable.cells(content.bytes, header).count == alignments.count
      else { continue }
      let rest = content.lines[(line + 1)...]
      let end = rest.firstIndex { $0.isLazy } ?? content.lines.count
      return TableLines(headerLine: line - 1, lastLine: end - 1, alignments: alignments)
    }
    return nil
  }

  private func isTableLine(_ line: LeafContent.Line) -> Bool { !line.isLazy && line.indent < 4 }

  fileprivate mutating func add(_ table: TableLines, _ content: LeafContent) {
    var rows: [Dialect.Table.Row] = []
    let firstCell = dialect.cells.count
    for line in table.headerLine...table.lastLine where line != table.headerLine + 1 {
      let lineRange = content.range(ofLine: line)
      let cells = PipeTable.cells(content.bytes, lineRange).prefix(table.alignments.count)
      for cell in cells { addContents(ofCell: cell, content) }
      let ranges = cells.map { fileRange($0, content) }
      dialect.cells += ranges
      let missing = min(table.alignments.count - ranges.count, PipeTable.missingCellLimit)
      rows.append(
        Dialect.Table.Row(
          range: fileRange(PipeTable.trimmed(content.bytes, lineRange), content), cells: ranges,
          missingCells: missing))
    }
    let start = content.lines[table.headerLine].start
    let end = PipeTable.trimmed(content.bytes, content.range(ofLine: table.lastLine)).upperBound
    let range = fileRange(start..<end, content)
    // A rule of underscores: no list marker before it makes another rule of it.
    dialect.edits.append(DraftEdit(range, "___", .table(dialect.tables.count)))
    dialect.tables.append(
      Dialect.Table(range: range, alignments: table.alignments, rows: rows, firstCell: firstCell))
  }

  private mutating func addContents(ofCell cell: Range<Int>, _ content: LeafContent) {
    for offset in cell where content.bytes[offset] == PipeTable.pipe {
      dialect.edits.append(DraftEdit(fileRange((offset - 1)..<offset, content), ""))
    }
    addFormulas(content, cell, opensParagraph: false, isCell: true)
  }
}

extension DialectPass {
  fileprivate mutating func addFormulas(
    _ content: LeafContent, _ range: Range<Int>, opensParagraph: Bool, isCell: Bool = false
  ) {
    guard content.bytes[range].contains(UInt8(ascii: "$")) else { return }
    let scanner = MathScanner(content.bytes, in: range, opensParagraph: opensParagraph)
    for formula in scanner.formulas {
      let place = fileRange(formula.range, content)
      if known.contains(place.start) { continue }
      let excerpt = excerpt(formula.inside, content, isCell: isCell)
      let tex = Document.Formula(
        excerpt: excerpt, range: fileRange(formula.inside, content), isDisplay: formula.isDisplay)
      dialect.edits.append(
        DraftEdit(place, DialectReader.formulaMark, .formula(dialect.formulas.count)))
      dialect.formulas.append(Dialect.Formula(range: place, formula: tex))
    }
  }

  private func excerpt(
    _ range: Range<Int>, _ content: LeafContent, isCell: Bool
  ) -> Excerpt {
    let text = String(decoding: content.bytes[range], as: UTF8.self)
    if isCell {
      // In a table a bar is written `\|`.
      let bars = text.split(separator: "\\|", omittingEmptySubsequences: false)
      return Excerpt(
        text: bars.joined(separator: "|"), fileOffset: fileRange(range, content).start)
    }
    let first = content.line(at: range.lowerBound)
    let last = content.line(at: max(range.lowerBound, range.upperBound - 1))
    let lines = (first...last).map { line in
      let start = max(range.lowerBound, content.lines[line].start)
      return Excerpt.Line(
        offset: start - range.lowerBound, fileOffset: fileRange(start..<start, content).start)
    }
    return Excerpt(text: text, lines: lines)
  }

  /// A formula that opens the paragraph and is closed behind it.
  ///
  /// - Returns: the draft's offset behind it.
  fileprivate mutating func crossingFormula(
    _ content: LeafContent, _ range: Range<Int>
  ) -> Int? {
    guard content.bytes[range].starts(with: "$$".utf8),
      MathScanner(content.bytes, in: range, opensParagraph: true)
        .formulas.first?.range.lowerBound != range.lowerBound
    else { return nil }
    let start = content.draftOffset(range.lowerBound)
    let found = displayMath.formula(at: start, in: blocks.containers)
    guard takesBlocks, let found else {
      let place = draft.fileRange(start, start + 2)
      if !known.contains(place.start) {
        dialect.diagnostics.append(
          Diagnostic(.warning, NotebookProblem.unclosedDisplayMath, at: place))
      }
      return nil
    }
    let cuts = found.lines.map { draft.fileRange($0.start, max($0.start, $0.end)) }
    let inside = SourceRange(cuts.first?.start ?? 0, cuts.last?.end ?? 0)
    let lines = Excerpt(cuts.map { Excerpt.Cut($0) }, of: source, end: inside.end)
    let excerpt = Excerpt(text: String(lines.text.dropLast()), lines: lines.lines.dropLast())
    crossing.append(
      Dialect.Formula(
        range: draft.fileRange(start, found.end),
        formula: Document.Formula(excerpt: excerpt, range: inside, isDisplay: true)))
    return found.end
  }
}
