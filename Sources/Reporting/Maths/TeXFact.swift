import Source

package enum TeXFact: DiagnosticFact {
  case unread
  package var message: String { "the formula cannot be read" }
  package var help: String? { nil }
}
