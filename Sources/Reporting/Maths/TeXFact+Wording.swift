extension TeXFact {
  package var message: String {
    switch self {
    case .unknownCommand(let name, _): "unknown TeX command '\\\(name)'"
    case .unknownEnvironment(let name, _): "unknown TeX environment '\(name)'"
    case .unclosedGroup: "'{' is never closed in this formula"
    case .unopenedGroup: "'}' closes nothing in this formula"
    case .missingArgument(let command): "'\(command)' lacks its argument"
    case .unclosedEnvironment(let name): "'\\begin{\(name)}' is never ended in this formula"
    case .unopenedEnvironment(let name): "'\\end{\(name)}' ends nothing in this formula"
    case .mismatchedEnvironment(let opened, let closed):
      "'\\end{\(closed)}' where '\\begin{\(opened)}' is to be ended"
    case .unclosedLeft: "'\\left' lacks its '\\right'"
    case .unopenedRight(let command): "'\\\(command)' stands outside of '\\left … \\right'"
    case .notADelimiter(let text, let command):
      "'\(text)' after '\\\(command)' is not a delimiter"
    case .notAColumn(let text): "'\(text)' is not a column of an array"
    case .notAColor(let text): "'\(text)' is not a colour"
    case .notALength(let text): "'\(text)' is not a length"
    case .strayCharacter(let text): "'\(text)' has no meaning in a formula"
    case .doubleScript(let superscript):
      "a second \(superscript ? "superscript" : "subscript") on the same symbol"
    case .numbering(let command): "'\\\(command)' is left out: equations are not numbered"
    case .tooDeep(let limit): "this formula nests deeper than \(limit) levels"
    case .tooManyExpansions(let macro, let limit):
      "the macro '\\\(macro)' makes more than \(limit) tokens of this formula"
    }
  }

  package var help: String? {
    switch self {
    case .unknownCommand(_, let suggestion?): "did you mean '\\\(suggestion)'?"
    case .unknownCommand: "it is shown as its source"
    case .unknownEnvironment(_, let suggestion?): "did you mean '\(suggestion)'?"
    case .unclosedGroup: "write '\\{' for a brace that is to be seen"
    case .unopenedGroup: "write '\\}' for a brace that is to be seen"
    case .unclosedLeft: "'\\right.' closes it with nothing"
    case .notADelimiter: "delimiters are ( ) [ ] \\{ \\} | \\| \\langle \\rangle / and . for none"
    case .notAColumn: "columns are l, c, r and |"
    case .notAColor: "write a name such as 'red' or a code such as '#b04020'"
    case .notALength: "write a number and a unit: em, ex, mu, pt, px, cm or mm"
    case .strayCharacter("&"): "it parts the cells of an environment such as 'aligned'"
    case .strayCharacter(let text): "write '\\\(text)' for the character itself"
    case .doubleScript: "use braces: 'x^{a^b}' or '{x^a}^b'"
    case .tooManyExpansions: "does the macro call itself?"
    case .unknownEnvironment, .missingArgument, .unclosedEnvironment, .unopenedEnvironment,
      .mismatchedEnvironment, .unopenedRight, .numbering, .tooDeep:
      nil
    }
  }
}
