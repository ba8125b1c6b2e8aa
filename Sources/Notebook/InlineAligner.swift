/// Finds the bytes of each of cmark's inline nodes.
///
/// cmark's own positions of inlines are off behind line ends, in lazy lines, after definitions and
/// around emphasis. But each kind of inline has one form in the source, so reading nodes and
/// content side by side gives the exact place of each.
struct InlineAligner {
  private let tree: CMarkTree
  private var position = 0
  private var entities = EntityTable()
  private var open: [Int] = []
  /// The leaf's lines; to be loaded before a leaf is aligned.
  var leaf = LeafContent()
  private(set) var tokens: [InlineToken] = []
  /// False where nodes and content did not agree; positions are then near, not exact.
  private(set) var isExact = true

  private var content: [UInt8] { leaf.bytes }

  init(tree: CMarkTree) {
    self.tree = tree
  }

  /// Aligns the descendants of a leaf block.
  ///
  /// - Parameter start: the offset of the first inline, behind definitions.
  mutating func align(_ leaf: Int, from start: Int) {
    tokens.removeAll(keepingCapacity: true)
    position = start
    var index = leaf + 1
    let end = Int(tree.nodes[leaf].end)
    while index < end {
      while let last = open.last, Int(tree.nodes[last].end) <= index {
        close(last)
        open.removeLast()
      }
      index = align(node: index)
    }
    while let last = open.popLast() { close(last) }
  }

  /// - Returns: the index of the next node.
  private mutating func align(node index: Int) -> Int {
    let node = tree.nodes[index]
    switch node.element {
    case .text: text(node.literal)
    case .softBreak: lineBreak(.softBreak)
    case .lineBreak: lineBreak(.lineBreak)
    case .code: code(index)
    case .htmlInline: html(index)
    case .emphasis:
      span(.emphasis, length: 1)
      open.append(index)
    case .strong:
      span(.strong, length: 2)
      open.append(index)
    case .image:
      span(.image(index), length: 2)
      open.append(index)
    case .link:
      if position < content.count, content[position] == UInt8(ascii: "<") {
        autolink(index)
        return Int(node.end)
      }
      span(.link(index), length: 1)
      open.append(index)
    default: break
    }
    return index + 1
  }

  private mutating func span(_ span: InlineToken.Span, length: Int) {
    append(.open(span), length: length)
  }

  private mutating func close(_ index: Int) {
    switch tree.nodes[index].element {
    case .emphasis: append(.close, length: 1)
    case .strong: append(.close, length: 2)
    default:
      if position >= content.count || content[position] != UInt8(ascii: "]") { isExact = false }
      append(.close, length: LinkScanner(bytes: content).tail(at: position + 1) - position)
    }
  }

  private mutating func append(_ kind: InlineToken.Kind, length: Int) {
    if position + length > content.count { isExact = false }
    let end = min(content.count, position + length)
    tokens.append(InlineToken(kind: kind, start: position, end: max(position, end)))
    position = max(position, end)
  }

  /// Text nodes are merged by cmark, so one may hold escapes and entities between plain runs.
  private mutating func text(_ literal: Range<Int32>) {
    var next = literal.lowerBound
    var run = position
    while next < literal.upperBound {
      guard position < content.count else { return lose(next..<literal.upperBound, run) }
      let byte = content[position]
      if byte == UInt8(ascii: "\\"), position + 1 < content.count,
        content[position + 1].isPunctuation
      {
        appendText(from: run)
        append(.literal(next..<(next + 1)), length: 2)
        next += 1
        run = position
      } else if byte == UInt8(ascii: "&"), let entity = entity(at: position),
        startsLiteral(next..<literal.upperBound, entity.text)
      {
        appendText(from: run)
        let end = next + Int32(entity.text.count)
        append(.literal(next..<end), length: entity.length)
        next = end
        run = position
      } else if byte == tree.literals[Int(next)] {
        position += 1
        next += 1
      } else {
        return lose(next..<literal.upperBound, run)
      }
    }
    appendText(from: run)
  }

  private mutating func appendText(from start: Int) {
    if start < position { tokens.append(InlineToken(kind: .text, start: start, end: position)) }
  }

  /// Keeps text whose place is not known.
  private mutating func lose(_ literal: Range<Int32>, _ run: Int) {
    appendText(from: run)
    isExact = false
    append(.literal(literal), length: 0)
  }

  private func startsLiteral(_ literal: Range<Int32>, _ text: [UInt8]) -> Bool {
    tree.literals[Int(literal.lowerBound)..<Int(literal.upperBound)].starts(with: text)
  }

  /// The entity at an offset and the text that it stands for.
  private mutating func entity(at offset: Int) -> (length: Int, text: [UInt8])? {
    // The longest name in HTML has 31 letters.
    let name = content[(offset + 1)..<min(content.count, offset + 40)]
      .prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "#") }
    guard !name.isEmpty, name.endIndex < content.count,
      content[name.endIndex] == UInt8(ascii: ";")
    else { return nil }
    let text = entities.text(of: Array(content[offset...name.endIndex]))
    return text.map { (name.endIndex + 1 - offset, $0) }
  }

  private func matches(_ literal: Range<Int32>) -> Bool {
    guard position + literal.count <= content.count else { return false }
    let start = Int(literal.lowerBound)
    for step in 0..<literal.count where content[position + step] != tree.literals[start + step] {
      return false
    }
    return true
  }

  /// A line end with the white space or the backslash before it.
  private mutating func lineBreak(_ kind: InlineToken.Kind) {
    var end = position
    let hasBackslash = end < content.count && content[end] == UInt8(ascii: "\\")
    if hasBackslash { end += 1 }
    while end < content.count, content[end].isMarkdownSpace, !content[end].isLineEnd { end += 1 }
    guard end < content.count, content[end].isLineEnd else {
      isExact = false
      return append(kind, length: 0)
    }
    end += 1
    // A lazy line's indentation goes, except, as in cmark, behind a backslash.
    while !hasBackslash, end < content.count, content[end].isSpaceOrTab { end += 1 }
    append(kind, length: end - position)
  }

  private mutating func code(_ index: Int) {
    var start = position
    while start < content.count, content[start] == UInt8(ascii: "`") { start += 1 }
    let width = start - position
    var end = start
    while end < content.count {
      guard content[end] == UInt8(ascii: "`") else {
        end += 1
        continue
      }
      let run = end
      while end < content.count, content[end] == UInt8(ascii: "`") { end += 1 }
      if end - run == width { break }
    }
    if width == 0 { isExact = false }
    append(.code(index), length: width == 0 ? 0 : end - position)
  }

  private mutating func html(_ index: Int) {
    let literal = tree.nodes[index].literal
    if !matches(literal) { isExact = false }
    append(.htmlInline(index), length: literal.count)
  }

  private mutating func autolink(_ index: Int) {
    let end = content[position...].firstIndex(of: UInt8(ascii: ">")) ?? content.count
    append(.open(.link(index)), length: 1)
    if index + 1 < Int(tree.nodes[index].end) {
      append(.literal(tree.nodes[index + 1].literal), length: end - position)
    }
    append(.close, length: 1)
  }
}
