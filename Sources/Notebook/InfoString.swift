import Source

/// The words after a fence: `[language] kind [name]` where the block is to be run.
struct InfoString {
  struct Word: Hashable {
    let text: String
    let range: SourceRange
  }

  enum Reading {
    /// Code to show.
    case prose
    /// Code to show whose info string looks like a misspelt kind.
    case nearly(Word, suggestion: String)
    case executable(kind: ExecutableBlock.Kind, word: Word, name: Word?, extra: Word?)
  }

  let words: [Word]

  /// - Parameter range: the bytes from the end of the fence to the end of its line.
  init(_ range: SourceRange, of source: SourceText) {
    var words: [Word] = []
    var start: Int?
    for offset in range.start...max(range.start, range.end) {
      let isSpace = offset >= range.end || source.bytes[offset].isMarkdownSpace
      if let first = start, isSpace {
        let word = SourceRange(first, offset)
        words.append(Word(text: source.text(word), range: word))
        start = nil
      } else if start == nil, !isSpace {
        start = offset
      }
    }
    self.words = words
  }

  var reading: Reading {
    for position in words.indices.prefix(2) {
      guard let kind = ExecutableBlock.Kind(rawValue: words[position].text) else { continue }
      let rest = words[(position + 1)...]
      return .executable(
        kind: kind, word: words[position], name: rest.first, extra: rest.dropFirst().first)
    }
    // A language is often near `tape` or `data`; nothing but a slip is near `experiment`.
    if let first = words.first,
      let suggestion = Suggestion.nearest(
        to: first.text, among: [ExecutableBlock.Kind.experiment.rawValue])
    {
      return .nearly(first, suggestion: suggestion)
    }
    let kinds = ExecutableBlock.Kind.allCases.map(\.rawValue)
    if words.count > 1, let suggestion = Suggestion.nearest(to: words[1].text, among: kinds) {
      return .nearly(words[1], suggestion: suggestion)
    }
    return .prose
  }

  /// Whether a text is a letter, then letters, digits, `_` and `-`, all of them ASCII.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter else { return false }
    return text.utf8.allSatisfy {
      $0.isAlphanumeric || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }
}
