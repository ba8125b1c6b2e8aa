/// Recognises the parts of links that stand outside their text, by CommonMark's rules as cmark
/// reads them (0.30, "Links" and "Link reference definitions").
///
/// Each function returns the offset behind what it found, or nil.
struct LinkScanner {
  let bytes: [UInt8]

  /// What follows the `]` of a link that is known to be one: `(…)`, `[…]` or nothing.
  func tail(at offset: Int) -> Int {
    inlineTail(at: offset) ?? label(at: offset) ?? offset
  }

  /// `(destination "title")`.
  func inlineTail(at offset: Int) -> Int? {
    guard byte(offset) == UInt8(ascii: "(") else { return nil }
    guard let destinationEnd = destination(at: spaces(at: offset + 1)) else { return nil }
    var end = spaces(at: destinationEnd)
    if end > destinationEnd, let titleEnd = title(at: end) { end = spaces(at: titleEnd) }
    return byte(end) == UInt8(ascii: ")") ? end + 1 : nil
  }

  /// `[label]`, at most 1000 bytes.
  func label(at offset: Int) -> Int? {
    guard byte(offset) == UInt8(ascii: "[") else { return nil }
    var position = offset + 1
    while let current = byte(position), position - offset <= 1001 {
      switch current {
      case UInt8(ascii: "]"): return position + 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\") where byte(position + 1)?.isPunctuation == true: position += 2
      default: position += 1
      }
    }
    return nil
  }

  /// The link reference definitions that a paragraph begins with: the offset behind them.
  func definitions() -> Int {
    var position = 0
    while let end = definition(at: position) { position = end }
    return position
  }

  private func definition(at offset: Int) -> Int? {
    guard let labelEnd = label(at: offset), byte(labelEnd) == UInt8(ascii: ":"),
      bytes[(offset + 1)..<(labelEnd - 1)].contains(where: { !$0.isMarkdownSpace }),
      let destinationEnd = destination(at: spacesAndOneLineEnd(at: labelEnd + 1)),
      destinationEnd > spacesAndOneLineEnd(at: labelEnd + 1)
    else { return nil }
    let titleStart = spacesAndOneLineEnd(at: destinationEnd)
    if titleStart > destinationEnd, let titleEnd = title(at: titleStart),
      let end = restOfLine(at: titleEnd)
    {
      return end
    }
    return restOfLine(at: destinationEnd)
  }

  private func destination(at offset: Int) -> Int? {
    if byte(offset) == UInt8(ascii: "<") {
      var position = offset + 1
      while let current = byte(position) {
        switch current {
        case UInt8(ascii: ">"): return position + 1
        case UInt8(ascii: "<"), 0x0A, 0x0D: return nil
        case UInt8(ascii: "\\"): position += 2
        default: position += 1
        }
      }
      return nil
    }
    var depth = 0
    var position = offset
    while let current = byte(position) {
      if current == UInt8(ascii: "\\"), byte(position + 1)?.isPunctuation == true {
        position += 2
      } else if current == UInt8(ascii: "(") {
        depth += 1
        if depth > 32 { return nil }
        position += 1
      } else if current == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
        position += 1
      } else if current.isMarkdownSpace || current < 0x20 {
        break
      } else {
        position += 1
      }
    }
    return depth == 0 ? position : nil
  }

  private func title(at offset: Int) -> Int? {
    let close: UInt8
    switch byte(offset) {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): close = UInt8(ascii: "'")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var position = offset + 1
    while let current = byte(position) {
      if current == close { return position + 1 }
      if current == UInt8(ascii: "("), close == UInt8(ascii: ")") { return nil }
      position += current == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private func spaces(at offset: Int) -> Int {
    var position = offset
    while byte(position)?.isMarkdownSpace == true { position += 1 }
    return position
  }

  private func spacesAndOneLineEnd(at offset: Int) -> Int {
    var position = offset
    while byte(position)?.isSpaceOrTab == true { position += 1 }
    if let next = lineEnd(at: position) {
      position = next
      while byte(position)?.isSpaceOrTab == true { position += 1 }
    }
    return position
  }

  private func restOfLine(at offset: Int) -> Int? {
    var position = offset
    while byte(position)?.isSpaceOrTab == true { position += 1 }
    return position >= bytes.count ? bytes.count : lineEnd(at: position)
  }

  private func lineEnd(at offset: Int) -> Int? {
    switch byte(offset) {
    case 0x0A: offset + 1
    case 0x0D: byte(offset + 1) == 0x0A ? offset + 2 : offset + 1
    default: nil
    }
  }

  private func byte(_ offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }
}
