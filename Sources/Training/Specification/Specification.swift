import Autodiff

// The pieces of a trial that a notebook can name. Raw values are FORMAT's spellings.

package enum Activation: String, CaseIterable, Hashable, Sendable, Codable {
  case relu
  case leakyRelu = "leaky_relu"
  case elu
  case gelu
  case silu
  case softplus
  case sigmoid
  case tanh
  case softmax
  case linear
}

package enum Layer: Hashable, Sendable, Codable {
  case dense(units: Int, Activation)
  case batchNorm
  case layerNorm
  case dropout(probability: Double)
  case activation(Activation)
  /// Adds its input to its output.
  indirect case residual([Layer])
}

package struct Network: Hashable, Sendable, Codable {
  /// The input width where the notebook gives it (`2 -> 4 tanh`), else the data's.
  package var inputs: Int?
  package var layers: [Layer]

  package init(inputs: Int?, layers: [Layer]) {
    self.inputs = inputs
    self.layers = layers
  }
}

package enum Loss: String, CaseIterable, Hashable, Sendable, Codable {
  case mse
  case mae
  case huber
  case binaryCrossEntropy = "binary cross-entropy"
  case crossEntropy = "cross-entropy"
}

package enum Optimizer: Hashable, Sendable, Codable {
  case sgd
  case momentum(beta: Double)
  case nesterov(beta: Double)
  case adagrad(epsilon: Double)
  case rmsprop(alpha: Double, epsilon: Double)
  case adam(beta1: Double, beta2: Double, epsilon: Double)
  case adamw(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)
}

package enum Schedule: Hashable, Sendable, Codable {
  case constant
  case step(every: Int, factor: Double)
  case exponential(rate: Double)
  case cosine(steps: Int?, floor: Double)
  case warmup(steps: Int)
  case oneCycle(steps: Int?)
}

package enum Initializer: Hashable, Sendable, Codable {
  case glorotUniform
  case glorotNormal
  case heUniform
  case heNormal
  case lecunNormal
  case zeros
  case normal(deviation: Double)
  case uniform(limit: Double)
}

package enum Duration: Hashable, Sendable, Codable {
  case steps(Int)
  case epochs(Int)
}

package enum Batch: Hashable, Sendable, Codable {
  case all
  case size(Int)
}

package enum Clip: Hashable, Sendable, Codable {
  case norm(Double)
  case value(Double)
}

package struct StopRule: Hashable, Sendable, Codable {
  package var gradient: Double?
  package var loss: Double?
  package var patience: Int?

  package init(gradient: Double? = nil, loss: Double? = nil, patience: Int? = nil) {
    self.gradient = gradient
    self.loss = loss
    self.patience = patience
  }
}

package enum Precision: String, CaseIterable, Hashable, Sendable, Codable {
  case float64
  case float32
}

/// How one trial is trained: everything but the model and the data.
package struct TrainingSettings: Hashable, Sendable, Codable {
  package var optimizer: Optimizer = .sgd
  package var learningRate: Double = 0.01
  /// Run one after the other; empty is `constant`.
  package var schedule: [Schedule] = []
  package var duration: Duration = .steps(100)
  package var batch: Batch = .all
  /// Nil: true where `batch` is a size.
  package var shuffle: Bool?
  package var seed: UInt64 = 0
  /// Nil: the model's own default (see `Initializer`).
  package var initializer: Initializer?
  /// Start values given in the notebook, by parameter name.
  package var weights: [NamedTensor] = []
  package var clip: Clip?
  package var weightDecay: Double = 0
  package var stop = StopRule()
  package var precision: Precision = .float64
  /// Further values to keep at each step, by name: see `Recordable`.
  package var record: [String] = []
  /// Steps before whose update all parameters are kept, ascending: see `TrainingResult.snapshots`.
  package var snapshots: [Int] = []
  /// Whether the losses of all steps are kept: see `listsLosses`.
  package var keepsLosses = true

  package init() {}

  /// Whether a result lists the losses of all steps. Those of a run that `stop` may end it always does,
  /// since of a series that may end at any step no quarter is known before.
  package var listsLosses: Bool { keepsLosses || stop != StopRule() }
}
