import Autodiff

/// The derivative of one scalar of a graph by another, simplified, in terms of named values.
package struct ScalarDerivative: Hashable, Sendable {
  let expression: SymbolicExpression
  private let decimals: Bool

  /// The most nodes of a derivative that is written out.
  private static let sizeLimit = 1_000

  /// Nil where the two are not scalars joined by scalar operations, or the expression is too large
  /// to be read.
  ///
  /// - Parameters:
  ///   - names: the values that the result may name. Everything between them and the target is
  ///     written out.
  ///   - elementwise: whether arrays are read as scalars are, which is right where each element
  ///     depends on the same element alone.
  package init?(
    of target: NodeID, by source: NodeID, named name: String, in graph: Graph,
    names: [NodeID: String], elementwise: Bool = false
  ) {
    var symbols = names
    symbols[source] = name
    // The target itself may have a name, which would hide what it is computed from.
    if target != source { symbols[target] = nil }
    let reader = SymbolicReader(graph: graph, symbols: symbols, elementwise: elementwise)
    guard let expression = reader.expression(of: target) else { return nil }
    let derivative = expression.derivative(by: name)
    var room = Self.sizeLimit
    guard derivative.fits(&room, depth: 4 * SymbolicReader.depthLimit) else { return nil }
    self.expression = derivative.simplified()
    decimals = reader.usesDecimals(in: target)
  }

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
    return tensor.values.contains { $0 != $0.rounded() }
  }
}
