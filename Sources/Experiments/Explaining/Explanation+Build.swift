import Autodiff
import Training

extension Explanation {
  /// The most quantities, and numbers in all of them together, that are explained.
  static let quantityLimit = 200
  static let numberLimit = 50_000

  /// Explains how a scalar is computed and how its gradient is taken.
  ///
  /// - Parameters:
  ///   - graph: a computation in which the quantities to show have names.
  ///   - target: the scalar, which must be among them.
  ///   - sources: the quantities for which the chain rule is written out; leaves among them are
  ///     parameters, the others data.
  ///   - feeds: the value of each input and parameter.
  ///   - formulas: right sides as their author wrote them; the others are written from the graph.
  /// - Returns: nil where there is too much to show.
  package init?(
    graph: Graph, target: NodeID, sources: [NodeID], feeds: [NodeID: Tensor],
    formulas: [NodeID: String] = [:], precision: Precision = .float64
  ) {
    var names: [NodeID: String] = [:]
    var numbers = 0
    for (index, node) in graph.nodes.enumerated() {
      guard let name = node.name else { continue }
      names[NodeID(index: index)] = name
      numbers += node.shape.count
    }
    guard let targetName = names[target], names.count <= Self.quantityLimit,
      numbers <= Self.numberLimit, graph.shape(of: target).count == 1
    else { return nil }
    let quantities = QuantityGraph(graph, names: names)
    let builder = ExplanationBuilder(
      quantities: quantities, target: target, sources: sources, formulas: formulas)
    let found =
      precision == .float64
      ? builder.build(feeds, Double.self) : builder.build(feeds, Float.self)
    guard let (steps, chains) = found else { return nil }
    self.init(steps: steps, chains: chains, target: targetName)
  }

  /// Explains the loss of a model and its gradient by each parameter.
  ///
  /// - Parameter feeds: the value of each parameter and input: features, targets (classes as one-hot
  ///   rows), masks.
  package init?(
    _ objective: Objective, feeds: [NodeID: Tensor], formulas: [NodeID: String] = [:],
    precision: Precision = .float64
  ) {
    self.init(
      graph: objective.graph, target: objective.loss,
      sources: objective.parameters.map(\.node), feeds: feeds, formulas: formulas,
      precision: precision)
  }
}

/// Puts an explanation together from the values and derivatives of its quantities.
private struct ExplanationBuilder {
  let quantities: QuantityGraph
  let target: NodeID
  let sources: [NodeID]
  let formulas: [NodeID: String]

  func build<Element: Real>(
    _ feeds: [NodeID: Tensor], _ type: Element.Type
  ) -> ([Explanation.Step], [Explanation.Chain])? {
    var graph = quantities.graph
    let needed = quantities.dependencies(of: target)
    let nodes = quantities.quantities.map(\.node).filter { needed.contains($0) }
    guard let gradientNodes = try? graph.gradient(of: target, withRespectTo: nodes),
      let last = quantities.quantities.first(where: { $0.node == target })
    else { return nil }
    let values = Interpreter<Element>.evaluate(graph, feeds: feeds)
    var gradients: [NodeID: Tensor] = [:]
    for (node, gradient) in zip(nodes, gradientNodes) { gradients[node] = values[gradient.index] }
    var locals: [NodeID: LocalDerivatives] = [:]
    var localValues: [NodeID: [NodeID: Tensor]] = [:]
    for quantity in quantities.quantities where !quantity.inputs.isEmpty {
      let local = LocalDerivatives(quantity, in: quantities, values: values)
      locals[quantity.node] = local
      localValues[quantity.node] = local.values(values, type)
    }
    let rules = GradientRule(graph: quantities, target: last, locals: locals)
    let steps = quantities.quantities.map { quantity in
      step(quantity, values, gradients, locals, localValues, rules, needed)
    }
    let chainRule = ChainRule(graph: quantities, target: last, locals: localValues)
    return (steps, sources.compactMap { chain(to: $0, chainRule, gradients) })
  }

  private func step(
    _ quantity: QuantityGraph.Quantity, _ values: [Tensor], _ gradients: [NodeID: Tensor],
    _ locals: [NodeID: LocalDerivatives], _ localValues: [NodeID: [NodeID: Tensor]],
    _ rules: GradientRule, _ needed: Set<NodeID>
  ) -> Explanation.Step {
    let id = quantity.node
    let consumers = quantities.quantities.filter {
      needed.contains($0.node) && $0.inputs.contains(id)
    }
    let rule = needed.contains(id) ? rules.rule(at: id, usedBy: consumers) : ("", "")
    return Explanation.Step(
      name: quantity.name, role: role(of: quantity), formula: formula(of: quantity),
      value: values[id.index], gradient: gradients[id],
      locals: quantity.inputs.map { input in
        Explanation.Local(
          name: quantities.names[input] ?? "", symbolic: locals[id]?.symbolic(for: input) ?? "",
          value: localValues[id]?[input])
      },
      rule: rule.0, shapes: rule.1)
  }

  private func isLeaf(_ quantity: QuantityGraph.Quantity) -> Bool {
    quantities.graph[quantity.node].inputs.isEmpty
  }

  private func role(of quantity: QuantityGraph.Quantity) -> Explanation.Step.Role {
    if quantity.node == target { return .target }
    if !isLeaf(quantity) { return .intermediate }
    return sources.contains(quantity.node) ? .parameter : .data
  }

  private func formula(of quantity: QuantityGraph.Quantity) -> String {
    if isLeaf(quantity) { return "" }
    return formulas[quantity.node]
      ?? FormulaWriter(graph: quantities.graph, names: quantities.names)
      .formula(of: quantity.node)
  }

  private func chain(
    to source: NodeID, _ rule: ChainRule, _ gradients: [NodeID: Tensor]
  ) -> Explanation.Chain? {
    guard source != target, let gradient = gradients[source], gradient.values.count == 1,
      let products = rule.products(to: source), let name = quantities.names[source]
    else { return nil }
    return Explanation.Chain(parameter: name, products: products, value: gradient.values[0])
  }
}
