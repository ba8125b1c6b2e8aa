import Notebook
import Source

extension MarkdownRenderer {
  /// Changes the destination's bytes in `[text](destination "title")`.
  mutating func relocate(_ address: String, _ node: Int, _ place: LinkPolicy.Place) {
    guard LinkPolicy.isRelative(address) else { return }
    let content = handout.document.nodes[node]
    let textEnd =
      content.children.last.map { handout.document.nodes[$0].range.end }
      ?? content.range.start + (place == .image ? 2 : 1)
    guard let range = destinationRange(from: textEnd, to: content.range.end) else {
      definedDestinations.insert(address)
      return
    }
    replace(destination: range)
  }

  mutating func replace(destination range: SourceRange) {
    let written = source.text(range)
    let moved = options.relocate(written)
    guard moved != written else { return }
    let isBracketed = range.start > 0 && source.bytes[range.start - 1] == UInt8(ascii: "<")
    let needsBrackets = !isBracketed && moved.contains { $0 == " " || $0 == "(" || $0 == ")" }
    splices.replace(range, with: needsBrackets ? "<\(moved)>" : moved)
  }

  /// The destination after `](`; nil where the link is made by reference.
  private func destinationRange(from start: Int, to end: Int) -> SourceRange? {
    let bytes = source.bytes
    var offset = start
    // Emphasis and the like close between the last word and the bracket.
    while offset < end, bytes[offset] != UInt8(ascii: "]") { offset += 1 }
    guard offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "(") else { return nil }
    return destination(after: offset + 2, limit: end)
  }

  func destination(after start: Int, limit: Int) -> SourceRange? {
    let bytes = source.bytes
    var start = start
    while start < limit, bytes[start] <= 0x20 { start += 1 }
    guard start < limit else { return nil }
    if bytes[start] == UInt8(ascii: "<") {
      guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      return SourceRange(start + 1, end)
    }
    var end = start
    var depth = 0
    while end < limit, bytes[end] > 0x20 {
      if bytes[end] == UInt8(ascii: "\\"), end + 1 < limit {
        end += 1
      } else if bytes[end] == UInt8(ascii: "(") {
        depth += 1
      } else if bytes[end] == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      }
      end += 1
    }
    return SourceRange(start, end)
  }
}
