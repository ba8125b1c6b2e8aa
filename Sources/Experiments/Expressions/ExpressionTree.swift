import Source

/// An expression as it was written: an array of nodes in which operands stand before what uses
/// them, the root last.
///
/// Nothing that walks it needs recursion.
package struct ExpressionTree: Hashable, Sendable {
  enum BinaryOperator: Hashable, Sendable {
    case add
    case subtract
    case multiply
    case divide
    case power
    case matrixProduct
  }

  /// Numbers are indices of operands in `nodes`.
  enum Kind: Hashable, Sendable {
    case number(Double)
    case name(String)
    case negate(Int)
    case binary(BinaryOperator, Int, Int)
    case call(FunctionName, [Int], axis: Int?)
    /// A vector, or a matrix whose entries are vectors.
    case array([Int])
  }

  struct Node: Hashable, Sendable {
    let kind: Kind
    /// Byte offsets in the text, parentheses around the node included.
    var range: SourceRange
  }

  var nodes: [Node] = []

  var root: Int { nodes.count - 1 }

  /// The names that the expression uses, each once, in order of first use, with their first places.
  var names: [(name: String, range: SourceRange)] {
    var seen: Set<String> = []
    var result: [(name: String, range: SourceRange)] = []
    for node in nodes {
      if case .name(let name) = node.kind, seen.insert(name).inserted {
        result.append((name, node.range))
      }
    }
    return result
  }

  /// Whether the expression is a number with its sign, a vector or a matrix.
  var isLiteral: Bool {
    switch nodes[root].kind {
    case .number, .array: return true
    case .negate(let operand):
      guard case .number = nodes[operand].kind else { return false }
      return true
    case .name, .binary, .call: return false
    }
  }
}

extension ExpressionTree.BinaryOperator {
  var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "^"
    case .matrixProduct: "@"
    }
  }

  /// How tightly the operator binds.
  ///
  /// A unary minus has 3, a product without sign 4.
  var precedence: Int {
    switch self {
    case .add, .subtract: 1
    case .multiply, .divide, .matrixProduct: 2
    case .power: 5
    }
  }
}
