import Experiments
import Notebook

/// Writes a handout as one HTML file that needs nothing else: no script, no font, no network.
///
/// One walk over the document writes the prose; `stack` remembers what surrounds a node, so that
/// nothing recurses.
package struct HTMLRenderer: Sendable {
  package struct Options: Sendable {
    /// Makes a link that is relative to the notebook relative to the page.
    package var relocate: @Sendable (String) -> String = { $0 }
    /// The full-precision results, which `runbook check` compares with.
    package var record: ResultValue?
    /// The notebook's source with its receipt, from which `runbook check` runs the page itself.
    package var source: ResultValue?
    /// Stands in the footer: `runbook 1.0`.
    package var generator = "runbook"
    /// A course's own rules, behind the page's.
    package var css: String?
    /// A course's own page around the parts; nil: this program's.
    package var template: PageTemplate?
    /// The pages of a course beside this one.
    package var neighbours = Neighbours()
    /// Lets the notebook's own HTML and links of every kind through.
    package var allowsHTML = false
    /// Shows solutions at once, and values in place of answers to find.
    package var showsSolutions = false

    package init() {}
  }

  /// The pages before and after one in a course, and the course's index.
  package struct Neighbours: Hashable, Sendable {
    package var previous: CourseIndex.Entry?
    package var next: CourseIndex.Entry?
    /// The index's file.
    package var index: String?

    package init(
      previous: CourseIndex.Entry? = nil, next: CourseIndex.Entry? = nil, index: String? = nil
    ) {
      self.previous = previous
      self.next = next
      self.index = index
    }
  }

  let handout: Handout
  let options: Options
  var out = HTMLWriter()
  /// Nodes that are being written without their children.
  var skipped: Int?
  /// Whether the tight lists around leave out their items' paragraphs.
  var tightness: [Bool] = []
  var table = OpenTable()
  /// What the formulas so far are made of.
  var formulas = MathML.Means.none
  /// Whether a figure can be moved through.
  var hasFrames = false
  /// The boxes for answers so far.
  var answerCount = 0
  /// How often each footnote was referred to so far.
  var footnoteUses: [String: Int] = [:]

  /// The alignments of the table that is being written, and where in it the writer is.
  struct OpenTable: Sendable {
    var alignments: [Document.ColumnAlignment] = []
    var column = 0
    var isHeader = false
    var hasBody = false
  }

  package static func render(_ handout: Handout, options: Options = Options()) -> [UInt8] {
    var renderer = HTMLRenderer(handout: handout, options: options)
    renderer.writePage()
    return renderer.out.bytes
  }

  private init(handout: Handout, options: Options) {
    self.handout = handout
    self.options = options
    out.reserve(handout.document.source.bytes.count * 2 + 32_768)
  }

  /// Writes a formula.
  mutating func write(_ formula: Document.Formula) {
    let rendering = handout.rendering(of: formula)
    formulas = max(formulas, rendering.means)
    out.raw(rendering.markup)
  }

  func allows(_ address: String, as place: LinkPolicy.Place) -> Bool {
    options.allowsHTML || LinkPolicy.allows(address, as: place)
  }

  /// Writes the nodes below and with `root`.
  mutating func write(from root: Int) {
    handout.document.walk(from: root) { event in
      switch event {
      case .enter(let node) where skipped == nil: enter(node)
      case .leave(let node) where skipped == node: skipped = nil
      case .leave(let node) where skipped == nil: leave(node)
      case .enter, .leave: return
      }
    }
  }

  private mutating func enter(_ node: Int) {
    let kind = handout.document.nodes[node].kind
    switch kind {
    case .document, .paragraph, .heading, .blockQuote, .callout, .calloutTitle, .list, .item,
      .codeBlock, .executable, .htmlBlock, .thematicBreak, .mathBlock, .table, .tableRow,
      .tableCell, .footnoteDefinition:
      enterBlock(node, kind)
    case .text, .softBreak, .lineBreak, .code, .htmlInline, .emphasis, .strong, .strikethrough,
      .link, .image, .math, .footnoteReference, .value, .answer, .reference:
      enterInline(node, kind)
    }
  }

  private mutating func leave(_ node: Int) {
    let kind = handout.document.nodes[node].kind
    switch kind {
    case .paragraph, .heading, .blockQuote, .callout, .calloutTitle, .list, .item, .table,
      .tableRow, .tableCell:
      leaveBlock(node, kind)
    case .emphasis: out.raw("</em>")
    case .strong: out.raw("</strong>")
    case .strikethrough: out.raw("</del>")
    case .link(let address, _): if allows(address, as: .link) { out.raw("</a>") }
    case .reference(let target): if isLinked(target, node) { out.raw("</a>") }
    case .document, .codeBlock, .executable, .htmlBlock, .thematicBreak, .mathBlock,
      .footnoteDefinition, .text, .softBreak, .lineBreak, .code, .htmlInline, .image, .math,
      .footnoteReference, .value, .answer:
      return
    }
  }
}
