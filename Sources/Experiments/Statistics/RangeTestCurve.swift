import Autodiff

/// The losses of a learning-rate range test, and what the usual rules suggest by them
/// (L. N. Smith, "Cyclical learning rates", 2017; the rules as they are known from fastai).
package struct RangeTestCurve: Hashable, Sendable {
  package enum Rule: String, CaseIterable, Hashable, Sendable {
    /// A tenth of the rate at which the loss is least.
    case minimum
    /// The rate at which the loss falls fastest, as a function of the logarithm of the rate.
    case steepest
    /// Half-way through the second third of the longest falling stretch.
    case valley
    /// Where, coming from the largest rate, the slope stops changing.
    case slide
  }

  /// Rising geometrically.
  package let rates: [Double]
  /// At each rate before the update with it, smoothed where batches scatter.
  package let losses: [Double]

  private static let smoothing = 0.98
  /// The test is over where the loss is this many times the least before.
  private static let tooHigh = 4.0
  private static let slideDistance = 15
  private static let slideThreshold = 0.005

  /// - Parameter isNoisy: whether a step's loss is that of a batch; then the losses are averaged,
  ///   each weighing 0.98 of the next, without the bias of a start at 0.
  package init(rates: [Double], losses: [Double], isNoisy: Bool) {
    var kept: [Double] = []
    var average = 0.0
    var weight = 1.0
    var least = Double.infinity
    for loss in losses.prefix(rates.count) {
      guard loss.isFinite else { break }
      var value = loss
      if isNoisy {
        average = Self.smoothing * average + (1 - Self.smoothing) * loss
        weight *= Self.smoothing
        value = average / (1 - weight)
      }
      if kept.count > 1, least > 0, value > Self.tooHigh * least { break }
      least = min(least, value)
      kept.append(value)
    }
    self.rates = Array(rates.prefix(kept.count))
    self.losses = kept
  }

  /// What a rule suggests; nil where the test was too short for it, or nothing fell.
  package func suggestion(_ rule: Rule) -> Double? {
    guard losses.count > 2, let least = losses.min(), least < losses[0] else { return nil }
    switch rule {
    case .minimum: return losses.firstIndex(of: least).map { rates[$0] / 10 }
    case .steepest: return steepest
    case .valley: return valley
    case .slide: return slide
    }
  }

  private var steepest: Double? {
    var best: (index: Int, slope: Double)?
    for index in 1..<losses.count {
      let slope =
        (losses[index] - losses[index - 1])
        / (Elementary.ln(rates[index]) - Elementary.ln(rates[index - 1]))
      if best.map({ slope < $0.slope }) ?? true { best = (index - 1, slope) }
    }
    return best.map { rates[$0.index] }
  }

  /// The longest strictly falling subsequence, of equals the one that ends first, taken as a stretch that
  /// ends where it ends and is as long as it has losses.
  private var valley: Double? {
    // The largest last loss of a falling subsequence of each length, found by bisection.
    var lasts: [Double] = []
    var longest = (length: 0, end: 0)
    for (index, loss) in losses.enumerated() {
      var (low, high) = (0, lasts.count)
      while low < high {
        let middle = (low + high) / 2
        if lasts[middle] > loss { low = middle + 1 } else { high = middle }
      }
      if low == lasts.count { lasts.append(loss) } else { lasts[low] = loss }
      if low + 1 > longest.length { longest = (low + 1, index) }
    }
    let start = max(0, longest.end - longest.length)
    let third = Double(longest.end - start) / 3
    return rates[start + Int(third) + Int(third / 2)]
  }

  private var slide: Double? {
    var right = losses.count - 1
    var left = right - Self.slideDistance
    guard left >= 0 else { return nil }
    let slopes = losses.indices.map { index -> Double in
      if index == 0 { return losses[1] - losses[0] }
      if index == losses.count - 1 { return losses[index] - losses[index - 1] }
      return (losses[index + 1] - losses[index - 1]) / 2
    }
    var rate = rates[left]
    while left >= 0, (slopes[right] - slopes[left]).magnitude > Self.slideThreshold {
      rate = rates[left]
      right -= 1
      left -= 1
    }
    return rate
  }
}
