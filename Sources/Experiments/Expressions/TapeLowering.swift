import Autodiff
import Source

/// Turns a tape's lines into a graph, and collects what is wrong with names and shapes.
///
/// A line with an error defines its name all the same, as broken: lines that use it are left out
/// without a word.
struct TapeLowering {
  private let text: TapeText
  private let source: String
  private(set) var problems: [LocatedTapeProblem] = []
  private var lowering: ExpressionLowering
  private var names: [String: NodeID] = [:]
  private var broken: Set<String> = []
  private var definitions: [Tape.Definition] = []

  init(_ text: TapeText, source: String) {
    self.text = text
    self.source = source
    lowering = ExpressionLowering(text: source)
  }

  mutating func lower() -> Tape? {
    for name in text.broken { broken.insert(name.text) }
    let initial = text.definitions.contains { $0.isParameter } ? initialValues() : [:]
    if problems.isEmpty { lowerDefinitions(initial: initial) }
    let requests = self.requests()
    guard problems.isEmpty, broken.isEmpty else { return nil }
    return Tape(
      graph: lowering.graph, definitions: definitions, requests: requests,
      initialValues: definitions.filter(\.isParameter).compactMap { parameter in
        initial[parameter.name].map { NamedTensor(parameter.name, $0) }
      },
      canonicalText: Lexer.canonicalText(of: source))
  }

  // MARK: Definitions

  /// The value of each parameter's right side, computed with parameters as plain values.
  private mutating func initialValues() -> [String: Tensor] {
    lowerDefinitions(initial: [:])
    let graph = lowering.graph
    let parameters = definitions.filter(\.isParameter)
    let needsRun = parameters.contains { !$0.isLiteral }
    let values =
      needsRun && problems.isEmpty ? Interpreter<Double>.evaluate(graph, feeds: [:]) : []
    var result: [String: Tensor] = [:]
    for parameter in parameters {
      if case .constant(let tensor) = graph[parameter.node].operation {
        result[parameter.name] = tensor
      } else if needsRun, !values.isEmpty {
        result[parameter.name] = values[parameter.node.index]
      }
    }
    if problems.isEmpty {
      lowering = ExpressionLowering(text: source)
      names = [:]
      definitions = []
    }
    return result
  }

  /// - Parameter initial: parameters that become leaves; the others are plain values.
  private mutating func lowerDefinitions(initial: [String: Tensor]) {
    for definition in text.definitions {
      do throws(LocatedTapeProblem) {
        try lower(definition, initial: initial)
      } catch {
        problems.append(error)
        broken.insert(definition.name)
      }
    }
  }

  private mutating func lower(
    _ definition: TapeText.Definition, initial: [String: Tensor]
  ) throws(LocatedTapeProblem) {
    let name = definition.name
    if names[name] != nil { throw LocatedTapeProblem(.definedTwice(name), definition.nameRange) }
    guard checkNames(definition) else {
      broken.insert(name)
      return
    }
    let node: NodeID
    if let value = initial[name] {
      node = lowering.graph.parameter(name, value.shape)
    } else {
      node = try lowerValue(definition)
    }
    names[name] = node
    definitions.append(
      Tape.Definition(
        name: name, node: node, isParameter: definition.isParameter,
        isLiteral: definition.expression.isLiteral,
        formula: lowering.excerpt(
          definition.expression.nodes[definition.expression.root], limit: 200),
        expression: definition.expression))
  }

  /// A name for another name is a node of its own, so that gradients tell them apart.
  private mutating func lowerValue(
    _ definition: TapeText.Definition
  ) throws(LocatedTapeProblem) -> NodeID {
    let tree = definition.expression
    let first = lowering.graph.nodes.count
    var node = try lowering.lower(tree, names: names)
    if node.index < first {
      let (id, shape) = (node, lowering.graph.shape(of: node))
      node = try lowering.append(tree.nodes[tree.root]) { graph throws(ShapeError) in
        try graph.apply(.reshape(shape), id)
      }
    }
    lowering.graph.setName(definition.name, of: node)
    return node
  }

  // MARK: Names

  /// Whether all names of a right side are known; reports each that is not.
  private mutating func checkNames(_ definition: TapeText.Definition) -> Bool {
    var known = true
    for use in definition.expression.names where names[use.name] == nil {
      known = false
      if !broken.contains(use.name) { problems.append(unknown(use.name, use.range)) }
    }
    return known
  }

  private func unknown(_ name: String, _ range: SourceRange) -> LocatedTapeProblem {
    if text.definitions.contains(where: { $0.name == name }) {
      return LocatedTapeProblem(.usedBeforeDefinition(name), range)
    }
    // One letter is near to any other: only the same letter is taken for a slip.
    let candidates = text.definitions.map(\.name).filter {
      name.count > 1 || $0.lowercased().hasPrefix(name.lowercased())
    }
    let suggestion = Suggestion.nearest(to: name, among: candidates)
    return LocatedTapeProblem(.unknownName(name, suggestion: suggestion), range)
  }

  // MARK: Gradients

  private mutating func requests() -> [Tape.Request] {
    var order: [String] = []
    var sources: [String: [String]] = [:]
    for request in text.requests {
      guard let wanted = check(request) else { continue }
      let target = request.target.text
      if sources[target] == nil { order.append(target) }
      let known = sources[target, default: []]
      sources[target] = known + wanted.filter { !known.contains($0) }
    }
    return order.map { Tape.Request(target: $0, sources: sources[$0] ?? []) }
  }

  /// The names to differentiate by, or nil where the line has an error or rests on one.
  private mutating func check(_ request: TapeText.Request) -> [String]? {
    let all = [request.target] + (request.sources ?? [])
    var known = true
    for name in all where !isDefined(name) {
      known = false
      if !broken.contains(name.text) { problems.append(unknown(name.text, name.range)) }
    }
    guard known, let target = names[request.target.text] else { return nil }
    let shape = lowering.graph.shape(of: target)
    guard shape.rank == 0 else {
      let problem = TapeProblem.gradientOfNonScalar(request.target.text, shape)
      problems.append(LocatedTapeProblem(problem, request.target.range))
      return nil
    }
    if let sources = request.sources { return sources.map(\.text) }
    let parameters = definitions.filter(\.isParameter)
    let sources = (parameters.isEmpty ? definitions.filter(\.isLiteral) : parameters).map(\.name)
    if sources.isEmpty, broken.isEmpty {
      let problem = TapeProblem.nothingToDifferentiateBy(request.target.text)
      problems.append(LocatedTapeProblem(problem, request.target.range))
    }
    return sources
  }

  /// Whether a line above defines the name.
  private func isDefined(_ name: TapeText.Name) -> Bool {
    guard names[name.text] != nil else { return false }
    return text.definitions.contains {
      $0.name == name.text && $0.nameRange.start < name.range.start
    }
  }
}
