/// A computation: an append-only array of nodes.
///
/// A node's inputs precede it, so the array's order is already a topological order.
package struct Graph: Sendable {
  package private(set) var nodes: [Node] = []

  package init() {}

  package subscript(id: NodeID) -> Node { nodes[id.index] }

  package func shape(of id: NodeID) -> Shape { nodes[id.index].shape }

  /// Appends a node without checking it; `apply` and the leaf functions are the checked ways in.
  mutating func append(_ node: Node) -> NodeID {
    nodes.append(node)
    return NodeID(index: nodes.count - 1)
  }

  package mutating func constant(_ tensor: Tensor, name: String? = nil) -> NodeID {
    append(Node(operation: .constant(tensor), inputs: [], shape: tensor.shape, name: name))
  }

  package mutating func constant(_ value: Double) -> NodeID { constant(Tensor(value)) }

  package mutating func input(_ name: String, _ shape: Shape) -> NodeID {
    append(Node(operation: .input, inputs: [], shape: shape, name: name))
  }

  package mutating func parameter(_ name: String, _ shape: Shape) -> NodeID {
    append(Node(operation: .parameter, inputs: [], shape: shape, name: name))
  }

  /// Gives a node the name under which tables and drawings show it.
  package mutating func setName(_ name: String, of id: NodeID) { nodes[id.index].name = name }
}

package struct NodeID: Hashable, Sendable, Codable, Comparable {
  package let index: Int

  package init(index: Int) { self.index = index }

  package static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

package struct Node: Hashable, Sendable {
  package let operation: Operation
  package let inputs: [NodeID]
  package let shape: Shape
  package var name: String?
}
