import Autodiff
import Source
import Training

extension SpecDecoder {
  mutating func optimizer(_ node: YAMLNode) -> SpecField? {
    let names = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"]
    guard let call = call(node, key: "optimizer", example: "{adam: {beta1: 0.9}}") else {
      return nil
    }
    switch call.name {
    case "sgd":
      _ = options(call, known: [])
      return .optimizer(.sgd, ownDecay: false)
    case "momentum":
      return averages(call, ["beta": 0.9]).map {
        .optimizer(.momentum(beta: $0[0]), ownDecay: false)
      }
    case "nesterov":
      return averages(call, ["beta": 0.9]).map {
        .optimizer(.nesterov(beta: $0[0]), ownDecay: false)
      }
    case "adagrad":
      return averages(call, ["epsilon": 1e-10]).map {
        .optimizer(.adagrad(epsilon: $0[0]), ownDecay: false)
      }
    case "rmsprop":
      return averages(call, ["alpha": 0.99, "epsilon": 1e-8]).map {
        .optimizer(.rmsprop(alpha: $0[0], epsilon: $0[1]), ownDecay: false)
      }
    case "adam":
      return averages(call, ["beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8]).map {
        .optimizer(.adam(beta1: $0[0], beta2: $0[1], epsilon: $0[2]), ownDecay: false)
      }
    case "adamw":
      let standard: KeyValuePairs = [
        "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight decay": 0.01,
      ]
      let isGiven = call.options.contains { $0.name == "weight decay" }
      return averages(call, standard).map {
        .optimizer(
          .adamw(beta1: $0[0], beta2: $0[1], epsilon: $0[2], weightDecay: $0[3]),
          ownDecay: isGiven)
      }
    default:
      rejectWord(call.name, at: call.nameRange, key: "optimizer", known: names)
      return nil
    }
  }

  /// An optimizer's options in order: decay rates below 1, the others at least 0.
  private mutating func averages(
    _ call: CallSyntax, _ standard: KeyValuePairs<String, Double>
  ) -> [Double]? {
    let given = options(call, known: standard.map(\.key))
    let before = problems.count
    let values = standard.map { name, value in
      let isRate = name.hasPrefix("beta") || name == "alpha"
      return given[name].flatMap { number($0, key: name, isRate ? .belowOne : .notNegative) }
        ?? value
    }
    return problems.count == before ? values : nil
  }

  mutating func schedule(_ node: YAMLNode) -> SpecField? {
    // A mapping is a schedule with its options: {step: {every: 10, factor: 0.5}}.
    let parts = items(node).map { oneSchedule($0) }
    guard !parts.isEmpty else {
      reject(node, key: "schedule", expected: "a schedule or a list of some")
      return nil
    }
    let schedules = parts.compactMap { $0 }
    return schedules.count == parts.count ? .schedule(schedules) : nil
  }

  private mutating func oneSchedule(_ node: YAMLNode) -> Schedule? {
    let names = ["constant", "step", "exponential", "cosine", "warmup", "one-cycle"]
    guard let call = call(node, key: "schedule", example: "step(every=30, factor=0.5)") else {
      return nil
    }
    switch call.name {
    case "constant":
      _ = options(call, known: [])
      return .constant
    case "step":
      let given = options(call, known: ["every", "factor"])
      guard let every = required("every", given, call).flatMap({ count($0, "every") }),
        let factor = required("factor", given, call).flatMap({
          number($0, key: "factor", .positive)
        })
      else { return nil }
      return .step(every: every, factor: factor)
    case "exponential":
      let given = options(call, known: ["rate"])
      return required("rate", given, call).flatMap { number($0, key: "rate", .positive) }
        .map { .exponential(rate: $0) }
    case "cosine":
      let given = options(call, known: ["steps", "floor"])
      let floor = given["floor"].map { number($0, key: "floor", .notNegative) } ?? 0
      let steps = given["steps"].map { count($0, "steps") }
      if let steps, steps == nil { return nil }
      return floor.map { .cosine(steps: steps ?? nil, floor: $0) }
    case "warmup":
      let given = options(call, known: ["steps"])
      return required("steps", given, call).flatMap { count($0, "steps") }.map {
        .warmup(steps: $0)
      }
    case "one cycle":
      let given = options(call, known: ["steps"])
      let steps = given["steps"].map { count($0, "steps") }
      if let steps, steps == nil { return nil }
      return .oneCycle(steps: steps ?? nil)
    default:
      rejectWord(call.name, at: call.nameRange, key: "schedule", known: names)
      return nil
    }
  }

  private mutating func count(_ node: YAMLNode, _ key: String) -> Int? {
    wholeNumber(node, key: key, atLeast: 1)
  }

  private mutating func required(
    _ name: String, _ given: [String: YAMLNode], _ call: CallSyntax
  ) -> YAMLNode? {
    if let node = given[name] { return node }
    report(.missingOption(name, of: call.name), at: call.range)
    return nil
  }

  mutating func initializer(_ node: YAMLNode) -> SpecField? {
    let names = [
      "glorot uniform", "glorot normal", "xavier uniform", "xavier normal", "he uniform",
      "he normal", "kaiming uniform", "kaiming normal", "lecun normal", "zeros", "normal(0.1)",
      "uniform(0.5)",
    ]
    guard let call = call(node, key: "init", example: "normal(0.1)") else { return nil }
    switch call.name {
    case "glorot uniform", "xavier uniform", "glorot", "xavier": return plain(call, .glorotUniform)
    case "glorot normal", "xavier normal": return plain(call, .glorotNormal)
    case "he uniform", "kaiming uniform", "he", "kaiming": return plain(call, .heUniform)
    case "he normal", "kaiming normal": return plain(call, .heNormal)
    case "lecun normal": return plain(call, .lecunNormal)
    case "zeros": return plain(call, .zeros)
    case "normal":
      let given = options(call, known: ["deviation"])
      return required("deviation", given, call)
        .flatMap { number($0, key: "normal's deviation", .notNegative) }
        .map { .initializer(.normal(deviation: $0)) }
    case "uniform":
      let given = options(call, known: ["limit"])
      return required("limit", given, call)
        .flatMap { number($0, key: "uniform's limit", .notNegative) }
        .map { .initializer(.uniform(limit: $0)) }
    default:
      rejectWord(call.name, at: call.nameRange, key: "init", known: names)
      return nil
    }
  }

  private mutating func plain(_ call: CallSyntax, _ initializer: Initializer) -> SpecField? {
    _ = options(call, known: [])
    return .initializer(initializer)
  }

  mutating func batch(_ node: YAMLNode) -> SpecField? {
    if case .text(let text) = node.scalar?.value, DecimalNumber(text) == nil {
      if normalizedWords(text) == "all" { return .batch(.all) }
      reject(node, key: "batch", expected: "'all' or a whole number of at least 1")
      return nil
    }
    return wholeNumber(node, key: "batch", atLeast: 1).map { .batch(.size($0)) }
  }

  mutating func clip(_ node: YAMLNode) -> SpecField? {
    guard let given = entries(node, key: "clip", known: ["norm", "value"]) else { return nil }
    switch (given["norm"], given["value"]) {
    case (let norm?, nil): return number(norm, key: "norm", .positive).map { .clip(.norm($0)) }
    case (nil, let value?): return number(value, key: "value", .positive).map { .clip(.value($0)) }
    case (_?, _?): report(.together("norm", "value"), at: node.range)
    case (nil, nil):
      if node.mapping?.isEmpty == true {
        report(.missingOption("norm", of: "clip"), at: node.range)
      }
    }
    return nil
  }

  mutating func stop(_ node: YAMLNode) -> SpecField? {
    guard let given = entries(node, key: "stop", known: ["gradient", "loss", "patience"]) else {
      return nil
    }
    let before = problems.count
    var rule = StopRule()
    rule.gradient = given["gradient"].flatMap { number($0, key: "gradient", .notNegative) }
    rule.loss = given["loss"].flatMap { number($0, key: "loss", .any) }
    rule.patience = given["patience"].flatMap { count($0, "patience") }
    return problems.count == before && !given.isEmpty ? .stop(rule) : nil
  }

  mutating func seed(_ node: YAMLNode, key: String) -> UInt64? {
    wholeNumber(node, key: key, atLeast: 0).map { UInt64($0) }
  }
}
