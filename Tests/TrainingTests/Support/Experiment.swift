import Autodiff
import Training

/// An experiment of a reference file: the same keys as in a notebook's block.
struct Experiment {
  let json: JSON

  var network: Network {
    if let text = json["network"].text {
      let parts = text.split(separator: "->").map { $0.trimmed }
      return Network(inputs: Int(parts[0]), layers: parts.dropFirst().map(Self.layer))
    }
    return Network(inputs: nil, layers: (json["network"].list ?? []).map(Self.layer))
  }

  private static func layer(_ item: JSON) -> Layer {
    if let body = item["residual"].list { return .residual(body.map(layer)) }
    return layer(item.text ?? "")
  }

  private static func layer(_ text: String) -> Layer {
    var words = text.split(separator: " ").map { String($0) }
    if words[0] == "batchnorm" { return .batchNorm }
    if words[0] == "layernorm" { return .layerNorm }
    if words[0] == "dropout" { return .dropout(probability: Double(words[1]) ?? 0) }
    if let activation = Activation(rawValue: words[0]) { return .activation(activation) }
    if words[0] == "dense" { words.removeFirst() }
    let activation = words.count > 1 ? Activation(rawValue: words[1]) ?? .linear : .linear
    return .dense(units: Int(words[0]) ?? 0, activation)
  }

  var data: Dataset {
    let targets = json["data"]["y"].list ?? []
    let rows = targets.map(\.numbers)
    return Dataset(features: json["data"]["x"].tensor, targets: Tensor(rows))
  }

  var loss: Loss {
    let name = json["loss"].string
    return name == "bce" ? .binaryCrossEntropy : Loss(rawValue: name) ?? .mse
  }

  var weights: [NamedTensor] {
    json["weights"].members.sorted { $0.key < $1.key }
      .map { NamedTensor($0.key, $0.value.tensor) }
  }

  var model: NetworkModel {
    get throws { try NetworkModel(network, loss: loss, data: data) }
  }

  var settings: TrainingSettings {
    var settings = TrainingSettings()
    settings.optimizer = Self.optimizer(json["optimizer"])
    settings.learningRate = json["learning rate"].double
    if let text = json["schedule"].text { settings.schedule = [Schedule(text)] }
    settings.duration = .steps(Int(json["steps"].number ?? 24))
    if let size = json["batch"].number { settings.batch = .size(Int(size)) }
    settings.shuffle = json["shuffle"].flag
    settings.weights = weights
    if let norm = json["clip"]["norm"].number { settings.clip = .norm(norm) }
    if let value = json["clip"]["value"].number { settings.clip = .value(value) }
    settings.weightDecay = json["weight decay"].number ?? 0
    if case .adamw(let beta1, let beta2, let epsilon, _) = settings.optimizer,
      let decay = json["weight decay"].number
    {
      settings.optimizer = .adamw(
        beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: decay)
      settings.weightDecay = 0
    }
    return settings
  }

  private static func optimizer(_ json: JSON) -> Optimizer {
    let name = json.text ?? json.members.keys.first ?? "sgd"
    let options = json[name]
    func option(_ key: String, _ standard: Double) -> Double { options[key].number ?? standard }
    switch name {
    case "momentum": return .momentum(beta: option("beta", 0.9))
    case "nesterov": return .nesterov(beta: option("beta", 0.9))
    case "adagrad": return .adagrad(epsilon: option("epsilon", 1e-10))
    case "rmsprop": return .rmsprop(alpha: option("alpha", 0.99), epsilon: option("epsilon", 1e-8))
    case "adam":
      return .adam(
        beta1: option("beta1", 0.9), beta2: option("beta2", 0.999),
        epsilon: option("epsilon", 1e-8))
    case "adamw":
      return .adamw(
        beta1: option("beta1", 0.9), beta2: option("beta2", 0.999),
        epsilon: option("epsilon", 1e-8), weightDecay: option("weight decay", 0.01))
    default: return .sgd
    }
  }
}

extension Schedule {
  /// `step(every=5, factor=0.5)`.
  init(_ text: String) {
    let name = text.prefix { $0 != "(" }
    var arguments: [String: Double] = [:]
    for pair in text.dropFirst(name.count + 1).dropLast().split(separator: ",") {
      let parts = pair.split(separator: "=").map { $0.trimmed }
      arguments[parts[0]] = Double(parts[1])
    }
    func steps(_ name: String) -> Int? { arguments[name].map { Int($0) } }
    switch name {
    case "step": self = .step(every: steps("every") ?? 1, factor: arguments["factor"] ?? 1)
    case "exponential": self = .exponential(rate: arguments["rate"] ?? 1)
    case "cosine": self = .cosine(steps: steps("steps"), floor: arguments["floor"] ?? 0)
    case "warmup": self = .warmup(steps: steps("steps") ?? 1)
    case "one-cycle": self = .oneCycle(steps: steps("steps"))
    default: self = .constant
    }
  }
}

extension StringProtocol {
  var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
