import Training

/// The losses of a run as they are drawn.
enum LossCurve {
  /// Before each step, and after the last update on all training data.
  static func points(of training: TrainingResult) -> [Plot.Point] {
    training.lossSequence.enumerated().map { Plot.Point(Double($0), $1) }
  }

  /// What the curve does, in words: `falls from 0.693 to 0.041 by step 120, then stays flat`.
  static func description(of points: [Plot.Point], unit: String) -> String {
    let finite = points.filter(\.y.isFinite)
    guard let first = finite.first, let last = finite.last else { return "is not finite" }
    func text(_ value: Double) -> String { NumberText(value, digits: 3).written(.ascii) }
    let change = last.y - first.y
    let scale = max(first.y.magnitude, last.y.magnitude)
    var words: String
    if change.magnitude <= 0.01 * scale {
      words = "stays near \(text(last.y))"
    } else {
      let settled = settledStep(finite, last.y, within: 0.01 * change.magnitude)
      let isEarly = settled.x < first.x + 0.9 * (last.x - first.x)
      words = "\(change < 0 ? "falls" : "rises") from \(text(first.y)) to \(text(last.y))"
      words += " by \(unit) \(text(isEarly ? settled.x : last.x))"
      if isEarly { words += ", then stays flat" }
    }
    if isZigzag(finite) { words += ", going up and down on the way" }
    if let lost = points.first(where: { !$0.y.isFinite }) {
      words += ", and is not finite from \(unit) \(text(lost.x)) on"
    }
    return words
  }

  /// The first point from which on all stay near the last.
  private static func settledStep(
    _ points: [Plot.Point], _ end: Double, within tolerance: Double
  ) -> Plot.Point {
    var settled = points[points.count - 1]
    for point in points.reversed() {
      guard (point.y - end).magnitude <= tolerance else { break }
      settled = point
    }
    return settled
  }

  private static func isZigzag(_ points: [Plot.Point]) -> Bool {
    guard points.count > 4 else { return false }
    var turns = 0
    for index in 2..<points.count {
      let before = points[index - 1].y - points[index - 2].y
      let after = points[index].y - points[index - 1].y
      if before * after < 0 { turns += 1 }
    }
    return turns * 3 > points.count
  }
}
