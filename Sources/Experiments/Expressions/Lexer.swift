import Source

/// Cuts text into tokens.
///
/// Linear in the text's length.
///
/// As authors paste them, `−` (U+2212) is a minus, `·`, `⋅` and `×` are products, and subscript
/// digits belong to names. A `#` begins a comment that ends with its line.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var offset = 0
  private var tokens: [Token] = []

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func tokens(of text: String) -> [Token] {
    var lexer = Lexer(text)
    while lexer.position < lexer.scalars.count { lexer.readToken() }
    return lexer.tokens
  }

  /// The text without comments and spacing, its lines kept apart.
  static func canonicalText(of text: String) -> String {
    var lines: [[String]] = [[]]
    for token in tokens(of: text) {
      if token.kind == .newline {
        lines.append([])
      } else {
        lines[lines.count - 1].append(token.text)
      }
    }
    return lines.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: "\n")
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private mutating func advance() {
    offset += UTF8.width(scalars[position])
    position += 1
  }

  private mutating func readToken() {
    let scalar = scalars[position]
    switch scalar {
    case "\n", "\r": readNewline()
    case "#":
      while let next = peek(), next != "\n", next != "\r" { advance() }
    case _ where scalar.properties.isWhitespace || scalar == "\u{FEFF}": advance()
    case _ where scalar.isASCIIDigit || scalar == "." && peek(1)?.isASCIIDigit == true:
      readNumber()
    case _ where scalar.beginsName: readName()
    default: readSign(scalar)
    }
  }

  private mutating func readNewline() {
    let start = offset
    let isPair = peek() == "\r" && peek(1) == "\n"
    advance()
    if isPair { advance() }
    append(.newline, "\n", from: start)
  }

  /// Digits with an optional point and exponent.
  ///
  /// An `e` without digits behind it belongs to a name: `2exp(x)`, `2e`.
  private mutating func readNumber() {
    let start = (position, offset)
    skipDigits()
    if peek() == "." {
      advance()
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if peek(signed ? 2 : 1)?.isASCIIDigit == true {
        advance()
        if signed { advance() }
        skipDigits()
      }
    }
    var text = ""
    for scalar in scalars[start.0..<position] { text.unicodeScalars.append(scalar) }
    let written = text
    // `Double` reads neither `.5` nor `5.` on every platform, so the zeros are put in.
    if text.hasPrefix(".") { text = "0" + text }
    let value = Double(Self.withoutBarePoint(text)) ?? .infinity
    let kind: Token.Kind = value.isFinite ? .number(value) : .invalid(.numberTooLarge(text))
    append(kind, written, from: start.1)
  }

  private static func withoutBarePoint(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let next = text.index(after: point)
    if next < text.endIndex, text[next].isNumber { return text }
    return String(text[..<point] + text[next...])
  }

  private mutating func skipDigits() {
    while peek()?.isASCIIDigit == true { advance() }
  }

  private mutating func readName() {
    let start = offset
    var name = ""
    while let scalar = peek(), scalar.continuesName {
      name.unicodeScalars.append(scalar)
      advance()
    }
    append(.name(name), name, from: start)
  }

  private mutating func readSign(_ scalar: Unicode.Scalar) {
    let start = offset
    advance()
    let kind: Token.Kind
    switch scalar {
    case "+": kind = .plus
    case "-", "\u{2212}": kind = .minus
    case "*" where peek() == "*":
      advance()
      kind = .invalid(.doubleStar)
    case "*", "·", "⋅", "×": kind = .times
    case "/": kind = .divide
    case "^": kind = .power
    case "@": kind = .matrixProduct
    case "(": kind = .open
    case ")": kind = .close
    case "[": kind = .openBracket
    case "]": kind = .closeBracket
    case ",": kind = .comma
    case "=" where peek() == "=":
      advance()
      kind = .invalid(.unexpectedCharacter("=="))
    case "=": kind = .equals
    default: kind = .invalid(Self.problem(with: scalar))
    }
    append(kind, String(scalar), from: start)
  }

  private mutating func append(_ kind: Token.Kind, _ text: String, from start: Int) {
    tokens.append(Token(kind: kind, text: text, range: SourceRange(start, offset)))
  }

  private static func problem(with scalar: Unicode.Scalar) -> TapeProblem {
    let superscripts: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    if let digit = superscripts.firstIndex(of: scalar) {
      return .superscript(String(scalar), power: digit)
    }
    return .unexpectedCharacter(String(scalar))
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  fileprivate var isSubscriptDigit: Bool { ("\u{2080}"..."\u{2089}").contains(self) }

  /// A letter or `_`.
  fileprivate var beginsName: Bool { self == "_" || properties.isAlphabetic }

  /// A letter, a mark on a letter, a digit, a subscript digit or `_`.
  fileprivate var continuesName: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: true
    default: beginsName || isSubscriptDigit
    }
  }
}
