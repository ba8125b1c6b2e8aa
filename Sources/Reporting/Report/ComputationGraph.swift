/// A computation as boxes and arrows, before it is drawn.
package struct ComputationGraph: Hashable, Sendable {
  package var caption: String
  package var nodes: [Node]

  package struct Node: Hashable, Sendable {
    package var name: String
    /// Empty for data and parameters.
    package var formula: String
    /// `2`, `shape (2, 3)`.
    package var value: String
    package var gradient: String?
    /// The places of the quantities it is computed from, all before its own.
    package var inputs: [Int]

    package init(
      name: String, formula: String, value: String, gradient: String?, inputs: [Int]
    ) {
      self.name = name
      self.formula = formula
      self.value = value
      self.gradient = gradient
      self.inputs = inputs
    }
  }

  package init(caption: String, nodes: [Node]) {
    self.caption = caption
    self.nodes = nodes
  }
}
