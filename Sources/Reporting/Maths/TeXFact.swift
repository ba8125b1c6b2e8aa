import Source

/// What a formula's author must know.
package enum TeXFact: Hashable, DiagnosticFact {
  case unknownCommand(String, suggestion: String?)
  case unknownEnvironment(String, suggestion: String?)
  case unclosedGroup
  case unopenedGroup
  case missingArgument(command: String)
  case unclosedEnvironment(String)
  case unopenedEnvironment(String)
  case mismatchedEnvironment(opened: String, closed: String)
  case unclosedLeft
  case unopenedRight(String)
  case notADelimiter(String, command: String)
  case notAColumn(String)
  case notAColor(String)
  case notALength(String)
  case strayCharacter(String)
  case doubleScript(superscript: Bool)
  case numbering(String)
  case tooDeep(limit: Int)
  case tooManyExpansions(macro: String, limit: Int)
}

/// A fact that ends the reading of a formula.
struct TeXProblem: Error {
  let warning: MathML.Warning

  init(_ fact: TeXFact, at range: Range<Int>) {
    warning = MathML.Warning(range: range, fact: fact)
  }
}
