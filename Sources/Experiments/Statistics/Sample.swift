/// A few measurements of one thing, as the mean and its uncertainty.
package struct Sample: Hashable, Sendable {
  package let values: [Double]

  package init(_ values: [Double]) { self.values = values }

  /// Nil of nothing.
  package var mean: Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The standard deviation with n − 1; nil of fewer than two.
  package var deviation: Double? {
    guard values.count > 1, let mean else { return nil }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The mean's 95 % interval by Student's t: mean ± t s / √n. Nil of fewer than two.
  package var interval: ClosedRange<Double>? {
    guard let mean, let deviation else { return nil }
    let t = StudentT(degrees: values.count - 1).critical(0.05)
    let half = t * deviation / Double(values.count).squareRoot()
    guard mean.isFinite, half.isFinite else { return nil }
    return mean - half...mean + half
  }

  /// The two-sided probability of a mean this far from 0 if the values scattered around 0: the paired
  /// t-test, where they are differences. Equal values are certain: 1 where they are 0, else 0.
  package var probabilityOfZeroMean: Double? {
    guard let mean, let deviation else { return nil }
    if deviation == 0 { return mean == 0 ? 1 : 0 }
    let t = mean / (deviation / Double(values.count).squareRoot())
    return StudentT(degrees: values.count - 1).twoSided(t)
  }

  /// The middle value, or the mean of the two middle ones; infinity counts as the largest.
  package var median: Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 || sorted[middle] == sorted[middle - 1] { return sorted[middle] }
    return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2
  }
}

/// Holm's step-down correction of probabilities for how many there are (S. Holm, 1979).
package enum HolmCorrection {
  /// The adjusted probability of each: an effect stands at a level where it is at most that level.
  package static func adjusted(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted {
      (probabilities[$0], $0) < (probabilities[$1], $1)
    }
    var adjusted = probabilities
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      let factor = Double(probabilities.count - rank)
      largest = max(largest, min(1, factor * probabilities[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
