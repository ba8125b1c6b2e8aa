extension YAMLFault {
  package var message: String {
    switch self {
    case .unexpectedColon: "a ':' does not fit here"
    case .missingColon: "this line is not 'key: value'"
    case .unexpectedLine: "this does not fit the lines around it"
    case .unexpectedListItem: "a list item cannot begin here"
    case .cannotStart(let scalar): "a value cannot begin with '\(scalar)'"
    case .tabIndentation: "a tab stands where YAML takes only spaces"
    case .unclosedQuote: "this quote is never closed"
    case .unknownEscape: "this escape is unknown in double quotes"
    case .flow: "'[…]' or '{…}' does not go on like this"
    case .unclosedFlow: "this bracket is never closed"
    case .missingValue: "a value is missing here"
    case .undefinedAlias: "no anchor of this name stands before it"
    case .severalDocuments: "a second YAML document begins here"
    case .mergeKey: "merge keys '<<' are not part of YAML 1.2"
    case .tag(let tag): "the tag '\(tag)' has no meaning here"
    case .keyIsNotText: "a key is a word, not a list or a mapping"
    case .duplicateKey(let key, let line): "'\(key)' is given twice, first in line \(line)"
    case .splitValue(let text): "YAML splits '\(text)' at its commas"
    case .controlCharacter(let value):
      "the control character U+\(hexadecimal(value)) is not allowed in YAML"
    case .tooDeep(let limit): "lists and mappings are nested more than \(limit) deep"
    case .tooManyAnchors(let limit): "more than \(limit) anchors"
    case .expandsTooFar: "aliases make this text many times longer than it is"
    case .other(let problem): "this is not YAML: \(problem)"
    }
  }

  package var help: String? {
    switch self {
    case .unexpectedColon: "quote a value that holds ': ', and check the indentation"
    case .missingColon: "write the key, a colon, a space and the value"
    case .unexpectedLine:
      "check the indentation, and quote a value that goes on behind a quote or a bracket"
    case .unexpectedListItem: "begin the list on a line of its own, indented below its key"
    case .cannotStart: "quote the value"
    case .tabIndentation: "indent with spaces"
    case .unclosedQuote, .unclosedFlow, .missingValue: nil
    case .unknownEscape: "write the backslash twice, or use single quotes"
    case .flow(let quote):
      if let quote {
        "inside […] and {…}, quote a value with commas or brackets: \"\(quote)\""
      } else {
        "inside […] and {…}, quote values with commas or brackets"
      }
    case .undefinedAlias: "define it with '&name', or quote a value that begins with '*'"
    case .severalDocuments: "a block holds one document; remove the '---' or '...'"
    case .mergeKey: "use 'defaults' of the front matter for what all experiments share"
    case .tag: "quote a value that begins with '!'"
    case .keyIsNotText: nil
    case .duplicateKey: "remove one of the two"
    case .splitValue(let text): "quote it: \"\(text)\""
    case .controlCharacter: "remove it"
    case .tooDeep, .tooManyAnchors, .expandsTooFar, .other: nil
    }
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
