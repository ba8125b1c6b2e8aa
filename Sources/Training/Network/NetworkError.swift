/// Why a network cannot be trained on a data set with a loss.
///
/// Layers are counted from 0 among the network's own; one inside `residual` is reported by the
/// outermost `residual` that holds it.
package enum NetworkError: Error, Hashable, Sendable {
  case noLayers
  /// Layers of which none has parameters, so that there is nothing to train.
  case noParameters
  /// A dense layer without units.
  case noUnits(layer: Int)
  /// A probability outside [0, 1).
  case dropoutProbability(Double, layer: Int)
  /// A residual block whose output is not as wide as its input, so that they cannot be added.
  case residualWidth(input: Int, output: Int, layer: Int)
  /// The network's input width is not the data's number of features.
  case inputWidth(network: Int, features: Int)
  /// The network's outputs do not match the data's targets, element by element.
  case outputWidth(network: Int, targets: Int, classes: Int?, loss: Loss)
  /// The last activation, or the last layer where that is none, does not give what the loss needs.
  case lastLayer(String, loss: Loss, outputs: Int)
  /// A class index that is not a whole number from 0.
  case classNotIndex(Double, row: Int)
  /// A class index for which the network has no output.
  case classWithoutOutput(Int, outputs: Int, row: Int)
  /// A target row of cross-entropy whose numbers do not sum to 1.
  case rowNotOneHot(sum: Double, row: Int)
  /// A target of binary cross-entropy outside [0, 1].
  case targetNotProbability(Double, row: Int)
}
