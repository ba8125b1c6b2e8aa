/// Finds `$…$` and `$$…$$` in the text of one leaf block, by GitHub's rule: no white space inside
/// single dollars, no digit behind the closing one, `\$` is a dollar, and nothing in code spans,
/// HTML, or the destinations of links. `$…$` holds no unescaped dollar; `$$…$$` that opens a
/// paragraph runs to the next `$$` whatever stands between.
///
/// One pass; each kind of construct that may lack its end is searched for once. O(n).
struct MathScanner {
  struct Formula: Hashable {
    /// With the dollars.
    let range: Range<Int>
    let isDisplay: Bool

    /// The TeX between the dollars.
    var inside: Range<Int> {
      let width = isDisplay ? 2 : 1
      return (range.lowerBound + width)..<(range.upperBound - width)
    }
  }

  private let bytes: [UInt8]
  private let end: Int
  private let paragraphStart: Int?
  private let links: LinkScanner
  private let codeSpans: CodeSpanScanner
  private let tags: TagScanner
  /// Set where `$$` was seen that nothing closes, so that it is not looked for again.
  private var hasLooseDollars = false
  private(set) var formulas: [Formula] = []

  /// - Parameter opensParagraph: whether the range starts at the start of a paragraph.
  init(_ bytes: [UInt8], in range: Range<Int>, opensParagraph: Bool = false) {
    self.bytes = bytes
    paragraphStart = opensParagraph ? range.lowerBound : nil
    end = range.upperBound
    links = LinkScanner(bytes: bytes)
    codeSpans = CodeSpanScanner(bytes, in: range)
    tags = TagScanner(bytes, in: range)
    scan(from: range.lowerBound)
  }

  private mutating func scan(from start: Int) {
    var position = start
    var brackets = 0
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "$"):
        position = dollars(at: position)
      case UInt8(ascii: "["):
        brackets += 1
        position += 1
      case UInt8(ascii: "]"):
        position += 1
        if brackets > 0 {
          brackets -= 1
          position = links.inlineTail(at: position) ?? position
        }
      default:
        position = opaque(at: position) ?? position + 1
      }
    }
  }

  /// The end of an escape, a code span or HTML that starts here.
  private func opaque(at position: Int) -> Int? {
    switch bytes[position] {
    case UInt8(ascii: "\\"): return min(end, position + 2)
    case UInt8(ascii: "`"): return codeSpans.end(at: position)
    case UInt8(ascii: "<"): return tags.end(at: position)
    default: return nil
    }
  }

  /// - Returns: where to go on.
  private mutating func dollars(at start: Int) -> Int {
    var width = start
    while width < end, bytes[width] == UInt8(ascii: "$") { width += 1 }
    let inside = width
    width -= start
    if width == 2, hasLooseDollars { return inside }
    guard width <= 2, inside < end, width == 2 || !bytes[inside].isMarkdownSpace else {
      return inside
    }
    var position = inside
    let opensParagraph = start == paragraphStart && width == 2
    while position < end {
      if bytes[position] == UInt8(ascii: "$") {
        if let close = close(at: position, width: width) {
          formulas.append(Formula(range: start..<close, isDisplay: width == 2))
          return close
        }
        if width == 1 { return position }
        while position < end, bytes[position] == UInt8(ascii: "$") { position += 1 }
      } else if bytes[position] == UInt8(ascii: "\\") {
        position += 2
      } else if opensParagraph {
        position += 1
      } else {
        if bytes[position] == UInt8(ascii: "`"), codeSpans.isSpan(at: position) { break }
        position = opaque(at: position) ?? position + 1
      }
    }
    if width == 2, position >= end { hasLooseDollars = true }
    return inside
  }

  /// The end of closing dollars, where these are ones.
  private func close(at position: Int, width: Int) -> Int? {
    var close = position
    while close < end, bytes[close] == UInt8(ascii: "$") { close += 1 }
    guard close - position == width else { return nil }
    if width == 1 {
      if bytes[position - 1].isMarkdownSpace { return nil }
      if close < end, bytes[close].isDigit { return nil }
    }
    return close
  }
}
