import Autodiff

/// A function of two parameters on a grid over the region that its descents visit.
package struct Surface: Hashable, Sendable {
  /// The parameters' names, the one across first.
  package var names: [String]
  /// Ascending.
  package var x: [Double]
  package var y: [Double]
  /// L at (x[i], y[j]) is at j · x.count + i.
  package var values: [Double]
}

/// What a classifier of two features says all over their plane.
package struct DecisionRegions: Hashable, Sendable {
  /// The features' names, the one across first.
  package var names: [String]
  package var isStandardized: Bool
  /// Ascending.
  package var x: [Double]
  package var y: [Double]
  /// For each class its score less the largest of the others', above 0 where it is chosen: at
  /// (x[i], y[j]) at j · x.count + i. Probabilities where the network gives them.
  package var margins: [[Double]]
  /// The class of each training row.
  package var classes: [Int]
  package var classNames: [String]
  /// The number of the trial that is shown.
  package var trial: Int
  /// The same before some steps, ascending, where they were kept.
  package var earlier: [Moment] = []

  package struct Moment: Hashable, Sendable {
    /// So many updates had been made.
    package var step: Int
    package var parameters: [NamedTensor]
    /// As `DecisionRegions.margins`.
    package var margins: [[Double]]

    package init(step: Int, parameters: [NamedTensor], margins: [[Double]]) {
      self.step = step
      self.parameters = parameters
      self.margins = margins
    }
  }

  /// The class that is chosen at a point of the grid.
  package static func decision(_ margins: [[Double]], at point: Int) -> Int {
    margins.indices.max { margins[$0][point] < margins[$1][point] } ?? 0
  }

  package func decision(at point: Int) -> Int { Self.decision(margins, at: point) }
}

/// The predictions of a network of one feature along it.
package struct FittedCurve: Hashable, Sendable {
  package var feature: String
  package var x: [Double]
  /// One list for each output.
  package var outputs: [[Double]]
  package var outputNames: [String]
  /// The same before some steps, ascending, where they were kept.
  package var earlier: [Moment] = []

  package struct Moment: Hashable, Sendable {
    /// So many updates had been made.
    package var step: Int
    package var parameters: [NamedTensor]
    /// As `FittedCurve.outputs`.
    package var outputs: [[Double]]

    package init(step: Int, parameters: [NamedTensor], outputs: [[Double]]) {
      self.step = step
      self.parameters = parameters
      self.outputs = outputs
    }
  }
}
