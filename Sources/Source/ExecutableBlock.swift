/// A fenced code block that runbook runs.
package struct ExecutableBlock: Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case experiment
    case tape
    case data
  }

  package let kind: Kind
  /// As written, or `experiment-1`, `tape-1`, … where the author gave none.
  package let name: String
  package let body: Excerpt
  /// The info string's kind, for messages about the block as a whole.
  package let kindRange: SourceRange
  package let nameRange: SourceRange?
  /// The whole block with its fences, without the container's markers before the first fence.
  package let range: SourceRange
  /// The line of the opening fence, from 1.
  package let line: Int

  package init(
    kind: Kind, name: String, body: Excerpt, kindRange: SourceRange, nameRange: SourceRange?,
    range: SourceRange, line: Int
  ) {
    self.kind = kind
    self.name = name
    self.body = body
    self.kindRange = kindRange
    self.nameRange = nameRange
    self.range = range
    self.line = line
  }
}
