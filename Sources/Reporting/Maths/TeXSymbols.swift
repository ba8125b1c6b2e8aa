/// What TeX's commands and characters mean, grouped as in books on LaTeX.
///
/// The tables are words with a blank between: a name, then what it stands for.
enum TeXSymbols {
  /// Reads a table of names and values.
  static func table(_ words: StaticString) -> [String: String] {
    // By bytes: by characters, a short page with one formula would spend most of its time here.
    words.withUTF8Buffer { bytes in
      var table: [String: String] = [:]
      table.reserveCapacity(bytes.count / 12)
      var name: String?
      for word in bytes.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        let word = String(decoding: word, as: UTF8.self)
        if let known = name {
          table[known] = word
          name = nil
        } else {
          name = word
        }
      }
      return table
    }
  }

  /// The node of a command that takes no argument, or nil.
  static func node(for command: String) -> MathNode? {
    if let letter = lowercaseGreek[command] { return .identifier(letter, isUpright: false) }
    if let letter = uprightLetters[command] { return .identifier(letter, isUpright: true) }
    if let symbol = relations[command] { return .symbol(symbol, .relation) }
    if let symbol = binaryOperators[command] { return .symbol(symbol, .binary) }
    if let symbol = arrows[command] { return .symbol(symbol, .relation) }
    if let symbol = sums[command] { return .largeOperator(symbol, isIntegral: false) }
    if let symbol = integrals[command] { return .largeOperator(symbol, isIntegral: true) }
    if let name = functionsWithLimits[command] {
      return .function(spaced(name), hasLimits: true)
    }
    if functions.contains(command) { return .function(command, hasLimits: false) }
    if let symbol = ordinarySymbols[command] { return .symbol(symbol, .ordinary) }
    if let symbol = openings[command] { return .symbol(symbol, .opening) }
    if let symbol = closings[command] { return .symbol(symbol, .closing) }
    if let dots = dots[command] { return .symbol(dots, .inner) }
    if let symbol = punctuation[command] { return .symbol(symbol, .punctuation) }
    if let width = space(command) { return .space(width) }
    return nil
  }

  /// `lim.sup` stands for two words.
  private static func spaced(_ name: String) -> String {
    String(name.map { $0 == "." ? "\u{2009}" : $0 })
  }

  /// The node of a character of a formula, or nil where it has no meaning.
  static func node(for character: Character) -> MathNode? {
    // Most characters are Latin letters, and the comparisons below take their time.
    if let ascii = character.asciiValue, (0x41...0x5A).contains(ascii & 0xDF) {
      return .identifier(String(character), isUpright: false)
    }
    return switch character {
    case "+", "±", "×", "÷", "⋅", "·", "∘", "⊕", "⊗", "⊙", "∪", "∩", "∧", "∨", "∖":
      .symbol(String(character), .binary)
    case "-", "−": .symbol("−", .binary)
    case "*": .symbol("∗", .binary)
    case "=", "<", ">", ":", "≤", "≥", "≠", "≈", "≡", "∼", "∝", "∈", "∉", "⊂", "⊆", "≪", "≫",
      "→", "←", "↦", "⇒", "⇔", "↔", "∣", "∥", "⟂", "≔", "≜":
      .symbol(String(character), .relation)
    case "(", "[", "⟨", "⌊", "⌈": .symbol(String(character), .opening)
    case ")", "]", "⟩", "⌋", "⌉", "!", "?": .symbol(String(character), .closing)
    case ",", ";": .symbol(String(character), .punctuation)
    case "∑", "∏": .largeOperator(String(character), isIntegral: false)
    case "∫": .largeOperator("∫", isIntegral: true)
    case "…", "⋯": .symbol(String(character), .inner)
    case "/", "|", "‖", ".", "\"", "@", "`", "∇", "∂", "∞", "√", "°", "∀", "∃", "⊤", "⊥":
      .symbol(String(character), .ordinary)
    case "~": .space(1 / 3.0)
    case "#", "$", "%", "\\": nil
    case _ where character.isNumber: .number(String(character))
    case _ where character.isLetter:
      .identifier(String(character), isUpright: !isSlanted(character))
    default: .symbol(String(character), .ordinary)
    }
  }

  /// Latin and small Greek letters slant; capital Greek and other scripts stand upright.
  private static func isSlanted(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first?.value else { return false }
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x3AC...0x3FF: return true
    default: return false
    }
  }

  /// The character of a fence after `\left`, `\right`, `\middle` or `\big`; empty for none.
  static func fence(_ token: TeXToken) -> String? {
    switch token.kind {
    case .character("."): ""
    case .character("<"): "⟨"
    case .character(">"): "⟩"
    case .character(let character) where "()[]|/‖⟨⟩⌊⌋⌈⌉".contains(character): String(character)
    case .command(let name): fences[name]
    default: nil
    }
  }

  /// All names that a command may have, for suggestions.
  static var commandNames: [String] {
    let tables = [
      lowercaseGreek, uprightLetters, relations, binaryOperators, arrows, sums, integrals,
      functionsWithLimits, ordinarySymbols, openings, closings, dots, punctuation,
    ]
    let names = tables.flatMap(\.keys) + functions + accents.keys + fonts.keys + textFonts.keys
    // Of two names that differ in case alone, the small one is meant more often.
    return (names + structureNames).filter { ($0.first?.isLetter ?? false) && $0.count > 1 }
      .sorted { ($0.lowercased(), $1) < ($1.lowercased(), $0) }
  }
}
