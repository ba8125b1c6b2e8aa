/// A part of a leaf's text that becomes something else than text.
struct TextCut {
  let range: Range<Int>
  /// What stands there instead. Where it has three kinds, the middle one is the part's own text
  /// between an opening and a closing; a single kind covers the whole part.
  let tokens: [InlineToken.Kind]
}

extension [InlineToken] {
  /// Cuts text tokens.
  ///
  /// - Parameter cuts: ascending and apart; those that do not lie in one text token are left out.
  /// - Returns: the indices of the cuts that were made.
  @discardableResult
  mutating func split(at cuts: [TextCut]) -> [Int] {
    guard !cuts.isEmpty else { return [] }
    var result: [InlineToken] = []
    var made: [Int] = []
    var next = 0
    for token in self {
      guard case .text = token.kind else {
        result.append(token)
        continue
      }
      var start = token.start
      while next < cuts.count, cuts[next].range.lowerBound < start { next += 1 }
      while next < cuts.count, cuts[next].range.upperBound <= token.end {
        let range = cuts[next].range
        result.appendText(start, range.lowerBound)
        result.append(cuts[next])
        made.append(next)
        start = range.upperBound
        next += 1
      }
      result.appendText(start, token.end)
    }
    self = result
    return made
  }

  private mutating func appendText(_ start: Int, _ end: Int) {
    if start < end { append(InlineToken(kind: .text, start: start, end: end)) }
  }

  private mutating func append(_ cut: TextCut) {
    let (start, end) = (cut.range.lowerBound, cut.range.upperBound)
    guard cut.tokens.count == 3 else {
      append(InlineToken(kind: cut.tokens[0], start: start, end: end))
      return
    }
    append(InlineToken(kind: cut.tokens[0], start: start, end: start))
    append(InlineToken(kind: cut.tokens[1], start: start, end: end))
    append(InlineToken(kind: cut.tokens[2], start: end, end: end))
  }
}

extension RandomAccessCollection {
  /// The first index whose element fulfils a predicate that, once true, stays true. O(log n).
  func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if belongsToSecond(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
