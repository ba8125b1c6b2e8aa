import Testing

@testable import Autodiff

struct GraphVerifyTests {
  @Test("an input that does not precede its node is a fault")
  func order() {
    var graph = Graph()
    _ = graph.append(
      Node(operation: .exp, inputs: [NodeID(index: 0)], shape: .scalar, name: nil))
    #expect(throws: GraphFault.inputDoesNotPrecede(node: 0, input: 0)) { try graph.verify() }
  }

  @Test("a wrong number of inputs is a fault")
  func arity() {
    var graph = Graph()
    let x = graph.constant(1)
    _ = graph.append(Node(operation: .add, inputs: [x], shape: .scalar, name: nil))
    #expect(throws: GraphFault.wrongInputCount(node: 1, expected: 2)) { try graph.verify() }
  }

  @Test("a shape other than the inferred one is a fault")
  func shape() {
    var graph = Graph()
    let x = graph.constant(1)
    _ = graph.append(Node(operation: .exp, inputs: [x], shape: .vector(2), name: nil))
    #expect(throws: GraphFault.wrongShape(node: 1, expected: .scalar)) { try graph.verify() }
  }

  @Test("operands that do not fit are a fault")
  func operands() {
    var graph = Graph()
    let a = graph.constant(Tensor([1, 2]))
    let b = graph.constant(Tensor([1, 2, 3]))
    _ = graph.append(Node(operation: .add, inputs: [a, b], shape: .vector(3), name: nil))
    #expect(
      throws: GraphFault.shapesDoNotFit(node: 2, .notBroadcastable(.vector(2), .vector(3)))
    ) { try graph.verify() }
  }
}
