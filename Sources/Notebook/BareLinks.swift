/// Finds addresses that stand in text as they are: `https://…`, `www.…`, `name@example.org`
/// (GitHub Flavored Markdown, "Autolinks (extension)").
struct BareLinks {
  let content: [UInt8]

  /// Whether a text can hold any, by a fast look.
  static func mayOccur(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        if byte == UInt8(ascii: "@") { return true }
        if byte == UInt8(ascii: ":"), index + 2 < bytes.count, bytes[index + 1] == slash,
          bytes[index + 2] == slash
        {
          return true
        }
        if byte == UInt8(ascii: "."), index > 2, bytes[index - 1] == w, bytes[index - 2] == w {
          return true
        }
      }
      return false
    }
  }

  func mark(_ tokens: inout [InlineToken]) {
    var cuts: [TextCut] = []
    // A link holds no links; how many links and images are open, and which spans are those.
    var spans: [Bool] = []
    var links = 0
    for token in tokens {
      switch token.kind {
      case .open(let span):
        let isLink = Self.isLink(span)
        spans.append(isLink)
        links += isLink ? 1 : 0
      case .close:
        links -= spans.popLast() == true ? 1 : 0
      case .text where links == 0:
        find(in: token.start..<token.end, &cuts)
      default: break
      }
    }
    tokens.split(at: cuts)
  }

  private static func isLink(_ span: InlineToken.Span) -> Bool {
    switch span {
    case .link, .image, .bareLink: true
    case .emphasis, .strong, .strikethrough: false
    }
  }

  private func find(in text: Range<Int>, _ cuts: inout [TextCut]) {
    var position = text.lowerBound
    var floor = text.lowerBound
    while position < text.upperBound {
      let found: (range: Range<Int>, prefix: String)?
      switch content[position] {
      case UInt8(ascii: ":"): found = scheme(at: position, floor..<text.upperBound)
      case Self.w: found = www(at: position, floor..<text.upperBound)
      case UInt8(ascii: "@"): found = address(at: position, floor..<text.upperBound)
      default: found = nil
      }
      guard let found else {
        position += 1
        continue
      }
      let destination = found.prefix + String(decoding: content[found.range], as: UTF8.self)
      cuts.append(
        TextCut(range: found.range, tokens: [.open(.bareLink(destination)), .text, .close]))
      position = found.range.upperBound
      floor = position
    }
  }

  private func scheme(at colon: Int, _ text: Range<Int>) -> (Range<Int>, String)? {
    guard colon + 3 < text.upperBound, content[colon + 1] == Self.slash,
      content[colon + 2] == Self.slash
    else { return nil }
    var start = colon
    while start > text.lowerBound, content[start - 1].isLetter { start -= 1 }
    let scheme = String(decoding: content[start..<colon], as: UTF8.self).lowercased()
    guard ["http", "https", "ftp"].contains(scheme), !isWordByte(before: start),
      domainEnd(from: colon + 3, text.upperBound, needsDot: false) != nil
    else { return nil }
    let end = trimmedEnd(of: start, text.upperBound)
    return end > colon + 3 ? (start..<end, "") : nil
  }

  private func www(at start: Int, _ text: Range<Int>) -> (Range<Int>, String)? {
    guard start + 4 < text.upperBound, content[start...].starts(with: "www.".utf8),
      start == 0 || content[start - 1].isMarkdownSpace || "*_~(".utf8.contains(content[start - 1]),
      domainEnd(from: start, text.upperBound, needsDot: true) != nil
    else { return nil }
    let end = trimmedEnd(of: start, text.upperBound)
    return end > start + 4 ? (start..<end, "http://") : nil
  }

  private func address(at sign: Int, _ text: Range<Int>) -> (Range<Int>, String)? {
    var start = sign
    while start > text.lowerBound, Self.isLocalByte(content[start - 1]) { start -= 1 }
    guard start < sign, start == 0 || content[start - 1] != Self.slash else { return nil }
    var end = sign + 1
    var dots = 0
    while end < text.upperBound {
      let byte = content[end]
      if byte == UInt8(ascii: "."), end + 1 < text.upperBound, content[end + 1].isAlphanumeric {
        dots += 1
      } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard dots > 0, content[end - 1].isLetter, end == text.upperBound || content[end] != 0x40 else {
      return nil
    }
    return (start..<end, "mailto:")
  }

  /// The end of a domain: no underscore in its last two parts, at most 253 bytes.
  private func domainEnd(from start: Int, _ limit: Int, needsDot: Bool) -> Int? {
    var position = start
    var dots = 0
    var underscores = (last: 0, before: 0)
    while position < min(limit, start + 254) {
      let byte = content[position]
      if byte == UInt8(ascii: "_") {
        underscores.last += 1
      } else if byte == UInt8(ascii: ".") {
        underscores = (0, underscores.last)
        dots += 1
      } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-"), byte < 0x80 {
        break
      }
      position += 1
    }
    let isValid = position > start && underscores == (0, 0) && (dots > 0 || !needsDot)
    return isValid ? position : nil
  }

  /// The end of a link: before white space or `<`, without the punctuation of the sentence.
  private func trimmedEnd(of start: Int, _ limit: Int) -> Int {
    var end = start
    var parentheses = 0
    while end < limit, !content[end].isMarkdownSpace, content[end] != UInt8(ascii: "<") {
      if content[end] == UInt8(ascii: "(") { parentheses += 1 }
      if content[end] == UInt8(ascii: ")") { parentheses -= 1 }
      end += 1
    }
    while end > start {
      switch content[end - 1] {
      case UInt8(ascii: ")"):
        guard parentheses < 0 else { return end }
        parentheses += 1
        end -= 1
      case UInt8(ascii: ";"):
        var ampersand = end - 1
        while ampersand > start, content[ampersand - 1].isAlphanumeric { ampersand -= 1 }
        let isEntity =
          ampersand > start && ampersand < end - 1 && content[ampersand - 1] == UInt8(ascii: "&")
        end = isEntity ? ampersand - 1 : end - 1
      case let byte where "?!.,:*_~'\"".utf8.contains(byte): end -= 1
      default: return end
      }
    }
    return end
  }

  private func isWordByte(before position: Int) -> Bool {
    position > 0 && (content[position - 1].isAlphanumeric || content[position - 1] >= 0x80)
  }

  private static func isLocalByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || ".+-_".utf8.contains(byte)
  }

  private static let slash = UInt8(ascii: "/")
  private static let w = UInt8(ascii: "w")
}
