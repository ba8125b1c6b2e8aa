import Source

/// Finds what a notebook holds beyond CommonMark.
///
/// Blocks come from a parse of their own, so that nothing is found in code or HTML. What changes
/// the blocks around it (a footnote's indented paragraphs, a formula whose lines start like list
/// items) is found first and masked; the rest is found in the parse that follows.
struct DialectReader {
  /// Stands for a formula in the draft: to cmark, text that behaves like its dollars.
  static let formulaMark = "$x$"

  let source: SourceText
  let bytes: [UInt8]
  var dialect = Dialect()

  /// - Parameters:
  ///   - bytes: the file's, with what is not text replaced.
  ///   - start: the offset behind the front matter.
  init(_ source: SourceText, bytes: [UInt8], start: Int) {
    self.source = source
    self.bytes = bytes
    if start > 0 { dialect.edits.append(DraftEdit(SourceRange(0, start), "")) }
    let signs = Signs(in: bytes)
    if signs.hasFootnotes { readFootnotes() }
    guard signs.hasDollar || signs.hasPipe || signs.hasAlert else { return }
    // A formula that takes in blocks changes those behind it, so they are read again.
    let rounds = 3
    for round in 1...rounds {
      var pass = DialectPass(self, takesBlocks: round < rounds)
      pass.read()
      if pass.crossing.isEmpty || round == rounds {
        dialect = pass.dialect
        return
      }
      for formula in pass.crossing { add(formula) }
      dialect.sortEdits()
    }
  }

  private mutating func add(_ formula: Dialect.Formula) {
    let index = dialect.formulas.count
    dialect.formulas.append(formula)
    dialect.edits.append(DraftEdit(formula.range, Self.formulaMark, .formula(index)))
  }

  /// The bytes without which a construct cannot be there.
  private struct Signs {
    var hasDollar = false
    var hasPipe = false
    var hasAlert = false
    var hasFootnotes = false

    init(in bytes: [UInt8]) {
      bytes.withUnsafeBufferPointer { bytes in
        var previous: UInt8 = 0
        for byte in bytes {
          switch byte {
          case UInt8(ascii: "$"): hasDollar = true
          case UInt8(ascii: "|"): hasPipe = true
          case UInt8(ascii: "!"): if previous == UInt8(ascii: "[") { hasAlert = true }
          case UInt8(ascii: "^"): if previous == UInt8(ascii: "[") { hasFootnotes = true }
          default: break
          }
          previous = byte
        }
      }
    }
  }
}

extension Dialect {
  /// Takes back the edits for formulas other than those of the given indices.
  mutating func keepFormulas(_ isKept: (Int) -> Bool) {
    edits.removeAll { edit in
      if case .formula(let index) = edit.purpose { return !isKept(index) }
      return false
    }
  }

  mutating func sortEdits() {
    let sorted = edits.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }
    edits = sorted.map(\.element)
  }
}

/// The blocks of a draft one by one, with the containers around each.
struct BlockSequence {
  let tree: CMarkTree
  let text: SourceText
  private(set) var containers: ContainerStack
  private var open: [(end: Int, isContainer: Bool)] = []
  private var next = 1
  private var scratch = LeafContent()

  init(of draft: Draft) {
    tree = CMarkTree(parsing: draft.text, blocksOnly: true)
    text = draft.text
    containers = ContainerStack(text: text)
  }

  func start(of block: Int) -> Int {
    let node = tree.nodes[block]
    return text.lineStarts[Int(node.startLine) - 1] + Int(node.startColumn) - 1
  }

  /// Goes to the next paragraph or heading; `containers` are then those around it.
  mutating func nextLeaf() -> Int? {
    while next < tree.nodes.count {
      let index = next
      let node = tree.nodes[index]
      while let last = open.last, last.end <= index {
        if last.isContainer { containers.leave() }
        open.removeLast()
      }
      next += 1
      switch node.element {
      case .blockQuote:
        containers.enterQuote(line: Int(node.startLine), offset: start(of: index))
        open.append((Int(node.end), true))
      case .item:
        containers.enterItem(line: Int(node.startLine), offset: start(of: index))
        open.append((Int(node.end), true))
      case .paragraph, .heading: return index
      default: break
      }
    }
    return nil
  }

  /// The lines of a paragraph or heading, from the number signs on where it starts with such.
  mutating func content(of leaf: Int) -> LeafContent {
    let node = tree.nodes[leaf]
    let isSetext = node.element == .heading && node.endLine > node.startLine
    scratch.load(
      text, line: Int(node.startLine), offset: start(of: leaf),
      lastLine: Int(node.endLine) - (isSetext ? 1 : 0), in: containers)
    return scratch
  }

  func isParagraph(_ leaf: Int) -> Bool {
    let node = tree.nodes[leaf]
    return node.element == .paragraph || node.endLine > node.startLine
  }
}
