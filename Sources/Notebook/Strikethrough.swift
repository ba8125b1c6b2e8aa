/// Finds `~~struck~~` and `~struck~` between inlines of one parent, by the rules of emphasis: a run
/// of one or two tildes opens where it is left-flanking and closes a run of its own length where it
/// is right-flanking.
struct Strikethrough {
  let content: [UInt8]

  private struct Run {
    let range: Range<Int>
    var isOpening: Bool
  }

  func mark(_ tokens: inout [InlineToken]) {
    // By depth, the runs that may yet be closed.
    var openers: [[Range<Int>]] = [[]]
    var runs: [Run] = []
    for token in tokens {
      switch token.kind {
      case .open: openers.append([])
      case .close: if openers.count > 1 { openers.removeLast() }
      case .text: find(in: token.start..<token.end, &openers[openers.count - 1], &runs)
      default: break
      }
    }
    guard !runs.isEmpty else { return }
    runs.sort { $0.range.lowerBound < $1.range.lowerBound }
    tokens.split(
      at: runs.map {
        TextCut(range: $0.range, tokens: [$0.isOpening ? .open(.strikethrough) : .close])
      })
  }

  private func find(in text: Range<Int>, _ openers: inout [Range<Int>], _ runs: inout [Run]) {
    var position = text.lowerBound
    while position < text.upperBound {
      guard content[position] == UInt8(ascii: "~") else {
        position += 1
        continue
      }
      let start = position
      while position < text.upperBound, content[position] == UInt8(ascii: "~") { position += 1 }
      let run = start..<position
      guard run.count <= 2 else { continue }
      let (opens, closes) = flanks(run)
      if closes, let opener = openers.lastIndex(where: { $0.count == run.count }) {
        runs.append(Run(range: openers[opener], isOpening: true))
        runs.append(Run(range: run, isOpening: false))
        openers.removeSubrange(opener...)
      } else if opens, openers.count < Self.openerLimit {
        openers.append(run)
      }
    }
  }

  /// Keeps the search for an opener of the right length short in hostile text.
  private static let openerLimit = 1000

  private func flanks(_ run: Range<Int>) -> (left: Bool, right: Bool) {
    let before = scalar(endingAt: run.lowerBound)
    let after = scalar(startingAt: run.upperBound)
    let left =
      !after.isBlank
      && (!after.isMarkdownPunctuation || before.isBlank || before.isMarkdownPunctuation)
    let right =
      !before.isBlank
      && (!before.isMarkdownPunctuation || after.isBlank || after.isMarkdownPunctuation)
    return (left, right)
  }

  private func scalar(startingAt offset: Int) -> Unicode.Scalar {
    guard offset < content.count else { return "\n" }
    return String(decoding: content[offset..<min(content.count, offset + 4)], as: UTF8.self)
      .unicodeScalars.first ?? "\n"
  }

  private func scalar(endingAt offset: Int) -> Unicode.Scalar {
    var start = offset - 1
    guard start >= 0 else { return "\n" }
    while start > 0, content[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: content[start..<offset], as: UTF8.self).unicodeScalars.first ?? "\n"
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool { properties.isWhitespace }

  fileprivate var isMarkdownPunctuation: Bool {
    if isASCII { return UInt8(value).isPunctuation }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}
