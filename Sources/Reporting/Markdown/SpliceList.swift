import Source

/// Changes to a file's bytes: everything between them stays as the author wrote it.
struct SpliceList: Sendable {
  private var splices: [(range: SourceRange, replacement: String)] = []

  mutating func replace(_ range: SourceRange, with text: String) { splices.append((range, text)) }

  /// Several insertions at one place follow each other in the order of their calls.
  mutating func insert(_ text: String, at offset: Int) {
    splices.append((.point(offset), text))
  }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var offset = 0
    // Stable, so that insertions keep their order.
    let ordered = splices.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }
    for (_, splice) in ordered where splice.range.start >= offset {
      result += bytes[offset..<splice.range.start]
      result += splice.replacement.utf8
      offset = max(splice.range.start, splice.range.end)
    }
    return result + bytes[offset...]
  }
}
