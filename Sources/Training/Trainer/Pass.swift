import Autodiff

/// One compiled program of a plan, and where in the arena its inputs and results are.
struct Pass: Sendable {
  struct Mask: Sendable {
    let range: Range<Int>
    let number: Int
    let probability: Double
  }

  struct Statistics: Sendable {
    let mean: Range<Int>
    let variance: Range<Int>
  }

  let program: Program
  let rows: Int
  let loss: Int
  let features: Range<Int>?
  let targets: Range<Int>?
  let predictions: Range<Int>?
  let predictionShape: Shape
  let masks: [Mask]
  /// Results in training, inputs in evaluation.
  let statistics: [Statistics]
}

/// Compiles a model's passes one behind the other in one arena.
struct PassCompiler {
  private let model: any Model
  private var tail: Int?
  private(set) var parameters: [TrainingPlan.Parameter] = []
  private(set) var metric: Metric?
  private(set) var targetsAreClasses = false

  init(_ model: some Model) {
    self.model = model
  }

  /// A pass over so many rows: in training with the gradient of each parameter, in evaluation
  /// forward only and with predictions.
  mutating func pass(
    rows: Int, _ mode: ModelMode, predictions: Bool = true
  ) throws -> Pass {
    var objective = try model.objective(samples: rows, mode: mode)
    let nodes = objective.parameters.map(\.node)
    var gradients: [NodeID] = []
    var outputs = [objective.loss]
    if mode == .training {
      gradients = try objective.graph.gradient(of: objective.loss, withRespectTo: nodes)
      outputs += objective.statistics.flatMap { [$0.mean, $0.variance] }
    }
    if predictions, let node = objective.predictions { outputs.append(node) }
    let program = Program(
      objective.graph, parameters: nodes, gradients: gradients, outputs: outputs,
      stateSlots: TrainingPlan.stateSlots,
      tail: tail)
    tail = program.end
    if parameters.isEmpty { describe(objective, program) }
    return Self.pass(objective, program, rows, predictions: predictions)
  }

  private mutating func describe(_ objective: Objective, _ program: Program) {
    parameters = objective.parameters.map {
      TrainingPlan.Parameter(
        name: $0.name, shape: objective.graph.shape(of: $0.node), start: $0.start,
        offset: program.offset(of: $0.node))
    }
    metric = objective.metric
    targetsAreClasses = objective.targetsAreClasses
  }

  private static func pass(
    _ objective: Objective, _ program: Program, _ rows: Int, predictions: Bool
  ) -> Pass {
    func range(_ node: NodeID) -> Range<Int> {
      let offset = program.offset(of: node)
      return offset..<offset + objective.graph.shape(of: node).count
    }
    return Pass(
      program: program, rows: rows, loss: program.offset(of: objective.loss),
      features: objective.features.map(range), targets: objective.targets.map(range),
      predictions: predictions ? objective.predictions.map(range) : nil,
      predictionShape: objective.predictions.map(objective.graph.shape) ?? .scalar,
      masks: objective.masks.map {
        Pass.Mask(range: range($0.node), number: $0.number, probability: $0.probability)
      },
      statistics: objective.statistics.map {
        Pass.Statistics(mean: range($0.mean), variance: range($0.variance))
      })
  }
}
