import Autodiff

/// The running mean and variance of each batchnorm layer: from 0 and 1, after each step
/// 0.9 old + 0.1 of the batch, the variance as the unbiased one (of a batch of one row, the biased).
struct RunningStatistics<Element: Real> {
  private(set) var means: [[Element]]
  private(set) var variances: [[Element]]

  init(_ pass: Pass) {
    means = pass.statistics.map { [Element](repeating: 0, count: $0.mean.count) }
    variances = pass.statistics.map { [Element](repeating: 1, count: $0.variance.count) }
  }

  /// Takes in the batch statistics that a training pass has left in the arena.
  mutating func update(_ memory: UnsafeMutableBufferPointer<Element>, _ pass: Pass) {
    let (old, new): (Element, Element) = (Element(0.9), Element(0.1))
    let rows = Element(pass.rows)
    let unbiased = pass.rows > 1 ? rows / (rows - 1) : 1
    for (layer, place) in pass.statistics.enumerated() {
      for column in means[layer].indices {
        let mean = memory[place.mean.lowerBound + column]
        let variance = memory[place.variance.lowerBound + column]
        means[layer][column] = old * means[layer][column] + new * mean
        variances[layer][column] = old * variances[layer][column] + new * (variance * unbiased)
      }
    }
  }

  /// Feeds an evaluation pass.
  func feed(_ memory: UnsafeMutableBufferPointer<Element>, _ pass: Pass) {
    for (layer, place) in pass.statistics.enumerated() {
      for column in means[layer].indices {
        memory[place.mean.lowerBound + column] = means[layer][column]
        memory[place.variance.lowerBound + column] = variances[layer][column]
      }
    }
  }

  /// By name: `running mean 1`, `running variance 1`, …, counting batchnorm layers.
  var named: [NamedTensor] {
    zip(means, variances).enumerated().flatMap { index, layer in
      [
        NamedTensor("running mean \(index + 1)", Tensor(layer.0.map { Double($0) })),
        NamedTensor("running variance \(index + 1)", Tensor(layer.1.map { Double($0) })),
      ]
    }
  }
}
