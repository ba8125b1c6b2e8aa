import Autodiff

extension Tape {
  /// Computes every value and gradient in float64, with simplified derivatives of scalars.
  package func run() -> TapeResult {
    var graph = graph
    var nodes: [[NodeID]] = []
    for request in requests {
      let sources = request.sources.compactMap { node(named: $0) }
      guard let target = node(named: request.target),
        let gradients = try? graph.gradient(of: target, withRespectTo: sources)
      else { preconditionFailure("a tape's requests were checked when it was read") }
      nodes.append(gradients)
    }
    let values = Interpreter<Double>.evaluate(graph, feeds: feeds)
    let gradients = zip(requests, nodes).map { request, nodes in
      TapeResult.Gradients(
        target: request.target,
        values: zip(request.sources, nodes).map { NamedTensor($0, values[$1.index]) },
        derivatives: derivatives(of: request))
    }
    return TapeResult(
      values: definitions.map { NamedTensor($0.name, values[$0.node.index]) },
      gradients: gradients, explanations: requests.compactMap { explanation(of: $0) })
  }

  /// How a gradient of the tape comes about, step by step; nil where there is too much to show.
  package func explanation(of request: Request) -> Explanation? {
    guard let target = node(named: request.target) else { return nil }
    return Explanation(
      graph: graph, target: target, sources: request.sources.compactMap { node(named: $0) },
      feeds: feeds, formulas: formulas)
  }

  /// Derivatives by scalars, in terms of the tape's parameters and numbers: what lies between is
  /// written out.
  private func derivatives(of request: Request) -> [NamedText] {
    guard let target = node(named: request.target) else { return [] }
    let leaves = leafNames
    // By parameters and numbers it is the same expression each time.
    let whole = ScalarExpression(of: target, in: graph, names: leaves)
    return request.sources.compactMap { name in
      guard let source = node(named: name) else { return nil }
      var expression = whole
      if leaves[source] == nil {
        var names = leaves
        names[source] = name
        expression = ScalarExpression(of: target, in: graph, names: names)
      }
      guard graph.shape(of: source).rank == 0 else { return nil }
      return expression?.derivative(by: name).map { NamedText(name, $0.text) }
    }
  }

  /// The parameters and the values that are written out as numbers.
  private var leafNames: [NodeID: String] {
    var names: [NodeID: String] = [:]
    for definition in definitions where definition.isParameter || definition.isLiteral {
      names[definition.node] = definition.name
    }
    return names
  }
}
