import CCMark
import Source

/// What libcmark made of a text, copied out of its memory: the one place that sees a C pointer.
///
/// Nodes stand in document order; a node's subtree is `index..<nodes[index].end`. Only the
/// positions of blocks are kept, since cmark's positions of inlines are not exact
/// (``InlineAligner`` finds those).
struct CMarkTree: Sendable {
  enum Element: Sendable {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
  }

  struct Node: Sendable {
    let element: Element
    /// The index after the last node of the subtree.
    var end: Int32
    let startLine: Int32
    let startColumn: Int32
    var endLine: Int32
    /// A heading's level, an ordered list's start, or -1 for a bullet list.
    var number: Int32 = 0
    var isTight = false
    /// Into `literals`: the literal of a leaf, the destination of a link or image.
    var literal: Range<Int32> = 0..<0
    /// Into `literals`: a code block's info string, the title of a link or image.
    var detail: Range<Int32> = 0..<0
  }

  private(set) var nodes: [Node] = []
  private(set) var literals: [UInt8] = []

  /// - Parameter blocksOnly: leaves out the inlines; leaf blocks are then without children.
  init(parsing text: SourceText, blocksOnly: Bool = false) {
    let root = text.bytes.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
    }
    guard let root else { return }
    defer { cmark_node_free(root) }
    nodes.reserveCapacity(text.bytes.count / (blocksOnly ? 64 : 16))
    copy(root, blocksOnly: blocksOnly)
    for index in nodes.indices where nodes[index].element == .heading {
      correctEnd(ofHeading: index, text)
    }
  }

  /// Sets a heading's last line, which cmark puts one too far for most that are underlined.
  private mutating func correctEnd(ofHeading index: Int, _ text: SourceText) {
    func isUnderline(_ line: Int32) -> Bool {
      guard line > nodes[index].startLine, line <= text.lineStarts.count else { return false }
      let bytes = text.bytes[text.lineRange(Int(line)).bytes]
      guard let first = bytes.firstIndex(where: { !" \t>".utf8.contains($0) }),
        bytes[first] == UInt8(ascii: "=") || bytes[first] == UInt8(ascii: "-")
      else { return false }
      return bytes[first...].allSatisfy { $0 == bytes[first] || $0.isSpaceOrTab }
    }
    let line = nodes[index].endLine
    if isUnderline(line - 1) || !isUnderline(line) {
      nodes[index].endLine = max(nodes[index].startLine, line - 1)
    }
  }

  func string(_ range: Range<Int32>) -> String {
    String(decoding: literals[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }

  /// The number of lines of a literal, the last with or without a line end.
  func lineCount(_ range: Range<Int32>) -> Int {
    let literal = literals[Int(range.lowerBound)..<Int(range.upperBound)]
    var count = 0
    var previous: UInt8 = 0
    for byte in literal {
      if byte == 0x0D || byte == 0x0A && previous != 0x0D { count += 1 }
      previous = byte
    }
    return literal.last.map { $0.isLineEnd ? count : count + 1 } ?? 0
  }

  /// Walks cmark's tree by its sibling and parent links, so that depth costs no stack.
  private mutating func copy(_ root: OpaquePointer, blocksOnly: Bool) {
    var current = root
    var open: [Int] = []
    while true {
      let index = nodes.count
      append(current)
      let element = nodes[index].element
      let skipsChildren = blocksOnly && (element == .paragraph || element == .heading)
      if !skipsChildren, let child = cmark_node_first_child(current) {
        open.append(index)
        current = child
        continue
      }
      nodes[index].end = Int32(index + 1)
      while true {
        if let next = open.isEmpty ? nil : cmark_node_next(current) {
          current = next
          break
        }
        guard let parent = open.popLast(), let above = cmark_node_parent(current) else { return }
        nodes[parent].end = Int32(nodes.count)
        current = above
      }
    }
  }

  private mutating func append(_ node: OpaquePointer) {
    let element = Self.element(of: node)
    var copy = Node(
      element: element, end: 0, startLine: cmark_node_get_start_line(node),
      startColumn: cmark_node_get_start_column(node), endLine: cmark_node_get_end_line(node))
    switch element {
    case .text, .code, .htmlInline, .htmlBlock:
      copy.literal = append(cmark_node_get_literal(node))
    case .codeBlock:
      copy.literal = append(cmark_node_get_literal(node))
      copy.detail = append(cmark_node_get_fence_info(node))
    case .link, .image:
      copy.literal = append(cmark_node_get_url(node))
      copy.detail = append(cmark_node_get_title(node))
    case .heading:
      copy.number = cmark_node_get_heading_level(node)
    case .list:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      copy.number = isOrdered ? cmark_node_get_list_start(node) : -1
      copy.isTight = cmark_node_get_list_tight(node) != 0
    case .document, .blockQuote, .item, .paragraph, .thematicBreak, .softBreak, .lineBreak,
      .emphasis, .strong:
      break
    }
    nodes.append(copy)
  }

  private mutating func append(_ text: UnsafePointer<CChar>?) -> Range<Int32> {
    let start = Int32(literals.count)
    guard let text else { return start..<start }
    text.withMemoryRebound(to: UInt8.self, capacity: 1) { bytes in
      var count = 0
      while bytes[count] != 0 { count += 1 }
      literals.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    }
    return start..<Int32(literals.count)
  }

  private static func element(of node: OpaquePointer) -> Element {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default: .document
    }
  }
}
