/// A code span that stands for a computed value: `{name.path %.4f}` or `{answer name.path ± 0.1}`.
///
/// Ranges are offsets in the span's text. Whatever is not of one of these forms is plain code.
enum BraceExpression {
  case value(path: Range<Int>, format: Range<Int>?)
  case answer(path: Range<Int>, tolerance: Double?)
  /// The form is clear but a part of it is wrong; `range` is that part.
  case malformed(NotebookProblem, Range<Int>)

  init?(_ text: [UInt8]) {
    guard text.count > 2, text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else {
      return nil
    }
    let end = Self.trimmedEnd(text, text.count - 1)
    let start = Self.skipSpaces(text, from: 1, to: end)
    let answerEnd = start + 6
    if answerEnd < end, text[start..<answerEnd].elementsEqual("answer".utf8),
      text[answerEnd].isMarkdownSpace
    {
      self.init(answer: text, from: Self.skipSpaces(text, from: answerEnd, to: end), to: end)
    } else {
      self.init(value: text, from: start, to: end)
    }
  }

  private init?(value text: [UInt8], from start: Int, to end: Int) {
    guard let path = Self.path(text, from: start, to: end) else { return nil }
    let rest = Self.skipSpaces(text, from: path.upperBound, to: end)
    if rest == end {
      self = .value(path: path, format: nil)
      return
    }
    guard text[rest] == UInt8(ascii: "%") else { return nil }
    let format = rest..<end
    if rest == path.upperBound {
      self = .malformed(.badValueFormat(Self.string(text, format)), format)
    } else if let problem = Self.formatProblem(text, format) {
      self = .malformed(problem, format)
    } else {
      self = .value(path: path, format: format)
    }
  }

  private init?(answer text: [UInt8], from start: Int, to end: Int) {
    guard let path = Self.path(text, from: start, to: end) else { return nil }
    let rest = Self.skipSpaces(text, from: path.upperBound, to: end)
    if rest == end {
      self = .answer(path: path, tolerance: nil)
      return
    }
    let signs = ["±", "+-", "+/-"]
    let sign = signs.first { text[rest..<end].starts(with: $0.utf8) }
    let number = Self.skipSpaces(text, from: rest + (sign?.utf8.count ?? 0), to: end)
    guard sign != nil, let tolerance = Self.tolerance(text, number..<end) else {
      let range = sign == nil || number == end ? rest..<end : number..<end
      self = .malformed(.badTolerance(Self.string(text, range)), range)
      return
    }
    self = .answer(path: path, tolerance: tolerance)
  }

  /// `name`, then parts `.name` and `[number]`, at least one of them.
  private static func path(_ text: [UInt8], from start: Int, to end: Int) -> Range<Int>? {
    guard start < end, text[start].isLetter else { return nil }
    var position = start
    var parts = 0
    while position < end, isNameByte(text, position) { position += 1 }
    while position < end {
      if text[position] == UInt8(ascii: ".") {
        let first = position + 1
        position = first
        while position < end, isNameByte(text, position) { position += 1 }
        if position == first { return nil }
      } else if text[position] == UInt8(ascii: "[") {
        let first = position + 1
        position = first
        while position < end, text[position].isDigit { position += 1 }
        guard position > first, position < end, text[position] == UInt8(ascii: "]") else {
          return nil
        }
        position += 1
      } else {
        break
      }
      parts += 1
    }
    return parts > 0 ? start..<position : nil
  }

  private static func isNameByte(_ text: [UInt8], _ position: Int) -> Bool {
    let byte = text[position]
    if byte < 0x80 {
      return byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    // Letters of any script, but not the sign `±` that may follow a path.
    return !text[position...].starts(with: "±".utf8)
      && !text[(position - 1)...].starts(with: "±".utf8)
  }

  /// What is wrong with `%[flags][width][.precision]conversion`, or nil.
  private static func formatProblem(_ text: [UInt8], _ range: Range<Int>) -> NotebookProblem? {
    var position = range.lowerBound + 1
    while position < range.upperBound, "-+ 0".utf8.contains(text[position]) { position += 1 }
    var numbers = [digits(text, &position, range.upperBound)]
    if position < range.upperBound, text[position] == UInt8(ascii: ".") {
      position += 1
      numbers.append(digits(text, &position, range.upperBound))
    }
    guard position + 1 == range.upperBound, "fegd".utf8.contains(text[position]) else {
      return .badValueFormat(string(text, range))
    }
    let isWide = numbers.contains { $0 > widthLimit }
    return isWide ? .wideValueFormat(string(text, range), limit: widthLimit) : nil
  }

  private static let widthLimit = 100

  private static func digits(_ text: [UInt8], _ position: inout Int, _ end: Int) -> Int {
    var number = 0
    while position < end, text[position].isDigit {
      number = min(widthLimit + 1, number * 10 + Int(text[position] - UInt8(ascii: "0")))
      position += 1
    }
    return number
  }

  private static func tolerance(_ text: [UInt8], _ range: Range<Int>) -> Double? {
    guard text[range].allSatisfy({ $0.isDigit || ".eE+-".utf8.contains($0) }),
      let number = Double(string(text, range)), number >= 0, number.isFinite
    else { return nil }
    return number
  }

  private static func skipSpaces(_ text: [UInt8], from start: Int, to end: Int) -> Int {
    var position = start
    while position < end, text[position].isMarkdownSpace { position += 1 }
    return position
  }

  private static func trimmedEnd(_ text: [UInt8], _ end: Int) -> Int {
    var position = end
    while position > 1, text[position - 1].isMarkdownSpace { position -= 1 }
    return position
  }

  private static func string(_ text: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }
}
