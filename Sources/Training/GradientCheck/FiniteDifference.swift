/// A derivative from central differences (f(x + h) − f(x − h)) / 2h at steps that shrink by a factor
/// of 4, extrapolated to h = 0.
///
/// The error of a central difference is a series in h²: (16 D₂ − D₁)/15 is free of its first term, and
/// the same once more of its second. The extrapolation with the smallest estimated error wins, as in
/// C. J. F. Ridders, "Accurate computation of F′(x) and F′(x)F″(x)", 1982; to the estimate is added
/// what the rounding of f lets fluctuate.
struct FiniteDifference {
  /// One evaluation: f, and whether f is smooth all the way from the centre.
  struct Sample {
    var value: Double
    var isSmooth: Bool
  }

  private(set) var value = 0.0
  /// About how far `value` may be off; infinite where nothing could be computed.
  private(set) var error = Double.infinity
  /// Whether every step crossed a kink.
  private(set) var isAtKink = false

  private static let levels = 13

  /// - Parameters:
  ///   - scale: the first step is this divided by 128.
  ///   - precision: an error that is good enough.
  ///   - sensitivity: f fluctuates by this times the unit roundoff.
  ///   - sample: f at a distance from the centre.
  init(
    scale: Double, precision: Double, sensitivity: Double,
    _ sample: (_ distance: Double) -> Sample
  ) {
    var differences: [Double] = []
    var first: [Double] = []
    var second: [Double] = []
    var crossed = 0
    var step = scale / 128
    for _ in 0..<Self.levels {
      defer { step /= 4 }
      let (above, below) = (sample(step), sample(-step))
      guard above.isSmooth, below.isSmooth else {
        crossed += 1
        continue
      }
      guard above.value.isFinite, below.value.isFinite else { continue }
      let difference = (above.value - below.value) / (2 * step)
      differences.append(difference)
      // Of f, and of x + h, whose distance from x − h is only nearly 2h.
      let size =
        max(sensitivity, above.value.magnitude, below.value.magnitude)
        + difference.magnitude * scale
      let noise = 4 * Double.ulpOfOne * size / step
      Self.extrapolate(differences, 15, into: &first)
      Self.extrapolate(first, 255, into: &second)
      guard let best = second.last ?? first.last, let last = differences.last else { continue }
      let previous = second.count > 1 ? second[second.count - 2] : first.last ?? last
      let change = max((best - (first.last ?? last)).magnitude, (best - previous).magnitude)
      let estimate = (second.isEmpty ? max(change, (best - last).magnitude) : change) + noise
      if estimate < error {
        value = best
        error = estimate
      }
      // Rounding has taken over.
      if error <= precision || noise > error { break }
    }
    isAtKink = crossed == Self.levels
  }

  /// Appends the extrapolation of the last two values, where there are two.
  private static func extrapolate(
    _ values: [Double], _ divisor: Double, into result: inout [Double]
  ) {
    guard values.count > 1 else { return }
    let (last, before) = (values[values.count - 1], values[values.count - 2])
    result.append(last + (last - before) / divisor)
  }
}
