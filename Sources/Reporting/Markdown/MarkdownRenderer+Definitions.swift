import Notebook
import Source

extension MarkdownRenderer {
  /// Changes the definitions (`[label]: destination`) of links made by reference. The tree has no
  /// nodes for them: a line that begins like one is one where no text of the tree covers it.
  mutating func relocateDefinitions() {
    guard !definedDestinations.isEmpty else { return }
    let leaves = leafRanges()
    for line in 1...source.lineStarts.count {
      guard let (start, limit) = definitionStart(inLine: line),
        let destination = destination(after: start, limit: limit),
        definedDestinations.contains(unescaped(source.text(destination))),
        !covers(leaves, destination.start)
      else { continue }
      replace(destination: destination)
    }
  }

  /// Where the destination behind `[label]:` may begin, and where its line ends.
  private func definitionStart(inLine line: Int) -> (start: Int, limit: Int)? {
    let range = source.lineRange(line)
    let hasMark = line == 1 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let label = afterMarkers(from: range.start + (hasMark ? 3 : 0), to: range.end)
    guard let end = labelEnd(from: label, to: range.end) else { return nil }
    let start = afterBlanks(from: end, to: range.end)
    guard start == range.end else { return (start, range.end) }
    // The destination may stand on the next line.
    guard line < source.lineStarts.count else { return nil }
    let next = source.lineRange(line + 1)
    let nextStart = afterMarkers(from: next.start, to: next.end)
    return nextStart < next.end ? (nextStart, next.end) : nil
  }

  /// The offset behind `[label]:`; nil where there is none, or a footnote's.
  private func labelEnd(from start: Int, to end: Int) -> Int? {
    let bytes = source.bytes
    guard start + 1 < end, bytes[start] == UInt8(ascii: "["), bytes[start + 1] != UInt8(ascii: "^")
    else { return nil }
    var offset = start + 1
    while offset < end, bytes[offset] != UInt8(ascii: "]") {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard offset + 1 < end, bytes[offset + 1] == UInt8(ascii: ":") else { return nil }
    return offset + 2
  }

  private func afterBlanks(from start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, source.bytes[offset] == 0x20 || source.bytes[offset] == 0x09 { offset += 1 }
    return offset
  }

  /// The offset behind the containers' marks: quotation marks, bullets and numbers.
  private func afterMarkers(from start: Int, to end: Int) -> Int {
    let bytes = source.bytes
    var offset = afterBlanks(from: start, to: end)
    while offset < end {
      var mark = offset
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        offset = afterBlanks(from: offset + 1, to: end)
        continue
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): mark += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        while mark < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[mark]) {
          mark += 1
        }
        guard mark < end, bytes[mark] == UInt8(ascii: ".") || bytes[mark] == UInt8(ascii: ")")
        else { return offset }
        mark += 1
      default: return offset
      }
      let next = afterBlanks(from: mark, to: end)
      guard next > mark else { return offset }
      offset = next
    }
    return offset
  }

  /// Without the backslashes before punctuation.
  private func unescaped(_ destination: String) -> String {
    guard destination.contains("\\") else { return destination }
    var result: [UInt8] = []
    for byte in destination.utf8 {
      let isPunctuation =
        (0x21...0x7E).contains(byte) && !Character(Unicode.Scalar(byte)).isLetter
        && !Character(Unicode.Scalar(byte)).isNumber
      if isPunctuation, result.last == UInt8(ascii: "\\") { result.removeLast() }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where text of the tree stands, in order.
  private func leafRanges() -> [SourceRange] {
    let ranges = handout.document.nodes.compactMap { node -> SourceRange? in
      switch node.kind {
      case .codeBlock, .executable, .htmlBlock, .mathBlock, .text, .code, .htmlInline, .math,
        .value, .answer, .reference:
        node.range
      default: nil
      }
    }
    return ranges.sorted { $0.start < $1.start }
  }

  private func covers(_ ranges: [SourceRange], _ offset: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ranges[low - 1].contains(offset)
  }
}
