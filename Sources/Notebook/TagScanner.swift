/// Where inline HTML and autolinks end (CommonMark 0.30, "Raw HTML" and "Autolinks").
struct TagScanner {
  private let bytes: [UInt8]
  private let end: Int
  /// The last places where comments, instructions and the like can close.
  private let lastClosing: [Int]

  private static let closings: [[UInt8]] = ["-->", "?>", "]]>", ">"].map { Array($0.utf8) }

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    let hasTag = bytes[range].contains(UInt8(ascii: "<"))
    lastClosing = Self.closings.map { closing in
      guard hasTag else { return -1 }
      return Self.last(closing, in: bytes, range)
    }
  }

  private static func last(_ mark: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var position = range.upperBound - mark.count
    while position >= range.lowerBound {
      if bytes[position...].starts(with: mark) { return position }
      position -= 1
    }
    return -1
  }

  /// The end of what the `<` here opens; nil where it is only a sign.
  func end(at start: Int) -> Int? {
    guard let next = byte(start + 1) else { return nil }
    switch next {
    case UInt8(ascii: "!"):
      if matches("!--", at: start + 1) { return closing(0, from: start + 4) }
      if matches("![CDATA[", at: start + 1) { return closing(2, from: start + 9) }
      return byte(start + 2)?.isLetter == true ? closing(3, from: start + 2) : nil
    case UInt8(ascii: "?"): return closing(1, from: start + 2)
    case UInt8(ascii: "/"): return closingTag(at: start + 2)
    default: return next.isLetter ? autolink(at: start + 1) ?? openingTag(at: start + 1) : nil
    }
  }

  private func closing(_ kind: Int, from start: Int) -> Int? {
    guard lastClosing[kind] >= start else { return nil }
    let mark = Self.closings[kind]
    var position = start
    while position < end {
      if bytes[position...].starts(with: mark) { return position + mark.count }
      position += 1
    }
    return nil
  }

  private func closingTag(at start: Int) -> Int? {
    guard let name = tagName(at: start) else { return nil }
    let close = spaces(at: name)
    return byte(close) == UInt8(ascii: ">") ? close + 1 : nil
  }

  private func openingTag(at start: Int) -> Int? {
    guard var position = tagName(at: start) else { return nil }
    while true {
      let next = spaces(at: position)
      if next > position, let attribute = attribute(at: next) {
        position = attribute
        continue
      }
      let slash = byte(next) == UInt8(ascii: "/") ? next + 1 : next
      return byte(slash) == UInt8(ascii: ">") ? slash + 1 : nil
    }
  }

  private func attribute(at start: Int) -> Int? {
    guard let first = byte(start),
      first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: ":")
    else { return nil }
    var position = start
    while let current = byte(position), current.isAlphanumeric || "_.:-".utf8.contains(current) {
      position += 1
    }
    let equals = spaces(at: position)
    guard byte(equals) == UInt8(ascii: "=") else { return position }
    return value(at: spaces(at: equals + 1))
  }

  private func value(at start: Int) -> Int? {
    guard let first = byte(start) else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      var position = start + 1
      while let current = byte(position) {
        position += 1
        if current == first { return position }
      }
      return nil
    }
    var position = start
    while let current = byte(position), !current.isMarkdownSpace, !"\"'=<>`".utf8.contains(current)
    {
      position += 1
    }
    return position > start ? position : nil
  }

  /// `scheme:…>` or an address.
  private func autolink(at start: Int) -> Int? {
    var position = start
    var isLink = false
    while let current = byte(position), current > 0x20, current != UInt8(ascii: "<") {
      if current == UInt8(ascii: ">") { return isLink ? position + 1 : nil }
      if current == UInt8(ascii: ":") || current == UInt8(ascii: "@") { isLink = true }
      position += 1
    }
    return nil
  }

  private func tagName(at start: Int) -> Int? {
    guard byte(start)?.isLetter == true else { return nil }
    var position = start
    while let current = byte(position), current.isAlphanumeric || current == UInt8(ascii: "-") {
      position += 1
    }
    return position
  }

  private func spaces(at start: Int) -> Int {
    var position = start
    while byte(position)?.isMarkdownSpace == true { position += 1 }
    return position
  }

  private func matches(_ mark: String, at start: Int) -> Bool {
    start <= end && bytes[start..<end].starts(with: mark.utf8)
  }

  private func byte(_ offset: Int) -> UInt8? {
    offset < end ? bytes[offset] : nil
  }
}
