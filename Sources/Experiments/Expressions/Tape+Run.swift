import Autodiff
import Training

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
    var result = TapeResult(
      values: definitions.map { NamedTensor($0.name, values[$0.node.index]) },
      gradients: gradients, explanations: requests.compactMap { explanation(of: $0) })
    result.check = gradientCheck(values)
    return result
  }

  /// Compares the gradients with finite differences, each source varied by itself: a value that is
  /// computed from another one that is asked for too has a derivative of its own.
  private func gradientCheck(_ values: [Tensor]) -> GradientCheck? {
    var whole: GradientCheck?
    for request in requests {
      guard let target = node(named: request.target) else { continue }
      let nodes = request.sources.compactMap { node(named: $0) }.filter { $0 != target }
      let leaves = nodes.filter { graph[$0].inputs.isEmpty }
      let groups = [leaves] + nodes.filter { !graph[$0].inputs.isEmpty }.map { [$0] }
      for sources in groups where !sources.isEmpty {
        let varied = graph.withParameters(at: sources)
        var feeds = feeds
        for source in sources { feeds[source] = values[source.index] }
        guard
          let check = GradientChecker.check(varied, target: target, sources: sources, feeds: feeds)
        else { continue }
        if whole == nil { whole = check } else { whole?.add(check) }
      }
    }
    return whole
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
