/// A formula in one line as HTML: variables slanted, their numbers lowered, whole exponents raised.
/// The text that is left when the markup is taken away still reads as the formula.
enum FormulaMarkup {
  static func html(_ formula: String) -> String {
    var result = ""
    var rest = Substring(formula)
    while let first = rest.first {
      if isNamePart(first), !first.isNumber {
        let name = rest.prefix { isNamePart($0) }
        rest = rest.dropFirst(name.count)
        result += html(name: name)
      } else if first.isNumber {
        let number = Self.number(rest)
        rest = rest.dropFirst(number.count)
        result += Typography.number(String(number))
      } else if rest.hasPrefix("->") {
        result += "→"
        rest = rest.dropFirst(2)
      } else if first == "^", let exponent = superscript(rest.dropFirst()) {
        result += exponent.text
        rest = rest.dropFirst(1 + exponent.count)
      } else {
        result += html(sign: first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The sign of a transposed matrix is a letter to Unicode, but no part of the name before it.
  private static func isNamePart(_ character: Character) -> Bool {
    (character.isLetter && character != "ᵀ") || character.isNumber || character == "_"
  }

  /// The same without any markup, escaped, for where none may stand.
  static func plain(_ formula: String) -> String {
    ["<var>", "</var>", "<sub>", "</sub>"].reduce(html(formula)) { $0.replacing($1, with: "") }
  }

  /// A number with its exponent, so that the e of 1e-5 is no variable.
  private static func number(_ text: Substring) -> Substring {
    var number = text.prefix { $0.isNumber || $0 == "." }
    let rest = text.dropFirst(number.count)
    guard rest.first == "e" || rest.first == "E" else { return number }
    var tail = rest.dropFirst()
    if tail.first == "-" || tail.first == "+" { tail = tail.dropFirst() }
    let digits = tail.prefix(while: \.isNumber)
    if !digits.isEmpty { number = text[number.startIndex..<digits.endIndex] }
    return number
  }

  private static func html(name: Substring) -> String {
    if isWord(name) { return Escape.html(String(name)) }
    if let index = letters(below: name) {
      return "<var>\(Escape.html(String(name.prefix(1))))</var><sub>\(Escape.html(index))</sub>"
    }
    var base = name
    while let last = base.last, last.isNumber, base.count > 1 { base.removeLast() }
    let digits = name.dropFirst(base.count)
    let index = digits.isEmpty ? "" : "<sub>\(digits)</sub>"
    return "<var>\(Escape.html(String(base)))</var>\(index)"
  }

  /// `max` of `λ_max`: what stands behind a single letter and a low line, where it is letters.
  private static func letters(below name: Substring) -> String? {
    let index = name.dropFirst(2)
    guard name.dropFirst().first == "_", !index.isEmpty, index.allSatisfy(\.isLetter) else {
      return nil
    }
    return String(index)
  }

  /// Functions and words stand upright.
  private static func isWord(_ name: Substring) -> Bool {
    let letters = name.prefix(while: \.isLetter)
    // `dw` and the like are variables; longer names are words.
    return letters.count > 2 || ["ln", "at", "if", "is", "to", "of"].contains(letters)
  }

  private static func html(sign: Character) -> String {
    switch sign {
    case "-": "−"
    case "*": "·"
    default: Escape.html(String(sign))
    }
  }

  private static func superscript(_ text: Substring) -> (text: String, count: Int)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), text.dropFirst(digits.count).first != "." else { return nil }
    return (Superscript.text(number), digits.count)
  }
}
