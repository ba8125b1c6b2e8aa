import Autodiff

/// Writes a network and its loss as a graph whose quantities have a textbook's names.
///
/// Samples are rows. `x`, `y`; for dense layer k `z<k> = x @ W<k> + b<k>` and `a<k>`, its activation
/// (a second one is `a<k>b`, then `a<k>c`, …); `n<k>` for normalisation layers, `m<k>` and `d<k>` for a
/// dropout's mask and output, `r<k>` for sums of residual blocks; the loss is `L`.
struct NetworkLowering {
  private let model: NetworkModel
  private let samples: Int
  private let mode: ModelMode

  private var graph = Graph()
  private var parameters: [Objective.Parameter] = []
  private var masks: [Objective.Mask] = []
  private var statistics: [Objective.Statistics] = []
  private var counts = Counts()
  /// The value that the next layer takes, and its width.
  private var value: NodeID
  private var width: Int
  /// What the last activation was applied to, where the last layer is one.
  private var logits: NodeID?
  private var open: [NodeID] = []

  private struct Counts {
    var dense = 0
    var activations = 0
    var norms = 0
    var dropouts = 0
    var residuals = 0
  }

  init(_ model: NetworkModel, samples: Int, mode: ModelMode) throws(ShapeError) {
    self.model = model
    self.samples = samples
    self.mode = mode
    width = model.inputs
    value = graph.input("x", .matrix(samples, model.inputs))
  }

  mutating func objective() throws(ShapeError) -> Objective {
    let features = value
    for (layer, _) in model.network.flattened {
      let before = value
      try append(layer)
      if case .activation = layer { logits = before } else { logits = nil }
    }
    let targets = graph.input("y", .matrix(samples, width))
    let loss = try loss(of: value, targets)
    graph.setName("L", of: loss)
    var objective = Objective(
      graph: graph, loss: loss, parameters: parameters, predictions: value, features: features,
      targets: targets)
    objective.targetsAreClasses = model.targetsAreClasses
    objective.metric = model.metric
    objective.masks = masks
    objective.statistics = statistics
    return objective
  }

  private mutating func append(_ layer: FlatLayer) throws(ShapeError) {
    switch layer {
    case .dense(let units): try appendDense(units)
    case .activation(let activation): try appendActivation(activation)
    case .batchNorm: try appendBatchNorm()
    case .layerNorm: try appendLayerNorm()
    case .dropout(let probability): try appendDropout(probability)
    case .beginResidual: open.append(value)
    case .endResidual:
      counts.residuals += 1
      try set(graph.add(open.removeLast(), value), name: "r\(counts.residuals)")
    }
  }

  private mutating func set(_ node: NodeID, name: String) throws(ShapeError) {
    graph.setName(name, of: node)
    value = node
  }

  private mutating func parameter(
    _ name: String, _ shape: Shape, _ start: Objective.Start
  ) -> NodeID {
    let node = graph.parameter(name, shape)
    parameters.append(Objective.Parameter(name: name, node: node, start: start))
    return node
  }

  private mutating func appendDense(_ units: Int) throws(ShapeError) {
    counts.dense += 1
    counts.activations = 0
    let k = counts.dense
    let start = Objective.Start.weights(inputs: width, outputs: units)
    let weights = parameter("W\(k)", .matrix(width, units), start)
    let bias = parameter("b\(k)", .vector(units), .constant(0))
    try set(graph.add(graph.product(value, weights), bias), name: "z\(k)")
    width = units
  }

  private mutating func appendActivation(_ activation: Activation) throws(ShapeError) {
    guard let operation = activation.operation else { return }
    counts.activations += 1
    let suffix = counts.activations == 1 ? "" : Self.letter(counts.activations)
    try set(graph.apply(operation, value), name: "a\(counts.dense)\(suffix)")
  }

  /// b for 2, c for 3, …, then numbers.
  private static func letter(_ number: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return number <= letters.count ? String(letters[number - 1]) : "_\(number)"
  }

  /// gamma (x − mean) / √(variance + 1e-5) + beta, column by column.
  ///
  /// In training with the batch's mean and biased variance, else with the running statistics.
  /// S. Ioffe, C. Szegedy, "Batch normalization", 2015.
  private mutating func appendBatchNorm() throws(ShapeError) {
    let k = counts.norms + 1
    let mean: NodeID
    let variance: NodeID
    let centred: NodeID
    switch mode {
    case .training:
      mean = try graph.mean(value, axis: 0)
      centred = try graph.subtract(value, mean)
      variance = try graph.mean(graph.apply(.square, centred), axis: 0)
    case .evaluation:
      mean = graph.input("running mean \(k)", .vector(width))
      variance = graph.input("running variance \(k)", .vector(width))
      centred = try graph.subtract(value, mean)
    }
    statistics.append(Objective.Statistics(mean: mean, variance: variance))
    try appendScaled(centred, variance)
  }

  /// The same row by row, with the row's own mean and biased variance.
  ///
  /// J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", 2016.
  private mutating func appendLayerNorm() throws(ShapeError) {
    let column = Shape.matrix(samples, 1)
    let mean = try graph.apply(.reshape(column), graph.mean(value, axis: 1))
    let centred = try graph.subtract(value, mean)
    let variance = try graph.mean(graph.apply(.square, centred), axis: 1)
    try appendScaled(centred, graph.apply(.reshape(column), variance))
  }

  private mutating func appendScaled(
    _ centred: NodeID, _ variance: NodeID
  ) throws(ShapeError) {
    counts.norms += 1
    let k = counts.norms
    let gamma = parameter("gamma\(k)", .vector(width), .constant(1))
    let beta = parameter("beta\(k)", .vector(width), .constant(0))
    let deviation = try graph.apply(.sqrt, graph.add(variance, graph.constant(1e-5)))
    let normal = try graph.divide(centred, deviation)
    try set(graph.add(graph.multiply(normal, gamma), beta), name: "n\(k)")
  }

  /// In training x times a mask of 0 and 1 / (1 − p), which is fed; else x.
  private mutating func appendDropout(_ probability: Double) throws(ShapeError) {
    counts.dropouts += 1
    let k = counts.dropouts
    guard mode == .training, probability > 0 else { return }
    let mask = graph.input("m\(k)", .matrix(samples, width))
    masks.append(Objective.Mask(node: mask, number: k, probability: probability))
    try set(graph.multiply(value, mask), name: "d\(k)")
  }

  private mutating func loss(
    of output: NodeID, _ targets: NodeID
  ) throws(ShapeError) -> NodeID {
    switch model.loss {
    case .mse: return try graph.mse(output, targets)
    case .mae: return try graph.mae(output, targets)
    case .huber: return try graph.huber(output, targets)
    case .crossEntropy: return try graph.crossEntropy(logits: logits ?? output, oneHot: targets)
    case .binaryCrossEntropy:
      guard model.network.lastActivation == .sigmoid, let logits else {
        return try graph.binaryCrossEntropy(probabilities: output, targets: targets)
      }
      return try graph.binaryCrossEntropy(logits: logits, targets: targets)
    }
  }
}

extension Activation {
  /// The operation that it is, or nil where it leaves its input as it is.
  package var operation: Operation? {
    switch self {
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    case .elu: .elu
    case .gelu: .gelu
    case .silu: .silu
    case .softplus: .softplus
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .softmax: .softmax
    case .linear: nil
    }
  }
}
