/// TeX commands without arguments that the front matter defines, as LaTeX does:
/// `\newcommand{\R}{\mathbb{R}}`.
enum MacroList {
  /// The bodies by name, without backslashes; nil where the text is anything but definitions.
  static func read(_ text: String) -> [String: String]? {
    var macros: [String: String] = [:]
    var rest = trimmed(text[...])
    while !rest.isEmpty {
      guard let keyword = ["\\newcommand", "\\renewcommand"].first(where: rest.hasPrefix) else {
        return nil
      }
      rest = trimmed(rest.dropFirst(keyword.count))
      guard let name = name(&rest) else { return nil }
      rest = trimmed(rest)
      // Of arguments, `[2]`, the reader of formulas knows nothing.
      guard let body = group(&rest) else { return nil }
      macros[name] = body
      rest = trimmed(rest)
    }
    return macros
  }

  /// Whether TeX would read it as one command.
  static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// `{\R}` or `\R`.
  private static func name(_ rest: inout Substring) -> String? {
    if rest.first == "{" {
      guard let inner = group(&rest), inner.first == "\\", isName(inner.dropFirst()) else {
        return nil
      }
      return String(inner.dropFirst())
    }
    guard rest.first == "\\" else { return nil }
    let name = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
    rest = rest[name.endIndex...]
    return name.isEmpty ? nil : String(name)
  }

  /// What stands in the braces that follow.
  private static func group(_ rest: inout Substring) -> String? {
    guard rest.first == "{" else { return nil }
    var depth = 0
    var isEscaped = false
    for index in rest.indices {
      let letter = rest[index]
      if isEscaped {
        isEscaped = false
        continue
      }
      isEscaped = letter == "\\"
      if letter == "{" { depth += 1 }
      if letter == "}" { depth -= 1 }
      if depth == 0 {
        let inner = rest[rest.index(after: rest.startIndex)..<index]
        rest = rest[rest.index(after: index)...]
        return String(inner)
      }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    text.drop { $0.isWhitespace }
  }
}
