import Autodiff

extension Plot.Axis {
  /// An axis that holds all finite values: logarithmic where they are positive and span more than
  /// two decades and `mayBeLogarithmic` says so, with round ends on a linear one.
  static func fitting(
    _ values: some Sequence<Double>, label: String, mayBeLogarithmic: Bool = false
  ) -> Plot.Axis {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return Plot.Axis(label, range: 0...1) }
    if mayBeLogarithmic, low > 0, high / low > 100 {
      return logarithmic(label, low, high)
    }
    return linear(label, low, high)
  }

  /// A logarithmic axis that holds all positive finite values, with some room; nil without any.
  static func positive(_ values: some Sequence<Double>, label: String) -> Plot.Axis? {
    var low = Double.infinity
    var high = 0.0
    for value in values where value.isFinite && value > 0 {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return nil }
    if high / low > 100 { return logarithmic(label, low, high) }
    // A twentieth of the way to either side.
    let room = high > low ? Elementary.pow(high / low, 0.05) : 2
    return Plot.Axis(label, scale: .logarithmic, range: low / room...high * room)
  }

  /// Exactly from `low` to `high`, as for steps.
  static func spanning(_ low: Double, _ high: Double, label: String) -> Plot.Axis {
    Plot.Axis(label, range: low...(high > low ? high : low + 1))
  }

  private static func linear(_ label: String, _ low: Double, _ high: Double) -> Plot.Axis {
    // Both may be huge: halves do not overflow where their difference would.
    let span = high / 2 - low / 2
    guard span > 0 else {
      let margin = low == 0 ? 1 : low.magnitude / 2
      return Plot.Axis(label, range: (low - margin)...(high + margin))
    }
    // Zero belongs to the picture where it is near.
    let bottom = low > 0 && low < span ? 0 : low
    let step = PlotTicks.step(for: high / 4 - bottom / 4)
    let start = (bottom / step).rounded(.down) * step
    let end = (high / step).rounded(.up) * step
    guard start.isFinite, end.isFinite, start < end else {
      return Plot.Axis(label, range: low...high)
    }
    return Plot.Axis(label, range: start...end)
  }

  private static func logarithmic(_ label: String, _ low: Double, _ high: Double) -> Plot.Axis {
    let margin = (DecimalLogarithm.log10(high) - DecimalLogarithm.log10(low)) * 0.02
    var bottom = low
    var top = high
    // Some room, and up to the decade where it is near.
    let first = DecimalLogarithm.log10(low).rounded(.down)
    let last = DecimalLogarithm.log10(high).rounded(.up)
    if first > -300, DecimalLogarithm.log10(low) - first < 0.5 + margin {
      bottom = DecimalLogarithm.power(Int(first))
    }
    if last < 300, last - DecimalLogarithm.log10(high) < 0.35 + margin {
      top = DecimalLogarithm.power(Int(last))
    }
    return Plot.Axis(
      label, scale: .logarithmic, range: min(bottom, low)...max(top, high))
  }

  /// Where a value lies between the axis' ends, 0 to 1; beyond for values outside, nil for values
  /// that the axis cannot show.
  func position(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let (low, high) = (range.lowerBound, range.upperBound)
    switch scale {
    case .linear:
      return (value / 2 - low / 2) / (high / 2 - low / 2)
    case .logarithmic:
      guard value > 0 else { return nil }
      let start = DecimalLogarithm.log10(low)
      return (DecimalLogarithm.log10(value) - start) / (DecimalLogarithm.log10(high) - start)
    }
  }
}
