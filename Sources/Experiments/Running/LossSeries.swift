import Training

/// The losses that a verdict looks at, and how they end.
struct LossSeries {
  private let series: SeriesSummary

  init(_ series: SeriesSummary) { self.series = series }

  var start: Double { series.first }
  var end: Double { series.end }
  /// The mean of the last quarter and of the quarter before.
  private var last: Double { series.last.mean }
  private var before: Double { series.before.mean }

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
    guard let largest = series.largestBefore else { return true }
    return series.last.largest >= largest
  }

  /// The last quarter's largest less its smallest loss, as a share of the whole change, which
  /// counts as 1 % of the start at least.
  var range: Double {
    let change = max(abs(fall), abs(start) / 100)
    return change == 0 ? 0 : series.last.spread / change
  }

  /// Whether the last quarter goes up by at least half as much as it goes down, in swings of at
  /// least this share of the whole change.
  func swings(by share: Double) -> Bool {
    series.count > 3 && range >= share && series.lastWays.goUp
  }

  /// Whether epochs' means go up, over the last half, by at least half as much as they go down.
  var isNoisy: Bool { series.halfWays?.goUp ?? false }

  /// Whether the last quarter's swings are at most half as wide as those of the quarter before.
  var isCalming: Bool {
    series.count >= 2 * series.quarter && series.last.spread <= series.before.spread / 2
  }
}

extension SeriesSummary.Ways {
  /// Whether they lead up by at least half as much as down.
  fileprivate var goUp: Bool { up > 0 && up >= down / 2 }
}
