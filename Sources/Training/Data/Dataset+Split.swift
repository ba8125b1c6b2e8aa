import Autodiff

extension Dataset {
  /// How many of `count` rows train: ⌊count · fraction⌋, where the product is meant as a decimal
  /// (0.29 of 100 is 29, although the nearest double lies below).
  package static func trainingCount(_ count: Int, fraction: Double) -> Int {
    let product = Double(count) * fraction
    let whole = product.rounded()
    return Int(abs(product - whole) <= 1e-9 * max(1, product) ? whole : product.rounded(.down))
  }

  /// The rows in the random order of the stream `split`: the first ⌊n · fraction⌋ train, the rest
  /// are held out.
  package func split(_ fraction: Double, seed: UInt64) -> (training: Dataset, validation: Dataset) {
    let order = Self.splitOrder(count, seed: seed)
    let training = Self.trainingCount(count, fraction: fraction)
    return (rows(order[..<training]), rows(order[training...]))
  }

  /// The order of `count` rows that a split takes its first rows from.
  package static func splitOrder(_ count: Int, seed: UInt64) -> [Int] {
    var generator = RandomGenerator(seed: seed, purpose: "split")
    return generator.permutation(count)
  }

  /// The rows of these indices, in this order.
  package func rows(_ indices: some Collection<Int>) -> Dataset {
    var result = self
    result.features = features.rows(indices)
    result.targets = targets.rows(indices)
    return result
  }

  /// What standardising subtracts from each feature and divides it by.
  package struct Scaling: Hashable, Sendable {
    package let means: [Double]
    package let deviations: [Double]
  }

  /// Each feature's mean and biased deviation, √(Σ (x − mean)² / n), summed row by row; a feature
  /// that does not vary has deviation 1, so that it becomes 0.
  package var scaling: Scaling {
    let columns = features.shape.columns
    var means = [Double](repeating: 0, count: columns)
    var squares = means
    for row in 0..<count {
      for column in 0..<columns { means[column] += features[row, column] }
    }
    for column in 0..<columns { means[column] /= Double(count) }
    for row in 0..<count {
      for column in 0..<columns {
        let distance = features[row, column] - means[column]
        squares[column] += distance * distance
      }
    }
    let deviations = squares.map { $0 > 0 ? ($0 / Double(count)).squareRoot() : 1 }
    return Scaling(means: means, deviations: deviations)
  }

  /// The features as (x − mean) / deviation, the targets as they are.
  ///
  /// Held-out rows are scaled by the training rows' scaling.
  package func standardized(by scaling: Scaling) -> Dataset {
    var result = self
    for row in 0..<count {
      for column in 0..<features.shape.columns {
        result.features[row, column] =
          (features[row, column] - scaling.means[column]) / scaling.deviations[column]
      }
    }
    return result
  }
}

extension Tensor {
  /// The matrix of these rows, in this order.
  func rows(_ indices: some Collection<Int>) -> Tensor {
    let columns = shape.columns
    var result: [Double] = []
    result.reserveCapacity(indices.count * columns)
    for index in indices { result += values[index * columns..<(index + 1) * columns] }
    return Tensor(.matrix(indices.count, columns), result)
  }
}
