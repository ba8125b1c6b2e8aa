import Source

extension NotebookProblem: DiagnosticFact {
  package var message: String {
    switch self {
    case .invalidUTF8(let offset, let byte):
      "the file is not valid UTF-8: byte 0x\(Self.hexadecimal(byte)) at offset \(offset)"
    case .unclosedFrontMatter:
      "the front matter that '---' opens is never closed"
    case .badBlockName(let name):
      "'\(name)' cannot be the name of a block"
    case .duplicateBlockName(let name, let firstLine):
      "a second block is named '\(name)': the first is at line \(firstLine)"
    case .extraWordInInfo(let word):
      "unexpected '\(word)' after the block's name"
    case .unlikelyInfoWord(let word, _):
      "'\(word)' is not a kind of block, so this code is shown but not run"
    case .unlikelyCallout(let word, _):
      "'[!\(word)]' is not a kind of alert, so this is shown as a quotation"
    case .unclosedDisplayMath:
      "the formula that '$$' opens is never closed, so it is shown as text"
    case .badValueFormat(let format):
      "'\(format)' is not a number format"
    case .wideValueFormat(let format, let limit):
      "'\(format)' asks for more than \(limit) characters"
    case .badTolerance(let text):
      "'\(text)' is not a tolerance"
    }
  }

  package var help: String? {
    switch self {
    case .invalidUTF8:
      "save the file as UTF-8"
    case .unclosedFrontMatter:
      "put a line '---' after its last key; for a rule across the page, write '***'"
    case .badBlockName:
      "a name is a letter, then letters, digits, '_' and '-'"
    case .duplicateBlockName:
      "give each block a name of its own"
    case .extraWordInInfo:
      "a block opens with '[language] kind [name]', and a name is one word"
    case .unlikelyInfoWord(_, let suggestion):
      "did you mean '\(suggestion)'?"
    case .unlikelyCallout(_, let suggestion):
      "did you mean '[!\(suggestion)]'?"
    case .unclosedDisplayMath:
      "close it with '$$'; for dollars, write '\\$\\$'"
    case .badValueFormat:
      "a format is '%', then flags, width and '.precision' as needed, then f, e, g or d: '%.3f'"
    case .wideValueFormat(_, let limit):
      "width and precision are at most \(limit)"
    case .badTolerance:
      "write a number that is not negative after '±' or '+-': {answer name.path ± 0.01}"
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }
}
