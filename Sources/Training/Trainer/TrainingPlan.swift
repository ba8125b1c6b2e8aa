import Autodiff

/// A model compiled for data of given sizes.
///
/// It is what all trials of a sweep share that differ in rate, seed or other settings. It holds no
/// numbers; each worker runs it in a `Trainer` of its own.
package struct TrainingPlan: Sendable {
  /// The sizes that programs are compiled for.
  package struct Sizes: Hashable, Sendable {
    /// Training rows; 0 for a model without data.
    package var samples: Int
    /// Held-out rows.
    package var validation: Int
    package var batch: Batch
    /// Whether each step's predictions are needed, for an accuracy recorded at each step.
    package var recordsMetric: Bool

    package init(samples: Int, validation: Int = 0, batch: Batch, recordsMetric: Bool = false) {
      self.samples = samples
      self.validation = validation
      self.batch = batch
      self.recordsMetric = recordsMetric
    }

    /// The rows of a step.
    package var rows: Int {
      switch batch {
      case .all: samples
      case .size(let size): min(max(1, size), samples)
      }
    }
  }

  /// A parameter's place in the slab.
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let shape: Shape
    package let start: Objective.Start
    let offset: Int

    var range: Range<Int> { offset..<offset + shape.count }
  }

  /// The stretches of optimizer state in the arena: adam's two, so that one plan serves every rule.
  static var stateSlots: Int { 2 }

  package let sizes: Sizes
  package let parameters: [Parameter]
  package let metric: Metric?
  let targetsAreClasses: Bool

  /// All training rows; also each step's where `stepSeesAll`.
  let full: Pass
  let step: Pass
  /// The last batch of an epoch, where it is shorter.
  let short: Pass?
  /// Training and held-out rows in evaluation; the former only where it differs from `full`.
  let evaluation: Pass?
  let validation: Pass?
  let stepSeesAll: Bool

  /// Compiles the programs that training on data of these sizes needs.
  /// - Throws: what the model throws where it cannot be lowered.
  package init(_ model: some Model, _ sizes: Sizes) throws {
    self.sizes = sizes
    var compiler = PassCompiler(model)
    let rows = sizes.rows
    stepSeesAll = rows == sizes.samples
    full = try compiler.pass(rows: sizes.samples, .training, predictions: true)
    if stepSeesAll {
      step = full
      short = nil
    } else {
      step = try compiler.pass(rows: rows, .training, predictions: sizes.recordsMetric)
      let rest = sizes.samples % rows
      short =
        rest == 0
        ? nil : try compiler.pass(rows: rest, .training, predictions: sizes.recordsMetric)
    }
    let differs = !full.statistics.isEmpty
    evaluation = differs ? try compiler.pass(rows: sizes.samples, .evaluation) : nil
    validation =
      sizes.validation > 0 ? try compiler.pass(rows: sizes.validation, .evaluation) : nil
    parameters = compiler.parameters
    metric = compiler.metric
    targetsAreClasses = compiler.targetsAreClasses
  }

  /// The steps of one pass over the data.
  package var stepsPerEpoch: Int {
    stepSeesAll ? 1 : (sizes.samples + sizes.rows - 1) / sizes.rows
  }

  /// Whether units are dropped in training.
  package var dropsUnits: Bool { !full.masks.isEmpty }

  /// The steps of a run.
  package func steps(_ duration: Duration) -> Int {
    switch duration {
    case .steps(let steps): steps
    case .epochs(let epochs):
      epochs > Int.max / stepsPerEpoch ? Int.max : epochs * stepsPerEpoch
    }
  }

  /// The names of the metrics that a run ends with.
  package var metricNames: [String] {
    let own = [metric?.name].compactMap { $0 }
    return validation == nil ? own : own + ["validation_loss"] + own.map { "validation_" + $0 }
  }

  /// Whether a step takes no longer than to read its loss from a file and check it: some nanoseconds.
  package var isComputedAsSoonAsRead: Bool {
    step.features == nil && step.program.operationCount <= Self.fewOperations
  }

  private static var fewOperations: Int { 16 }

  /// The number of all parameters' elements.
  package var parameterCount: Int { full.program.parameterCount }

  /// The numbers that a worker's arena holds.
  package var arenaCount: Int { programs.reduce(0) { max($0, $1.end) } }

  var programs: [Program] {
    var passes = [full]
    if !stepSeesAll { passes.append(step) }
    passes += [short, evaluation, validation].compactMap { $0 }
    return passes.map(\.program)
  }
}
