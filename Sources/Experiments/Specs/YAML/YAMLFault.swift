import Source

/// Why a text is not YAML that a block can hold.
package enum YAMLFault: DiagnosticFact, Hashable {
  /// `caption: a: b`, or a line indented too far.
  case unexpectedColon
  case missingColon
  case unexpectedLine
  case unexpectedListItem
  case cannotStart(Unicode.Scalar)
  case tabIndentation
  case unclosedQuote
  case unknownEscape
  /// A flow collection that goes wrong; the value that should have been quoted, where it is plain.
  case flow(quote: String?)
  case unclosedFlow
  case missingValue
  case undefinedAlias
  case severalDocuments
  case mergeKey
  case tag(String)
  case keyIsNotText
  case duplicateKey(String, firstLine: Int)
  /// `{data: moons(samples=200, noise=0.1)}`, which YAML splits at the comma.
  case splitValue(String)
  case controlCharacter(UInt32)
  case tooDeep(limit: Int)
  case tooManyAnchors(limit: Int)
  case expandsTooFar
  /// Anything else, in libyaml's words.
  case other(String)
}
