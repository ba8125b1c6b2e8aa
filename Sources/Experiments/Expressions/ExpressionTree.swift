import Autodiff
import Source

/// An expression as it was written: an array of nodes in which operands stand before what uses
/// them, the root last.
///
/// Nothing that walks it needs recursion.
package struct ExpressionTree: Hashable, Sendable {
  package enum BinaryOperator: Hashable, Sendable {
    case add
    case subtract
    case multiply
    case divide
    case power
    case matrixProduct
  }

  /// Numbers are indices of operands in `nodes`.
  package enum Kind: Hashable, Sendable {
    case number(Double)
    case name(String)
    case negate(Int)
    case binary(BinaryOperator, Int, Int)
    case call(FunctionName, [Int], axis: Int?)
    /// A vector, or a matrix whose entries are vectors.
    case array([Int])
  }

  package struct Node: Hashable, Sendable {
    package let kind: Kind
    /// Byte offsets in the text, parentheses around the node included.
    var range: SourceRange
  }

  package internal(set) var nodes: [Node] = []

  package var root: Int { nodes.count - 1 }

  /// The names that the expression uses, each once, in order of first use, with their first places.
  package var names: [(name: String, range: SourceRange)] {
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

extension ExpressionTree {
  /// The shape of each node, or nil for the entries of an array.
  ///
  /// - Parameter names: the shapes of the names that the expression uses.
  /// - Precondition: the expression has been lowered before, with names of these shapes.
  package func shapes(names: [String: Shape]) -> [Shape?] {
    var lowering = ExpressionLowering(text: "")
    var nodes: [String: NodeID] = [:]
    for use in self.names {
      nodes[use.name] = lowering.graph.input(use.name, names[use.name] ?? .scalar)
    }
    do {
      _ = try lowering.lower(self, names: nodes)
    } catch {
      preconditionFailure("an expression that has been lowered can be lowered again")
    }
    return lowering.shapes
  }
}

extension ExpressionTree {
  /// The numbers of a vector or a matrix that is written out.
  /// - Precondition: the node is an array, and the expression has been lowered before.
  package func array(at index: Int) -> Tensor {
    do {
      return try ArrayLiteral.tensor(of: nodes[index], in: self)
    } catch {
      preconditionFailure("an array that has been lowered can be read again")
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
