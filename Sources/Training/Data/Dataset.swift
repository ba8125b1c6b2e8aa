import Autodiff

/// Samples as rows: features (n × d) and targets (n × m), class targets as indices (n × 1).
package struct Dataset: Hashable, Sendable, Codable {
  package var features: Tensor
  package var targets: Tensor
  package var featureNames: [String]
  package var targetNames: [String]
  /// The classes' names in index order, where the target is a class.
  package var classNames: [String]?

  package var count: Int { features.shape.rows }

  package init(
    features: Tensor, targets: Tensor, featureNames: [String] = [], targetNames: [String] = [],
    classNames: [String]? = nil
  ) {
    self.features = features
    self.targets = targets
    self.featureNames = featureNames
    self.targetNames = targetNames
    self.classNames = classNames
  }
}
