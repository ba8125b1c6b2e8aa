/// The words and numbers of a text, whatever stands around them.
struct TextTokens: Sequence {
  enum Token: Hashable {
    /// Letters alone, in lower case.
    case word(String)
    /// A number's significant digits without zeros at their ends, and the power of ten of the first.
    case number(NumberForm)
  }

  struct NumberForm: Hashable {
    let digits: String
    let exponent: Int
  }

  let bytes: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { self.bytes = ArraySlice(bytes) }

  func makeIterator() -> Iterator { Iterator(bytes: bytes, offset: bytes.startIndex) }

  struct Iterator: IteratorProtocol {
    let bytes: ArraySlice<UInt8>
    var offset: Int

    /// The next token with its place.
    mutating func next() -> (token: Token, range: Range<Int>)? {
      while offset < bytes.endIndex {
        let start = offset
        let byte = bytes[offset]
        if Self.isLetter(byte) {
          let isWord = skipRun()
          guard isWord else { continue }
          let word = String(decoding: bytes[start..<offset], as: UTF8.self).lowercased()
          return (.word(word), start..<offset)
        }
        if Self.isDigit(byte) {
          if let form = number() { return (.number(form), start..<offset) }
          _ = skipRun()
          continue
        }
        offset += 1
      }
      return nil
    }

    /// To the end of letters and digits; whether they are letters alone.
    private mutating func skipRun() -> Bool {
      var isWord = true
      while offset < bytes.endIndex, Self.isLetter(bytes[offset]) || Self.isDigit(bytes[offset]) {
        isWord = isWord && !Self.isDigit(bytes[offset])
        offset += 1
      }
      return isWord
    }

    /// Digits with a point and an exponent; nil, with nothing taken, where letters follow.
    private mutating func number() -> NumberForm? {
      var end = offset
      var digits: [UInt8] = []
      var exponent = -1
      var hasPoint = false
      while end < bytes.endIndex {
        if Self.isDigit(bytes[end]) {
          if !(digits.isEmpty && bytes[end] == UInt8(ascii: "0")) {
            digits.append(bytes[end])
            if !hasPoint { exponent += 1 }
          } else if hasPoint {
            exponent -= 1
          }
        } else if bytes[end] == UInt8(ascii: "."), !hasPoint, end + 1 < bytes.endIndex,
          Self.isDigit(bytes[end + 1])
        {
          hasPoint = true
        } else {
          break
        }
        end += 1
      }
      if end < bytes.endIndex, bytes[end] | 0x20 == UInt8(ascii: "e") {
        var place = end + 1
        var isNegative = false
        if place < bytes.endIndex,
          bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+")
        {
          isNegative = bytes[place] == UInt8(ascii: "-")
          place += 1
        }
        let first = place
        var power = 0
        while place < bytes.endIndex, Self.isDigit(bytes[place]), place - first < 4 {
          power = power * 10 + Int(bytes[place] - UInt8(ascii: "0"))
          place += 1
        }
        if place > first {
          end = place
          exponent += isNegative ? -power : power
        }
      }
      if end < bytes.endIndex, Self.isLetter(bytes[end]) { return nil }
      offset = end
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      return NumberForm(digits: String(decoding: digits, as: UTF8.self), exponent: exponent)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }
}
