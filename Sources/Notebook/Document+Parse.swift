import Source

extension Document {
  /// Reads a notebook: CommonMark as cmark reads it, with front matter, executable blocks and the
  /// constructs of GitHub's dialect. Linear in the file's size; nesting costs no stack.
  ///
  /// The document holds whatever could be read, whatever the diagnostics say. Bytes that are not
  /// UTF-8 are one error, and stand as U+FFFD in the document's text.
  package static func parse(_ source: SourceText) -> ParsedNotebook {
    var diagnostics: [Diagnostic] = []
    let clean = CleanBytes(of: source)
    if let offset = clean.firstInvalidOffset {
      let problem = NotebookProblem.invalidUTF8(offset: offset, byte: source.bytes[offset])
      diagnostics.append(Diagnostic(.error, problem, at: SourceRange(offset, offset + 1)))
    }
    var start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var frontMatter: Excerpt?
    switch FrontMatter(of: source) {
    case .none: break
    case .unclosed(let range):
      diagnostics.append(Diagnostic(.error, NotebookProblem.unclosedFrontMatter, at: range))
    case .found(let excerpt, let end):
      frontMatter = excerpt
      start = end
    }
    var dialect = DialectReader(source, bytes: clean.bytes, start: start).dialect
    var builder = build(source, clean, dialect)
    if builder.placesFormula.contains(false) {
      // What looked like a formula stands in a link or in HTML after all.
      dialect.keepFormulas { builder.placesFormula[$0] }
      builder = build(source, clean, dialect)
    }
    let (names, nameDiagnostics) = BlockNames.assign(to: builder.headers)
    let blocks = zip(builder.blocks, names).map { $0.named($1) }
    diagnostics += dialect.diagnostics + builder.diagnostics + nameDiagnostics
    let document = Document(
      source: source, frontMatter: frontMatter, nodes: builder.nodes, executableBlocks: blocks)
    return ParsedNotebook(document: document, diagnostics: sorted(diagnostics))
  }

  private static func build(
    _ source: SourceText, _ clean: CleanBytes, _ dialect: Dialect
  ) -> DocumentBuilder {
    let draft = Draft(of: clean.bytes, edits: dialect.edits, cells: dialect.cells)
    var builder = DocumentBuilder(
      source: source, draft: draft, dialect: dialect, tree: CMarkTree(parsing: draft.text),
      standIn: clean.standIn)
    builder.build()
    return builder
  }

  /// In the order of the file; those at one place in the order in which they were found.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated()
      .sorted {
        ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset)
      }
      .map(\.element)
  }
}

extension ExecutableBlock {
  fileprivate func named(_ name: String) -> ExecutableBlock {
    ExecutableBlock(
      kind: kind, name: name, body: body, kindRange: kindRange, nameRange: nameRange,
      range: range, line: line)
  }
}
