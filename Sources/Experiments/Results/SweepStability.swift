/// The bound that the loss's curvature sets swept learning rates, beside the one that was measured.
package struct SweepStability: Hashable, Sendable {
  /// A bound taken at one point.
  package struct Bound: Hashable, Sendable {
    /// `at the start`, `at the end of the best setting`.
    package let place: String
    /// `2/λ_max`, and of momentum `2(1 + β)/λ_max`.
    package let formula: String
    package let limit: Double
  }

  /// Finite ones; none where no bound holds.
  package var bounds: [Bound]
  /// What they say and where they were taken, or why there is none.
  package var text: String

  package init(bounds: [Bound], text: String) {
    self.bounds = bounds
    self.text = text
  }
}
