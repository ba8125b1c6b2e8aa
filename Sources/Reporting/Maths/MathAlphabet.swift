/// The alphabets that Unicode has as letters of their own and no ordinary font can imitate.
///
/// The blackletter alphabet is not among them: hardly any machine has it, and a letter that a style
/// may set in bold reads better than the box for a missing character.
enum MathAlphabet {
  case doubleStruck
  case script

  init?(_ font: MathFont) {
    switch font {
    case .doubleStruck: self = .doubleStruck
    case .script: self = .script
    case .normal, .roman, .italic, .bold, .boldItalic, .sansSerif, .monospace, .fraktur: return nil
    }
  }

  /// The text in this alphabet, or nil where it lacks a letter.
  ///
  /// The `drawing` is the letter's name where ``MathML/style`` draws it.
  func styled(_ text: String) -> (text: String, drawing: String?)? {
    var result = ""
    for scalar in text.unicodeScalars {
      guard let styled = styled(scalar) else { return nil }
      result.unicodeScalars.append(styled)
    }
    let isCapital = text.utf8.count == 1 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    return (result, isCapital ? text : nil)
  }

  private func styled(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if let early = Self.early[self]?[scalar] { return early }
    let start: (capital: UInt32, small: UInt32, digit: UInt32?) =
      switch self {
      case .doubleStruck: (0x1D538, 0x1D552, 0x1D7D8)
      case .script: (0x1D49C, 0x1D4B6, nil)
      }
    switch scalar.value {
    case 0x41...0x5A: return Unicode.Scalar(start.capital + scalar.value - 0x41)
    case 0x61...0x7A: return Unicode.Scalar(start.small + scalar.value - 0x61)
    case 0x30...0x39: return start.digit.flatMap { Unicode.Scalar($0 + scalar.value - 0x30) }
    default: return nil
    }
  }

  /// Letters that Unicode had before the alphabets, which leave a gap at their place.
  private static let early: [MathAlphabet: [Unicode.Scalar: Unicode.Scalar]] = [
    .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
    .script: [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
      "g": "ℊ", "o": "ℴ",
    ],
  ]
}
