/// A token of TeX with its place in the formula.
struct TeXToken: Hashable {
  enum Kind: Hashable {
    /// `\name`, or one character after a backslash; without the backslash.
    case command(String)
    case character(Character)
    /// White space, however long.
    case space
    case beginGroup
    case endGroup
    case superscript
    case `subscript`
    case alignment
  }

  let kind: Kind
  /// UTF-8 offsets in the formula's TeX.
  var range: Range<Int>

  /// The token as it is written.
  var text: String {
    switch kind {
    case .command(let name): "\\" + name
    case .character(let character): String(character)
    case .space: " "
    case .beginGroup: "{"
    case .endGroup: "}"
    case .superscript: "^"
    case .subscript: "_"
    case .alignment: "&"
    }
  }

  func isCharacter(_ character: Character) -> Bool { kind == .character(character) }
  func isCommand(_ name: String) -> Bool { kind == .command(name) }

  /// Splits TeX into tokens, comments dropped, in linear time.
  static func tokens(of tex: String) -> [TeXToken] {
    var tokens: [TeXToken] = []
    var offset = 0
    var characters = tex[...]
    /// Takes the characters that fit, and moves the offset past them.
    func take(while fits: (Character) -> Bool) -> Substring {
      let taken = characters.prefix(while: fits)
      characters = characters[taken.endIndex...]
      offset += taken.utf8.count
      return taken
    }
    while let first = characters.first {
      let start = offset
      characters = characters.dropFirst()
      offset += first.utf8.count
      let kind: Kind
      switch first {
      case "\\": kind = .command(commandName(take))
      case "{": kind = .beginGroup
      case "}": kind = .endGroup
      case "^": kind = .superscript
      case "_": kind = .subscript
      case "&": kind = .alignment
      case "%":
        _ = take { !$0.isNewline }
        continue
      case _ where isBlank(first):
        _ = take(while: isBlank)
        kind = .space
      default: kind = .character(first)
      }
      tokens.append(TeXToken(kind: kind, range: start..<offset))
    }
    return tokens
  }

  private static func isBlank(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return character.isWhitespace }
    return ascii <= 0x20
  }

  private static func commandName(_ take: ((Character) -> Bool) -> Substring) -> String {
    let letters = take { $0.asciiValue.map { (0x41...0x5A).contains($0 & 0xDF) } ?? false }
    if !letters.isEmpty {
      // `\operatorname*` and the starred environments' kin are names of their own.
      if letters == "operatorname" { return String(letters + take(star())) }
      return String(letters)
    }
    var isFirst = true
    let character = take { _ in
      defer { isFirst = false }
      return isFirst
    }
    return character.first?.isWhitespace == true ? " " : String(character)
  }

  /// A condition that holds for one asterisk.
  private static func star() -> (Character) -> Bool {
    var isFirst = true
    return {
      defer { isFirst = false }
      return isFirst && $0 == "*"
    }
  }
}
