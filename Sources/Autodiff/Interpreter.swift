/// Evaluates a graph node by node, plainly: the oracle of the tests, and the way to every
/// intermediate value that a handout explains.
package struct Interpreter<Element: Real> {
  /// - Parameters:
  ///   - feeds: the value of each input and parameter node.
  /// - Returns: the value of each node of the graph, by index.
  package static func evaluate(_ graph: Graph, feeds: [NodeID: Tensor]) -> [Tensor] {
    fatalError()
  }
}

/// The number types that the core computes with: `Double` and `Float`.
package protocol Real: BinaryFloatingPoint, SIMDScalar, Codable, Sendable, LosslessStringConvertible {}
extension Double: Real {}
extension Float: Real {}
