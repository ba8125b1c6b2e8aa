import Autodiff

extension Objective {
  /// The values of inputs and parameters together.
  package func feeds(
    _ inputs: [NodeID: Tensor], parameters: [NamedTensor]
  ) -> [NodeID: Tensor] {
    var feeds = inputs
    for parameter in self.parameters {
      feeds[parameter.node] = parameters.first { $0.name == parameter.name }?.tensor
    }
    return feeds
  }

  /// The gradient of the loss by each parameter, in float64.
  ///
  /// - Parameter feeds: the value of each parameter and input.
  package func gradients(feeds: [NodeID: Tensor]) -> [NamedTensor] {
    guard let values = values(of: parameters.map(\.node), feeds: feeds)?.gradients else {
      return []
    }
    return zip(parameters, values).map { NamedTensor($0.name, $1) }
  }

  /// The values of nodes, and the gradient of the loss by each of them, in float64; nil where the
  /// graph has no gradient.
  package func values(
    of nodes: [NodeID], feeds: [NodeID: Tensor]
  ) -> (values: [Tensor], gradients: [Tensor])? {
    var graph = graph
    guard let gradients = try? graph.gradient(of: loss, withRespectTo: nodes) else { return nil }
    let program = Program(
      graph, parameters: parameters.map(\.node), gradients: [], outputs: nodes + gradients)
    let workspace = Workspace<Double>([program])
    for (node, tensor) in feeds { workspace.store(tensor, at: program.offset(of: node)) }
    workspace.run(program)
    func read(_ nodes: [NodeID]) -> [Tensor] {
      nodes.map { workspace.tensor(graph.shape(of: $0), at: program.offset(of: $0)) }
    }
    return (read(nodes), read(gradients))
  }
}
