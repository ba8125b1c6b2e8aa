import Autodiff

/// How far gradients are from central finite differences.
package struct GradientCheck: Hashable, Sendable, Codable {
  /// The numbers that the gradients hold, and how many of them were compared.
  package var elements = 0
  package var compared = 0
  /// Random directions in which the gradients as a whole were compared.
  package var directions = 0
  /// Left out, since every step crossed a kink, where a derivative jumps.
  package var atKinks = 0
  /// Left out, since the differences are no more exact than a millionth of the tensor's largest
  /// gradient: it is too small beside the loss, or the loss is not finite nearby.
  package var imprecise = 0
  /// The largest difference found, relative to the tensor's largest gradient.
  package var largest = 0.0
  /// The first gradient that differs by more than differences can explain.
  package var failure: Failure?
  /// Where the batch is too large to be run so often: its first rows, on which gradients and
  /// differences were compared.
  package var rows: Int?

  package struct Failure: Hashable, Sendable, Codable {
    package var name: String
    package var gradient: Double
    package var difference: Double

    package init(name: String, gradient: Double, difference: Double) {
      self.name = name
      self.gradient = gradient
      self.difference = difference
    }
  }

  package init() {}

  /// Takes in what another part of the same block gave.
  package mutating func add(_ other: GradientCheck) {
    elements += other.elements
    compared += other.compared
    directions += other.directions
    atKinks += other.atKinks
    imprecise += other.imprecise
    largest = max(largest, other.largest)
    failure = failure ?? other.failure
  }
}
