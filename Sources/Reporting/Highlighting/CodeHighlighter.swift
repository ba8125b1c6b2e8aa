/// Tells the parts of a program text apart, in one pass over its bytes.
///
/// The parts one behind the other are the text, whatever it holds; what is not understood is plain.
struct CodeHighlighter {
  enum Kind: String {
    case plain = ""
    case word = "hw"
    case text = "ht"
    case comment = "hc"
    case number = "hn"
    case key = "hk"
  }

  private let language: CodeLanguage
  private let bytes: [UInt8]
  private var offset = 0
  private var plainStart = 0
  private var parts: [(kind: Kind, range: Range<Int>)] = []

  /// So far a key's words may reach, so that long lines cost no more than their length.
  private static let longestKey = 60

  static func parts(_ text: String, _ language: CodeLanguage) -> [(kind: Kind, text: String)] {
    var highlighter = CodeHighlighter(text, language)
    highlighter.run()
    return highlighter.parts.map { kind, range in
      (kind, String(decoding: highlighter.bytes[range], as: UTF8.self))
    }
  }

  private init(_ text: String, _ language: CodeLanguage) {
    bytes = Array(text.utf8)
    self.language = language
  }

  // MARK: The pass

  private mutating func run() {
    while offset < bytes.count {
      if isLineStart, takeLineStart() { continue }
      let byte = bytes[offset]
      if takeBlockComment() || takeLineComment() || takeText() { continue }
      if Self.isDigit(byte) || isLeadingPoint {
        takeNumber()
      } else if Self.isWordStart(byte) {
        takeWord()
      } else {
        offset += 1
      }
    }
    add(.plain, to: offset)
  }

  /// Ends the plain text before `offset`, and adds what reaches from there to `end`.
  private mutating func add(_ kind: Kind, to end: Int) {
    if kind == .plain {
      if plainStart < end { parts.append((.plain, plainStart..<end)) }
    } else {
      if plainStart < offset { parts.append((.plain, plainStart..<offset)) }
      parts.append((kind, offset..<end))
    }
    offset = end
    plainStart = end
  }

  private var isLineStart: Bool { offset == 0 || bytes[offset - 1] == 0x0A }

  /// Whether the line before asks for this one.
  private var goesOn: Bool { offset > 1 && bytes[offset - 2] == UInt8(ascii: "\\") }

  private func lineEnd(from start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }

  private func begins(with text: String, at place: Int) -> Bool {
    bytes[place...].starts(with: text.utf8)
  }

  // MARK: Lines

  private mutating func takeLineStart() -> Bool {
    if language.hasDirectives, bytes[offset] == UInt8(ascii: "#") {
      var end = offset + 1
      while end < bytes.count, Self.isWord(bytes[end]) || bytes[end] == 0x20, bytes[end] != 0x0A {
        if bytes[end] == 0x20, bytes[end - 1] != UInt8(ascii: "#") { break }
        end += 1
      }
      add(.word, to: end)
      return true
    }
    if let prompt = language.prompts.first(where: { begins(with: $0, at: offset) }) {
      add(.comment, to: offset + prompt.utf8.count)
      return true
    }
    if !language.prompts.isEmpty, !goesOn {
      // What was printed: an apostrophe in it must not reach for the next command.
      let start = offset
      offset = lineEnd(from: offset)
      return offset > start
    }
    if case .header = language.keys, offset == 0 {
      add(.key, to: lineEnd(from: 0))
      return offset > 0
    }
    return false
  }

  // MARK: Comments and texts

  private mutating func takeBlockComment() -> Bool {
    guard let block = language.blockComment, begins(with: block.opening, at: offset) else {
      return false
    }
    var depth = 1
    var end = offset + block.opening.utf8.count
    while end < bytes.count, depth > 0 {
      if begins(with: block.closing, at: end) {
        depth -= 1
        end += block.closing.utf8.count
      } else if block.nests, begins(with: block.opening, at: end) {
        depth += 1
        end += block.opening.utf8.count
      } else {
        end += 1
      }
    }
    add(.comment, to: end)
    return true
  }

  private mutating func takeLineComment() -> Bool {
    guard language.lineComments.contains(where: { begins(with: $0, at: offset) }) else {
      return false
    }
    if language.commentsStandApart, !isLineStart, bytes[offset - 1] != 0x20,
      bytes[offset - 1] != 0x09
    {
      return false
    }
    add(.comment, to: lineEnd(from: offset))
    return true
  }

  private mutating func takeText() -> Bool {
    guard let text = language.texts.first(where: { begins(with: $0.delimiter, at: offset) }) else {
      return false
    }
    if text.standsApart, offset > 0, Self.isWord(bytes[offset - 1]) { return false }
    let width = text.delimiter.utf8.count
    var end = offset + width
    while end < bytes.count, !begins(with: text.delimiter, at: end) {
      if bytes[end] == 0x0A, !text.isLong { break }
      end += text.hasEscapes && bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, bytes.count)
    if end < bytes.count, bytes[end] != 0x0A || text.isLong { end += width }
    end = min(end, bytes.count)
    add(isKey(endingAt: end) ? .key : .text, to: end)
    return true
  }

  private func isKey(endingAt end: Int) -> Bool {
    switch language.keys {
    case .texts, .words:
      var next = end
      while next < bytes.count, bytes[next] == 0x20 { next += 1 }
      return next < bytes.count && bytes[next] == UInt8(ascii: ":")
    case .none, .header: return false
    }
  }

  // MARK: Numbers and words

  private mutating func takeNumber() {
    var end = offset + 1
    while end < bytes.count {
      let byte = bytes[end]
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      let isExponent = bytes[end - 1] | 0x20 == UInt8(ascii: "e")
      // A range's two points are no number's.
      let isPoint = byte == UInt8(ascii: ".") && isDigit(end + 1)
      guard Self.isWord(byte) || isPoint || isSign && isExponent && isDigit(end + 1) else { break }
      end += 1
    }
    add(.number, to: end)
  }

  private mutating func takeWord() {
    if case .words = language.keys, let end = keyEnd() { return add(.key, to: end) }
    var end = offset + 1
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    if language.words.contains(String(decoding: bytes[offset..<end], as: UTF8.self)) {
      add(.word, to: end)
    } else {
      offset = end
    }
  }

  /// The end of the words before a colon that ends a key.
  private func keyEnd() -> Int? {
    var end = offset
    let limit = min(bytes.count, offset + Self.longestKey)
    while end < limit {
      let byte = bytes[end]
      if byte == UInt8(ascii: ":") {
        let next = end + 1 < bytes.count ? bytes[end + 1] : 0x0A
        return next == 0x20 || next == 0x0A || next == 0x0D ? end : nil
      }
      guard Self.isWord(byte) || byte == 0x20 || byte == UInt8(ascii: "-") else { return nil }
      end += 1
    }
    return nil
  }

  private func isDigit(_ place: Int) -> Bool { place < bytes.count && Self.isDigit(bytes[place]) }

  /// The point of `.5`, but not the second one of `1..5`.
  private var isLeadingPoint: Bool {
    let point = UInt8(ascii: ".")
    return bytes[offset] == point && isDigit(offset + 1)
      && (offset == 0 || bytes[offset - 1] != point)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWordStart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isWord(_ byte: UInt8) -> Bool { isWordStart(byte) || isDigit(byte) }
}
