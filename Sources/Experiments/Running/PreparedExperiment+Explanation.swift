import Autodiff
import Source
import Training

extension PreparedExperiment {
  /// What is trained, for its derivatives and its first step to be written out.
  enum Subject: Sendable {
    case network(NetworkModel)
    case minimize(ExpressionModel)
    case tape(TapeModel)

    var derivatives: [NamedText] {
      switch self {
      case .minimize(let model): model.derivatives
      case .network, .tape: []
      }
    }
  }

  /// Where `show` asks for the first step's forward or backward pass.
  var explainedParts: [Presentation.Part] {
    (presentation.show ?? []).filter { $0 == .graph || $0 == .forward || $0 == .backward }
  }

  /// The first step of the first trial, where `show` asks for it; nil also where it is too large.
  func explanation(_ first: TrialResult) -> Explanation? {
    guard !explainedParts.isEmpty else { return nil }
    let trial = spec.trial(0)
    let group = group(of: trial)
    let settings = settings(of: trial)
    let initial = first.training.initial
    switch group.subject {
    case .minimize(let model):
      return model.explanation(startingAt: initial, precision: settings.precision)
    case .tape(let model):
      return model.explanation(startingAt: initial, precision: settings.precision)
    case .network(let model):
      guard let data = group.data(seed: settings.seed).training else { return nil }
      let step = FirstStep(model, data: data, settings: settings)
      return step.explanation(startingAt: initial)
    }
  }

  /// Said where `show` asks for more than can be shown.
  var tooLargeToExplain: [Diagnostic] {
    let items = places.nodes[.show].map { $0.sequence ?? [$0] } ?? []
    return explainedParts.map { part in
      let item = items.first { normalizedWords($0.scalar?.text ?? "") == part.rawValue }
      return Diagnostic(
        .warning, SpecProblem.tooLargeToShow(part.rawValue),
        at: item?.range ?? places.range(of: .show))
    }
  }
}

/// The first step of a network's training: its batch as the trainer takes it.
private struct FirstStep {
  private let model: NetworkModel
  private let batch: Dataset
  private let settings: TrainingSettings

  /// Rows are those of the stream `shuffle epoch 0` where they are shuffled.
  init(_ model: NetworkModel, data: Dataset, settings: TrainingSettings) {
    self.model = model
    self.settings = settings
    var order = Array(0..<data.count)
    if settings.shuffles {
      var generator = RandomGenerator(seed: settings.seed, purpose: "shuffle epoch 0")
      order = generator.permutation(data.count)
    }
    if case .size(let size) = settings.batch { order = Array(order.prefix(size)) }
    batch = data.rows(order)
  }

  func explanation(startingAt parameters: [NamedTensor]) -> Explanation? {
    guard let objective = try? model.objective(samples: batch.count, mode: .training) else {
      return nil
    }
    var feeds: [NodeID: Tensor] = [:]
    for parameter in objective.parameters {
      feeds[parameter.node] = parameters.first { $0.name == parameter.name }?.tensor
    }
    if let features = objective.features { feeds[features] = batch.features }
    if let targets = objective.targets { feeds[targets] = self.targets }
    for mask in objective.masks {
      feeds[mask.node] = values(of: mask, objective.graph.shape(of: mask.node))
    }
    return Explanation(objective, feeds: feeds, precision: settings.precision)
  }

  /// Classes as rows with a single 1.
  private var targets: Tensor {
    guard model.targetsAreClasses else { return batch.targets }
    var rows = Tensor.zeros(.matrix(batch.count, model.outputs))
    for (row, label) in batch.targets.values.enumerated() { rows[row, Int(label)] = 1 }
    return rows
  }

  /// From the stream `dropout <layer> step 0`, as the trainer draws it.
  private func values(of mask: Objective.Mask, _ shape: Shape) -> Tensor {
    var generator = RandomGenerator(
      seed: settings.seed, purpose: "dropout \(mask.number) step 0")
    let scale = 1 / (1 - mask.probability)
    let values = (0..<shape.count).map { _ in
      generator.uniform() >= mask.probability ? scale : 0
    }
    return Tensor(shape, values)
  }
}
