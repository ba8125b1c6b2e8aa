import Autodiff
import Source
import Training

/// A scalar expression to minimise: `(w - 5)^2`, its names the variables.
package struct ExpressionModel: Model {
  /// A variable's value before the first step, with its place in the notebook.
  package struct Start: Hashable, Sendable {
    package let value: NamedTensor
    package let range: SourceRange?

    package init(_ value: NamedTensor, range: SourceRange?) {
      self.value = value
      self.range = range
    }
  }

  package let graph: Graph
  /// The expression's value.
  package let loss: NodeID
  /// The expression as written, on one line and cut where it is long.
  package let formula: String
  package let expression: ExpressionTree
  /// The variables' values before the first step, in the order of `start`.
  package let initialValues: [NamedTensor]
  private let nodes: [NodeID]

  /// Reads an expression and checks it against its start values.
  ///
  /// - Returns: the model, or nil where there are errors; and all that was found.
  package static func read(
    _ excerpt: Excerpt, start: [Start]
  ) -> (model: ExpressionModel?, diagnostics: [Diagnostic]) {
    do throws(LocatedTapeProblem) {
      let tree = try parse(excerpt.text)
      let diagnostics = nameDiagnostics(tree, start, excerpt)
      if !diagnostics.isEmpty { return (nil, diagnostics) }
      return (try ExpressionModel(tree, text: excerpt.text, start: start.map(\.value)), [])
    } catch {
      let problem = error.knowing(values: start.lazy.map(\.value.name))
      return (nil, [problem.diagnostic(in: excerpt)])
    }
  }

  /// The names that an expression uses, in order of first use; empty where it cannot be read.
  package static func variables(in text: String) -> [String] {
    guard let tree = try? parse(text) else { return [] }
    return tree.names.map(\.name)
  }

  private static func parse(_ text: String) throws(LocatedTapeProblem) -> ExpressionTree {
    let tokens = Lexer.tokens(of: text).filter { $0.kind != .newline }
    return try ExpressionParser.parse(tokens[...], start: 0)
  }

  private static func nameDiagnostics(
    _ tree: ExpressionTree, _ start: [Start], _ excerpt: Excerpt
  ) -> [Diagnostic] {
    let given = Set(start.map(\.value.name))
    let variables = tree.names
    let names = variables.map(\.name)
    var problems: [Diagnostic] = []
    if variables.isEmpty {
      let whole = LocatedTapeProblem(.nothingToMinimize, tree.nodes[tree.root].range)
      return [whole.diagnostic(in: excerpt)]
    }
    for variable in variables where !given.contains(variable.name) {
      let problem = TapeProblem.variableWithoutStart(variable.name)
      problems.append(LocatedTapeProblem(problem, variable.range).diagnostic(in: excerpt))
    }
    for entry in start where !names.contains(entry.value.name) {
      let fact = TapeProblem.startWithoutVariable(entry.value.name, variables: names)
      problems.append(Diagnostic(.error, fact, at: entry.range))
    }
    return problems
  }

  private init(
    _ tree: ExpressionTree, text: String, start: [NamedTensor]
  ) throws(LocatedTapeProblem) {
    var lowering = ExpressionLowering(text: text)
    var names: [String: NodeID] = [:]
    for value in start {
      names[value.name] = lowering.graph.parameter(value.name, value.tensor.shape)
    }
    let root = tree.nodes[tree.root]
    var loss = try lowering.lower(tree, names: names)
    let shape = lowering.graph.shape(of: loss)
    guard shape.rank == 0 else {
      throw LocatedTapeProblem(.lossNotScalar(lowering.excerpt(root), shape), root.range)
    }
    if loss.index < start.count {
      loss = try lowering.append(root) { [loss] graph throws(ShapeError) in
        try graph.apply(.reshape(.scalar), loss)
      }
    }
    lowering.graph.setName(Self.lossName(besides: Set(start.map(\.name))), of: loss)
    formula = lowering.excerpt(root, limit: 200)
    expression = tree
    graph = lowering.graph
    self.loss = loss
    initialValues = start
    nodes = start.compactMap { names[$0.name] }
  }

  /// `L`, or `loss` where a variable has that name.
  private static func lossName(besides names: Set<String>) -> String {
    ["L", "loss", "f", "objective"].first { !names.contains($0) } ?? "value"
  }

  package func objective(samples: Int, mode: ModelMode) -> Objective {
    Objective(
      graph: graph, loss: loss,
      parameters: zip(initialValues, nodes).map {
        Objective.Parameter(name: $0.name, node: $1, start: .values($0.tensor))
      })
  }

  /// The derivative by each variable, simplified, where the variable is a scalar.
  package var derivatives: [NamedText] {
    scalarDerivatives.map { NamedText($0.name, $0.derivative.text) }
  }

  /// The same with all their forms.
  package var scalarDerivatives: [(name: String, derivative: ScalarDerivative)] {
    var names: [NodeID: String] = [:]
    for (value, node) in zip(initialValues, nodes) { names[node] = value.name }
    guard let expression = ScalarExpression(of: loss, in: graph, names: names) else { return [] }
    return initialValues.filter { $0.tensor.shape.rank == 0 }.compactMap { value in
      expression.derivative(by: value.name).map { (value.name, $0) }
    }
  }

  /// The first step's forward and backward pass; nil where there is too much to show.
  ///
  /// - Parameter parameters: the values to start from, by name; others are those of `start`.
  package func explanation(
    startingAt parameters: [NamedTensor] = [], precision: Precision = .float64
  ) -> Explanation? {
    var feeds: [NodeID: Tensor] = [:]
    for (value, node) in zip(initialValues, nodes) {
      feeds[node] = parameters.first { $0.name == value.name }?.tensor ?? value.tensor
    }
    return Explanation(
      objective(samples: 0, mode: .training), feeds: feeds, formulas: [loss: formula],
      precision: precision)
  }
}
