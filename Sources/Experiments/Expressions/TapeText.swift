import Source

/// A tape as it was written: definitions in order, and the gradients asked for.
package struct TapeText: Hashable, Sendable {
  package struct Definition: Hashable, Sendable {
    package let name: String
    let nameRange: SourceRange
    /// Whether the line began with `parameter`.
    package let isParameter: Bool
    package let expression: ExpressionTree
  }

  /// `gradient L wrt a, b`.
  struct Request: Hashable, Sendable {
    let target: Name
    /// Nil where the line has no `wrt`.
    let sources: [Name]?
  }

  struct Name: Hashable, Sendable {
    let text: String
    let range: SourceRange
  }

  package var definitions: [Definition] = []
  var requests: [Request] = []
  /// Names of lines that could not be read, with their places: no errors follow from them.
  var broken: [Name] = []
}
