import Notebook
import Source

/// Writes a handout as Markdown for GitHub: the author's bytes, with the format's own constructs
/// replaced in place and each block's results after it.
package struct MarkdownRenderer: Sendable {
  package struct Options: Sendable {
    /// Makes a link that is relative to the notebook relative to the output.
    package var relocate: @Sendable (String) -> String = { $0 }
    /// Shows solutions at once, and values in place of answers to find.
    package var showsSolutions = false

    package init() {}
  }

  let handout: Handout
  let options: Options
  let source: SourceText
  /// The file's own line end.
  let lineEnd: String
  var splices = SpliceList()
  var skipped: Int?
  /// Blocks that a reference names, which need an anchor.
  private let referenced: Set<String>
  /// Destinations of links by reference, whose definitions stand elsewhere in the file.
  var definedDestinations: Set<String> = []

  package static func render(_ handout: Handout, options: Options = Options()) -> [UInt8] {
    var renderer = MarkdownRenderer(handout: handout, options: options)
    handout.document.walk { renderer.visit($0) }
    renderer.relocateDefinitions()
    return renderer.splices.applied(to: handout.document.source.bytes)
  }

  /// A stretch of the rendered text, or a block that stands by itself.
  enum Piece: Hashable, Sendable {
    case prose(String)
    case block(Int)
  }

  /// The text cut at its blocks, those in containers excepted, without the front matter.
  static func pieces(_ handout: Handout, options: Options) -> [Piece] {
    var renderer = MarkdownRenderer(handout: handout, options: options)
    renderer.cutsAtBlocks = true
    handout.document.walk { renderer.visit($0) }
    renderer.relocateDefinitions()
    if let range = handout.document.frontMatterRange {
      renderer.splices.replace(range, with: "")
    }
    let bytes = renderer.splices.applied(to: handout.document.source.bytes)
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: Self.cut, omittingEmptySubsequences: false)
    return parts.enumerated().map { place, part in
      if place % 2 == 1, let index = Int(part) { return .block(index) }
      return .prose(String(part))
    }
  }

  private mutating func cut(at index: Int) {
    let block = handout.document.executableBlocks[index]
    splices.replace(
      SourceRange(block.range.start, endOfLine(at: block.range)),
      with: "\(Self.cut)\(index)\(Self.cut)")
  }

  /// A private character that no text should hold.
  private static let cut: Character = "\u{10FFFD}"
  /// Whether blocks are only marked.
  private var cutsAtBlocks = false

  private init(handout: Handout, options: Options) {
    self.handout = handout
    self.options = options
    source = handout.document.source
    lineEnd = Self.lineEnd(of: source)
    var referenced: Set<String> = []
    for node in handout.document.nodes {
      if case .reference(let target) = node.kind { referenced.insert(target) }
    }
    self.referenced = referenced
  }

  private static func lineEnd(of source: SourceText) -> String {
    guard source.lineStarts.count > 1 else { return "\n" }
    let end = source.lineRange(1).end
    return source.text(SourceRange(end, source.lineStarts[1]))
  }

  private mutating func visit(_ event: Document.Event) {
    switch event {
    case .enter(let node) where skipped == nil: enter(node)
    case .leave(let node):
      if skipped == node { skipped = nil }
      if case .callout(let callout) = handout.document.nodes[node].kind { close(callout, node) }
    case .enter: return
    }
  }

  private mutating func enter(_ node: Int) {
    let content = handout.document.nodes[node]
    switch content.kind {
    case .value(let value): write(value, content.range)
    case .answer(let answer): splices.replace(content.range, with: text(of: answer))
    case .reference(let target): write(reference: target, node)
    case .link(let address, _): relocate(address, node, .link)
    case .image(let address, _): relocate(address, node, .image)
    case .callout(let callout): open(callout, node)
    case .executable(let index):
      if cutsAtBlocks, content.parent == 0 { return cut(at: index) }
      writeSection(index)
    case .document, .paragraph, .heading, .blockQuote, .calloutTitle, .list, .item, .codeBlock,
      .htmlBlock, .thematicBreak, .mathBlock, .table, .tableRow, .tableCell,
      .footnoteDefinition, .text, .softBreak, .lineBreak, .code, .htmlInline, .emphasis,
      .strong, .strikethrough, .math, .footnoteReference:
      return
    }
  }

  // MARK: Inlines

  private mutating func write(_ value: Document.InlineValue, _ range: SourceRange) {
    guard
      case .success(let text) = handout.values.text(
        path: value.path, format: value.format, .ascii)
    else { return }
    splices.replace(range, with: MarkdownText.escaped(text) + guardAfter(text, range))
  }

  /// A line to write on, or in the solutions the value.
  private func text(of answer: Document.AnswerField) -> String {
    guard options.showsSolutions, case .success(let text) = handout.values.text(answer, .ascii)
    else { return "`____________`" }
    return "**\(MarkdownText.escaped(text))**"
  }

  /// A whole number at the start of a line must not become a list with the full stop behind it.
  private func guardAfter(_ text: String, _ range: SourceRange) -> String {
    guard text.allSatisfy(\.isNumber), range.end < source.bytes.count else { return "" }
    let next = source.bytes[range.end]
    guard next == UInt8(ascii: ".") || next == UInt8(ascii: ")") else { return "" }
    let start = source.lineStarts[source.line(at: range.start) - 1]
    let isFirst = source.bytes[start..<range.start].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\t")
    }
    return isFirst ? "\\" : ""
  }

  private mutating func write(reference target: String, _ node: Int) {
    guard handout.document.nodes[node].children.isEmpty,
      let label = handout.index.label(of: target)
    else { return }
    splices.replace(
      handout.document.nodes[node].range, with: "[\(MarkdownText.escaped(label))](#\(target))")
  }

  // MARK: Blocks

  /// What stands before the rest of a block's lines: quotation marks stay, list markers become
  /// blanks.
  func prefix(before offset: Int) -> String {
    let start = source.lineStarts[source.line(at: offset) - 1]
    let mark = [UInt8](source.bytes[start..<min(source.bytes.count, start + 3)])
    let skip = start == 0 && mark == [0xEF, 0xBB, 0xBF] ? 3 : 0
    let kept = source.bytes[(start + skip)..<max(start + skip, offset)].map { byte in
      byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\t") ? byte : UInt8(ascii: " ")
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private mutating func writeSection(_ index: Int) {
    let report = handout.report
    guard index < report.sections.count, index < handout.document.executableBlocks.count else {
      return
    }
    let section = report.sections[index]
    let block = handout.document.executableBlocks[index]
    guard !section.parts.isEmpty else { return }
    let end = endOfLine(at: block.range)
    var writer = MarkdownReport(handout: handout, section: index)
    if referenced.contains(section.name) { writer.anchor(section.name) }
    writer.writeParts()
    let prefix = prefix(before: block.range.start)
    switch section.source {
    case .shown:
      splices.insert(inserted(writer.lines, prefix), at: end)
    case .folded:
      let opening = ["<details><summary>Source of <code>\(section.name)</code></summary>", "", ""]
      splices.insert(joined(opening, prefix), at: block.range.start)
      splices.insert(inserted(["</details>", ""] + writer.lines, prefix), at: end)
    case .hidden:
      let start = endsParagraph(block.range.start) ? [""] : []
      splices.replace(
        SourceRange(block.range.start, end), with: joined(start + writer.lines, prefix))
    }
    if !isBlank(lineAfter: end) { splices.insert(lineEnd + trimmed(prefix), at: end) }
  }

  /// Whether a fence at an offset may stand right below a paragraph, which text in its place would
  /// go on with.
  private func endsParagraph(_ offset: Int) -> Bool {
    let line = source.line(at: offset)
    let isAlone = source.bytes[source.lineStarts[line - 1]..<offset].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: ">")
    }
    return isAlone && line > 1 && !isBlank(line: line - 1)
  }

  /// Lines after a block, one blank line between.
  func inserted(_ lines: [String], _ prefix: String) -> String {
    joined(["", ""] + lines, prefix)
  }

  /// The lines as they go on after a first one that has its prefix already.
  func joined(_ lines: [String], _ prefix: String) -> String {
    lines.enumerated().map { index, line in
      index == 0 ? line : line.isEmpty && index < lines.count - 1 ? trimmed(prefix) : prefix + line
    }.joined(separator: lineEnd)
  }

  func trimmed(_ prefix: String) -> String {
    var prefix = Substring(prefix)
    while prefix.last == " " || prefix.last == "\t" { prefix.removeLast() }
    return String(prefix)
  }

  func endOfLine(at range: SourceRange) -> Int {
    source.lineRange(source.line(at: max(range.start, range.end - 1))).end
  }

  private func isBlank(lineAfter offset: Int) -> Bool {
    isBlank(line: source.line(at: offset) + 1)
  }

  private func isBlank(line: Int) -> Bool {
    guard line <= source.lineStarts.count else { return true }
    return source.bytes[source.lineRange(line).bytes].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\t")
    }
  }
}
