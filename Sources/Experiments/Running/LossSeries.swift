import Training

/// The losses that a verdict looks at, and how they end.
struct LossSeries {
  private let values: LossSequence
  /// The mean of the last quarter and of the quarter before.
  private let last: Double
  private let before: Double
  private let quarter: Int

  init(_ result: TrainingResult) {
    values = Self.judged(result)
    quarter = max(1, values.count / 4)
    let end = values.count
    last = values.mean(of: end - quarter..<end)
    before = values.mean(of: max(0, end - 2 * quarter)..<max(1, end - quarter))
  }

  private static func judged(_ result: TrainingResult) -> LossSequence {
    guard let size = result.motion.stepsPerEpoch else { return result.lossSequence }
    let start = result.motion.initialLoss
    let epochs = result.losses.count / size
    guard epochs >= 2 else { return LossSequence([start, result.finalLoss]) }
    let steps = LossSequence(result.losses)
    return LossSequence(
      [start] + (0..<epochs).map { steps.mean(of: $0 * size..<($0 + 1) * size) })
  }

  var start: Double { values[0] }
  var end: Double { values[values.count - 1] }

  /// From the start to the last quarter's mean.
  var fall: Double { start - last }

  /// The fall as a share of the larger of the two losses.
  var relativeFall: Double {
    let scale = max(abs(start), abs(last))
    return scale == 0 ? 0 : fall / scale
  }

  /// The share of the fall that lies between the last two quarters.
  var lateFall: Double { fall > 0 ? (before - last) / fall : 0 }

  /// How many times the start's loss the last quarter's is; for a start at or below 0, how many
  /// times its size the loss rose, and 1.
  var growth: Double {
    if last <= start { return 1 }
    return start > 0 ? last / start : 1 + (last - start) / max(abs(start), 1e-12)
  }

  /// Whether the last quarter holds the largest loss of all, and its mean is above that of the
  /// quarter before by this factor.
  func isRisingAtItsEnd(by factor: Double) -> Bool {
    guard last - before >= (factor - 1) * abs(before) else { return false }
    let end = values.count - quarter
    return end == 0
      || values.extremes(of: end..<values.count).largest >= values.extremes(of: 0..<end).largest
  }

  /// The last quarter's largest less its smallest loss, as a share of the whole change, which
  /// counts as 1 % of the start at least.
  var range: Double {
    let change = max(abs(fall), abs(start) / 100)
    return change == 0 ? 0 : spread(of: values.count - quarter..<values.count) / change
  }

  /// Whether the last quarter goes up by at least half as much as it goes down, in swings of at
  /// least this share of the whole change.
  func swings(by share: Double) -> Bool {
    values.count > 3 && range >= share && goesUp(in: quarter)
  }

  /// Whether the last half goes up by at least half as much as it goes down.
  var isNoisy: Bool { goesUp(in: values.count / 2) }

  private func goesUp(in count: Int) -> Bool {
    let (up, down) = values.ways(over: max(1, values.count - count)..<values.count)
    return up > 0 && up >= down / 2
  }

  /// Whether the last quarter's swings are at most half as wide as those of the quarter before.
  var isCalming: Bool {
    let end = values.count
    guard end >= 2 * quarter else { return false }
    return spread(of: end - quarter..<end) <= spread(of: end - 2 * quarter..<end - quarter) / 2
  }

  private func spread(of range: Range<Int>) -> Double {
    let (smallest, largest) = values.extremes(of: range)
    return largest - smallest
  }
}
