import Autodiff

extension Initializer {
  /// The one used where a notebook names none.
  package static var standard: Initializer { .glorotUniform }

  /// Start values of a weight matrix with so many inputs (rows) and outputs (columns), drawn row by
  /// row.
  ///
  /// - Glorot (X. Glorot, Y. Bengio, 2010): variance 2 / (inputs + outputs), so a uniform limit of
  ///   √(6 / (inputs + outputs)).
  /// - He (K. He et al., 2015): variance 2 / inputs, so a uniform limit of √(6 / inputs).
  /// - LeCun (Y. LeCun et al., 1998): variance 1 / inputs.
  package func draw(
    inputs: Int, outputs: Int, from generator: inout RandomGenerator
  ) -> Tensor {
    let count = inputs * outputs
    let (fanIn, fanBoth) = (Double(inputs), Double(inputs + outputs))
    let values =
      switch self {
      case .zeros: [Double](repeating: 0, count: count)
      case .glorotUniform: Self.uniform(count, (6 / fanBoth).squareRoot(), &generator)
      case .glorotNormal: Self.normal(count, (2 / fanBoth).squareRoot(), &generator)
      case .heUniform: Self.uniform(count, (6 / fanIn).squareRoot(), &generator)
      case .heNormal: Self.normal(count, (2 / fanIn).squareRoot(), &generator)
      case .lecunNormal: Self.normal(count, (1 / fanIn).squareRoot(), &generator)
      case .normal(let deviation): Self.normal(count, deviation, &generator)
      case .uniform(let limit): Self.uniform(count, limit, &generator)
      }
    return Tensor(.matrix(inputs, outputs), values)
  }

  private static func uniform(
    _ count: Int, _ limit: Double, _ generator: inout RandomGenerator
  ) -> [Double] {
    (0..<count).map { _ in generator.uniform(-limit, limit) }
  }

  private static func normal(
    _ count: Int, _ deviation: Double, _ generator: inout RandomGenerator
  ) -> [Double] {
    generator.normals(count).map { deviation * $0 }
  }
}
