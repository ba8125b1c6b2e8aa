import Autodiff

/// What a trainer lowers: a graph whose `loss` is a scalar, with its parameters in slab order.
package struct Objective: Sendable {
  package struct Parameter: Sendable {
    package let name: String
    package let node: NodeID
    /// Where it starts, unless the settings give it a value.
    package let start: Start

    package init(name: String, node: NodeID, start: Start) {
      self.name = name
      self.node = node
      self.start = start
    }
  }

  package enum Start: Hashable, Sendable {
    /// A weight matrix of a layer with so many inputs and outputs: by the initialiser.
    case weights(inputs: Int, outputs: Int)
    /// Every element the same: biases 0, scales 1.
    case constant(Double)
    case values(Tensor)
  }

  /// A dropout layer's mask, an input: 0 or 1 / (1 − p) at each element.
  package struct Mask: Sendable {
    package let node: NodeID
    /// The layer's number among the network's dropout layers, from 1.
    package let number: Int
    package let probability: Double
  }

  /// The mean and the biased variance of a batch-normalised value's columns: computed from the
  /// batch in training, fed in evaluation.
  package struct Statistics: Sendable {
    package let mean: NodeID
    package let variance: NodeID
  }

  package var graph: Graph
  package var loss: NodeID
  package var parameters: [Parameter]
  /// The model's output for each sample, where it has samples.
  package var predictions: NodeID?
  /// The inputs that the trainer feeds for each batch.
  package var features: NodeID?
  package var targets: NodeID?
  /// Whether the data's targets are class indices, which are fed as one-hot rows.
  package var targetsAreClasses = false
  package var metric: Metric?
  package var masks: [Mask] = []
  package var statistics: [Statistics] = []

  package init(
    graph: Graph, loss: NodeID, parameters: [Parameter], predictions: NodeID? = nil,
    features: NodeID? = nil, targets: NodeID? = nil
  ) {
    self.graph = graph
    self.loss = loss
    self.parameters = parameters
    self.predictions = predictions
    self.features = features
    self.targets = targets
  }
}

/// Something that can be trained.
package protocol Model: Sendable {
  /// The objective for a batch of so many samples (ignored by models without data).
  ///
  /// Its parameters and the order of its masks and statistics do not depend on either argument.
  func objective(samples: Int, mode: ModelMode) throws -> Objective
}

package enum ModelMode: Hashable, Sendable {
  /// Batch statistics and dropout.
  case training
  /// Running statistics, no dropout.
  case evaluation
}
