import Autodiff

/// A value that can be kept at each step, as it is before the step's update: a parameter (`W1`), its
/// raw gradient (`gradients.W1`), `rate`, `loss`, `gradient_norm`, and where there is data the metric
/// of the step's batch (`accuracy` or `r2`).
enum Recordable: Hashable, Sendable {
  case parameter(TrainingPlan.Parameter)
  case gradient(TrainingPlan.Parameter)
  case rate
  case loss
  case gradientNorm
  case metric(Metric)

  var shape: Shape {
    switch self {
    case .parameter(let parameter), .gradient(let parameter): parameter.shape
    case .rate, .loss, .gradientNorm, .metric: .scalar
    }
  }
}

extension TrainingPlan {
  /// The names that `record` knows.
  package var recordableNames: [String] {
    parameters.map(\.name) + parameters.map { "gradients." + $0.name }
      + ["rate", "loss", "gradient_norm"] + (metric.map { [$0.name] } ?? [])
  }

  /// Whether recording this name needs each step's predictions.
  package static func needsPredictions(_ record: [String]) -> Bool {
    record.contains { $0 == "accuracy" || $0 == "r2" }
  }

  func recordable(_ name: String) throws(TrainingError) -> Recordable {
    if let parameter = parameters.first(where: { $0.name == name }) {
      return .parameter(parameter)
    }
    if let parameter = parameters.first(where: { "gradients." + $0.name == name }) {
      return .gradient(parameter)
    }
    switch name {
    case "rate": return .rate
    case "loss": return .loss
    case "gradient_norm": return .gradientNorm
    default:
      if let metric, metric.name == name { return .metric(metric) }
      throw .unknownRecord(name, recordable: recordableNames)
    }
  }

  /// What settings name that the model does not have: start values, their shapes, and values to
  /// record.
  package func problems(in settings: TrainingSettings) -> [TrainingError] {
    var problems: [TrainingError] = []
    for weight in settings.weights {
      guard let parameter = parameters.first(where: { $0.name == weight.name }) else {
        problems.append(.unknownWeight(weight.name, parameters: parameters.map(\.name)))
        continue
      }
      guard parameter.shape != weight.tensor.shape else { continue }
      problems.append(
        .weightShape(weight.name, expected: parameter.shape, given: weight.tensor.shape))
    }
    for name in settings.record {
      do throws(TrainingError) { _ = try recordable(name) } catch { problems.append(error) }
    }
    return problems
  }

  /// Throws the first of them.
  func check(_ settings: TrainingSettings) throws(TrainingError) {
    if let first = problems(in: settings).first { throw first }
  }

  /// The start values by the settings: given, or drawn from the stream `weights <name>` of the seed.
  package func startValues(_ settings: TrainingSettings) -> [NamedTensor] {
    parameters.map { parameter in
      if let given = settings.weights.first(where: { $0.name == parameter.name }) { return given }
      switch parameter.start {
      case .values(let tensor):
        return NamedTensor(parameter.name, tensor)
      case .constant(let value):
        let values = [Double](repeating: value, count: parameter.shape.count)
        return NamedTensor(parameter.name, Tensor(parameter.shape, values))
      case .weights(let inputs, let outputs):
        var generator = RandomGenerator(
          seed: settings.seed, purpose: "weights " + parameter.name)
        let initializer = settings.initializer ?? .standard
        let tensor = initializer.draw(inputs: inputs, outputs: outputs, from: &generator)
        return NamedTensor(parameter.name, tensor)
      }
    }
  }
}
