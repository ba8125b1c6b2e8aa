import Autodiff

/// A scalar of a graph as an expression in named values.
struct ScalarExpression {
  private let expression: SymbolicExpression
  private let decimals: Bool

  /// Nil where the target is not reached by scalar operations alone, or is too large to be read.
  ///
  /// - Parameter names: the values that the expression may name. Everything between them and the
  ///   target is written out.
  init?(of target: NodeID, in graph: Graph, names: [NodeID: String]) {
    let reader = SymbolicReader(graph: graph, symbols: names)
    guard let expression = reader.expression(of: target) else { return nil }
    self.expression = expression
    decimals = reader.usesDecimals(in: target)
  }

  /// The derivative by a named value, simplified; nil where it is too large to be written.
  func derivative(by name: String) -> ScalarDerivative? {
    let derivative = expression.derivative(by: name)
    var room = ScalarDerivative.sizeLimit
    guard derivative.fits(&room, depth: 4 * SymbolicReader.depthLimit) else { return nil }
    return ScalarDerivative(expression: derivative.simplified(), decimals: decimals)
  }
}

/// The derivative of one scalar by another, simplified, in terms of named values.
package struct ScalarDerivative: Hashable, Sendable {
  let expression: SymbolicExpression
  fileprivate let decimals: Bool

  /// The most nodes of a derivative that is written out.
  fileprivate static let sizeLimit = 1_000

  /// As the JSON has it, readable by the expression language (save for `step`, `heaviside`, `sign`,
  /// `Phi` and `phi`, which only derivatives know): `18x`, `2(w - 5)`, `-sin(x)*exp(cos(x))`.
  package var text: String { write(.plain) }

  /// As people read it: `4(2x + 3)`, `−sin(x)·e^(cos(x))`.
  package var display: String { write(.display) }

  /// As TeX maths.
  package var tex: String { write(.tex) }

  private func write(_ notation: SymbolicWriter.Notation) -> String {
    SymbolicWriter(notation: notation, decimals: decimals).text(expression)
  }
}

extension SymbolicReader {
  /// Whether a number with decimals is written in an expression, exponents apart.
  func usesDecimals(in target: NodeID) -> Bool {
    var marked: Set<NodeID> = [target]
    var pending = [target]
    while let id = pending.popLast() {
      if symbols[id] != nil { continue }
      let node = graph[id]
      for (position, input) in node.inputs.enumerated() {
        let isExponent = node.operation == .power && position == 1
        if !isExponent, symbols[input] == nil, isDecimal(graph[input]) { return true }
        if marked.insert(input).inserted { pending.append(input) }
      }
    }
    return false
  }

  private func isDecimal(_ node: Node) -> Bool {
    guard case .constant(let tensor) = node.operation else { return false }
    return tensor.values.contains { $0 != $0.rounded() && abs($0) > SymbolicReader.smallestFloor }
  }
}
