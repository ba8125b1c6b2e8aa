import Source

/// Turns cmark's tree of a draft into the document, with every place in the file.
struct DocumentBuilder {
  let source: SourceText
  let draft: Draft
  let dialect: Dialect
  let tree: CMarkTree
  /// Stands for bytes that are not text (NUL, invalid UTF-8), where the file has any.
  let standIn: Unicode.Scalar?

  var nodes: [Document.Node] = []
  var diagnostics: [Diagnostic] = []
  var headers: [BlockNames.Header] = []
  var blocks: [ExecutableBlock] = []
  var aligner: InlineAligner
  /// Of each formula, whether it came to stand in text.
  var placesFormula: [Bool]
  /// By folded label, the label as its definition has it.
  let footnoteLabels: [String: String]
  let hasBareLinks: Bool
  let hasTildes: Bool
  /// By node, so that each list of children is allocated once.
  private var childCounts: [Int] = []
  private(set) var containers: ContainerStack
  private let blockEnds: BlockEnds
  /// The open containers: where cmark's subtree ends, the node, and whether it takes marks off
  /// the start of its lines.
  private var open: [(end: Int, node: Int, isContainer: Bool)] = []
  private var cells: [Int] = []

  init(
    source: SourceText, draft: Draft, dialect: Dialect, tree: CMarkTree,
    standIn: Unicode.Scalar?
  ) {
    self.source = source
    self.draft = draft
    self.dialect = dialect
    self.tree = tree
    self.standIn = standIn
    placesFormula = Array(repeating: false, count: dialect.formulas.count)
    self.aligner = InlineAligner(tree: tree)
    self.containers = ContainerStack(text: draft.text)
    self.blockEnds = BlockEnds(tree: tree, text: draft.text)
    footnoteLabels = Dictionary(
      dialect.footnotes.map { (FootnoteReferences.folded($0.label), $0.label) },
      uniquingKeysWith: { first, _ in first })
    hasBareLinks = BareLinks.mayOccur(in: draft.text.bytes)
    hasTildes = draft.text.bytes.contains(UInt8(ascii: "~"))
    nodes.reserveCapacity(tree.nodes.count)
  }

  mutating func build() {
    nodes.append(
      Document.Node(kind: .document, range: SourceRange(0, source.bytes.count), parent: nil))
    childCounts.append(0)
    var index = 1
    while cells.count < draft.cellCount, index < tree.nodes.count {
      cells.append(index)
      index = Int(tree.nodes[index].end)
    }
    open = [(tree.nodes.count, 0, false)]
    while index < tree.nodes.count {
      while let last = open.last, last.end <= index {
        if last.isContainer { containers.leave() }
        open.removeLast()
      }
      index = addBlock(index)
    }
    linkChildren()
  }

  private mutating func linkChildren() {
    for index in nodes.indices {
      if childCounts[index] > 0 { nodes[index].children.reserveCapacity(childCounts[index]) }
      if let parent = nodes[index].parent { nodes[parent].children.append(index) }
    }
  }

  /// Appends a node under the innermost open one, or under `parent`.
  @discardableResult
  mutating func add(
    _ kind: Document.Kind, _ range: SourceRange, under parent: Int? = nil
  ) -> Int {
    let index = nodes.count
    let parent = parent ?? open.last?.node ?? 0
    nodes.append(Document.Node(kind: kind, range: range, parent: parent))
    childCounts.append(0)
    childCounts[parent] += 1
    return index
  }

  /// The file's bytes of a block.
  func range(of block: Int) -> SourceRange {
    draft.fileRange(start(of: block), blockEnds[block])
  }

  /// The draft's offset of a block's first byte.
  func start(of block: Int) -> Int {
    let node = tree.nodes[block]
    return draft.text.lineStarts[Int(node.startLine) - 1] + Int(node.startColumn) - 1
  }

  func mark(at block: Int) -> DraftEdit.Purpose? {
    draft.marks.isEmpty ? nil : draft.marks[start(of: block)]
  }

  /// - Returns: the index of the next block.
  private mutating func addBlock(_ index: Int) -> Int {
    let node = tree.nodes[index]
    switch node.element {
    case .blockQuote:
      containers.enterQuote(line: Int(node.startLine), offset: start(of: index))
      let kind = callout(startingAt: index).map { Document.Kind.callout($0.kind) } ?? .blockQuote
      push(add(kind, range(of: index)), index, isContainer: true)
      return index + 1
    case .list:
      if index + 1 < tree.nodes.count, case .footnote? = mark(at: index + 1) { return index + 1 }
      push(add(.list(style(of: node)), range(of: index)), index, isContainer: false)
      return index + 1
    case .item:
      containers.enterItem(line: Int(node.startLine), offset: start(of: index))
      if case .footnote(let number)? = mark(at: index) {
        addFootnote(number, index)
      } else {
        push(add(.item(checked: nil), range(of: index)), index, isContainer: true)
      }
      return index + 1
    default:
      addLeaf(index, node)
      return Int(node.end)
    }
  }

  private mutating func push(_ node: Int, _ block: Int, isContainer: Bool) {
    open.append((Int(tree.nodes[block].end), node, isContainer))
  }

  private func style(of list: CMarkTree.Node) -> Document.ListStyle {
    list.number < 0
      ? .bullet(isTight: list.isTight)
      : .ordered(start: Int(list.number), isTight: list.isTight)
  }

  private func callout(startingAt quote: Int) -> Dialect.Callout? {
    guard quote + 1 < Int(tree.nodes[quote].end), case .callout(let number)? = mark(at: quote + 1)
    else { return nil }
    return dialect.callouts[number]
  }

  /// A definition stands where its list would: one that shares a list with items follows it.
  private mutating func addFootnote(_ number: Int, _ index: Int) {
    let range = range(of: index)
    var parent = open.last?.node ?? 0
    if case .list = nodes[parent].kind { parent = nodes[parent].parent ?? 0 }
    let label = dialect.footnotes[number].label
    push(add(.footnoteDefinition(label: label), range, under: parent), index, isContainer: true)
  }

  private mutating func addLeaf(_ index: Int, _ node: CMarkTree.Node) {
    switch node.element {
    case .thematicBreak:
      if case .table(let number)? = mark(at: index) {
        addTable(dialect.tables[number])
      } else {
        add(.thematicBreak, range(of: index))
      }
    case .htmlBlock:
      add(.htmlBlock(string(node.literal)), range(of: index))
    case .codeBlock:
      addCode(index)
    case .heading:
      addHeading(index, node)
    case .paragraph:
      addParagraph(index, node)
    default: break
    }
  }

  private mutating func addHeading(_ index: Int, _ node: CMarkTree.Node) {
    loadHeading(index, node)
    let inlines = inlines(of: index)
    if case .callout(let number)? = mark(at: index) {
      guard !inlines.tokens.isEmpty else { return }
      let title = add(.calloutTitle, dialect.callouts[number].titleRange)
      add(inlines, under: title)
    } else {
      add(inlines, under: add(.heading(level: Int(node.number)), range(of: index)))
    }
  }

  private mutating func loadHeading(_ index: Int, _ node: CMarkTree.Node) {
    let line = Int(node.startLine)
    var offset = start(of: index)
    let isSetext = node.endLine > node.startLine
    if !isSetext {
      let end = draft.text.lineRange(line).end
      while offset < end, draft.text.bytes[offset] == UInt8(ascii: "#") { offset += 1 }
      while offset < end, draft.text.bytes[offset].isSpaceOrTab { offset += 1 }
    }
    aligner.leaf.load(
      draft.text, line: line, offset: offset,
      lastLine: isSetext ? Int(node.endLine) - 1 : line, in: containers)
  }

  private mutating func addParagraph(_ index: Int, _ node: CMarkTree.Node) {
    aligner.leaf.load(
      draft.text, line: Int(node.startLine), offset: start(of: index),
      lastLine: Int(node.endLine), in: containers)
    var inlines = inlines(of: index)
    if inlines.tokens.count == 1, case .formula(let number) = inlines.tokens[0].kind,
      dialect.formulas[number].formula.isDisplay
    {
      add(.mathBlock(tex: dialect.formulas[number].formula), dialect.formulas[number].range)
      return
    }
    let parent = open.last?.node ?? 0
    if childCounts[parent] == 0, case .item = nodes[parent].kind,
      let isChecked = inlines.removeTaskMark()
    {
      nodes[parent].kind = .item(checked: isChecked)
    }
    add(inlines, under: add(.paragraph, range(of: index)))
  }

  private mutating func addTable(_ table: Dialect.Table) {
    let parent = add(.table(table.alignments), table.range)
    var cell = table.firstCell
    for (number, row) in table.rows.enumerated() {
      let rowNode = add(.tableRow(isHeader: number == 0), row.range, under: parent)
      for range in row.cells {
        let cellNode = add(.tableCell, range, under: rowNode)
        let heading = cells[cell]
        loadHeading(heading, tree.nodes[heading])
        add(inlines(of: heading), under: cellNode)
        cell += 1
      }
      for _ in 0..<row.missingCells { add(.tableCell, .point(row.range.end), under: rowNode) }
    }
  }

  func string(_ literal: Range<Int32>) -> String {
    restored(tree.string(literal))
  }

  /// Puts the replacement character where the file has bytes that are not text.
  func restored(_ text: String) -> String {
    guard let standIn else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar == standIn ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }
}
