import Autodiff
import Source

/// A tape, read and checked: a graph in which each name is a node.
package struct Tape: Sendable {
  /// One line that defines a name.
  package struct Definition: Hashable, Sendable {
    package let name: String
    package let node: NodeID
    package let isParameter: Bool
    /// Whether the right side is a number, a vector or a matrix.
    package let isLiteral: Bool
    /// The right side as written, on one line and cut where it is long.
    package let formula: String
    package let expression: ExpressionTree
  }

  /// A scalar, and the values to differentiate it by.
  package struct Request: Hashable, Sendable {
    package let target: String
    package let sources: [String]
  }

  /// Names are set on the nodes of definitions; `parameter` lines are parameter nodes.
  package let graph: Graph
  package let definitions: [Definition]
  /// One for each target, in order of appearance; two lines for one target are joined.
  package let requests: [Request]
  /// The parameters as the tape sets them, in order of appearance.
  package let initialValues: [NamedTensor]
  /// The tape without comments and spacing: equal texts compute the same.
  package let canonicalText: String

  /// Reads a tape and checks it whole: names, shapes, gradients.
  ///
  /// - Returns: the tape, or nil where there are errors; and all that was found, in the order of
  ///   the text.
  package static func read(_ excerpt: Excerpt) -> (tape: Tape?, diagnostics: [Diagnostic]) {
    let (text, syntax) = TapeParser.parse(excerpt.text)
    var checker = TapeLowering(text, source: excerpt.text)
    let tape = checker.lower()
    let problems = (syntax + checker.problems).sorted {
      ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
    }
    return (problems.isEmpty ? tape : nil, problems.map { $0.diagnostic(in: excerpt) })
  }

  package func node(named name: String) -> NodeID? {
    definitions.first { $0.name == name }?.node
  }

  /// The values to feed: the parameters' initial ones.
  package var feeds: [NodeID: Tensor] {
    var feeds: [NodeID: Tensor] = [:]
    for (definition, value) in zip(definitions.filter(\.isParameter), initialValues) {
      feeds[definition.node] = value.tensor
    }
    return feeds
  }

  /// The right sides as their author wrote them, by node.
  package var formulas: [NodeID: String] {
    var formulas: [NodeID: String] = [:]
    for definition in definitions { formulas[definition.node] = definition.formula }
    return formulas
  }
}
