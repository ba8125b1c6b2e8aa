/// A fact that a user must know, in the terms of the module that found it.
///
/// Conforming types are enums of facts; the sentence for each is worded in one file of the module,
/// `X+Wording.swift`, and nowhere else.
package protocol DiagnosticFact: Sendable {
  /// One sentence fragment, lower case, no full stop: `unknown key 'lerning rate'`.
  var message: String { get }
  /// What to do about it: `did you mean 'learning rate'?`, or nil.
  var help: String? { get }
}

/// A fact with a place.
package struct Diagnostic: Sendable {
  package enum Severity: String, Hashable, Sendable, Codable {
    case warning
    case error
  }

  package let severity: Severity
  package let fact: any DiagnosticFact
  /// Where in the notebook; nil where the problem has no place in it.
  package let range: SourceRange?
  /// The file that `range` is in, where it is not the notebook itself (a CSV file, say).
  package let file: SourceText?

  package init(
    _ severity: Severity = .error, _ fact: any DiagnosticFact, at range: SourceRange?,
    in file: SourceText? = nil
  ) {
    self.severity = severity
    self.fact = fact
    self.range = range
    self.file = file
  }
}
