/// Where an axis has its ticks, and what stands beside them.
enum PlotTicks {
  struct Tick: Hashable, Sendable {
    var value: Double
    /// Empty for a minor tick.
    var label: String
  }

  /// The round distance (1, 2 or 5 times a power of ten) nearest above `size`.
  static func step(for size: Double) -> Double {
    let exponent = Int(DecimalLogarithm.log10(size).rounded(.down))
    for factor in [1.0, 2, 5] {
      let step = multiple(factor, exponent)
      if step >= size * (1 - 1e-9) { return step }
    }
    return multiple(1, exponent + 1)
  }

  /// factor · 10ⁿ by one multiplication or division, so that 0.3 is 3 · 10⁻¹ and not 0.1 · 3.
  private static func multiple(_ factor: Double, _ exponent: Int) -> Double {
    let power = DecimalLogarithm.power(Int(exponent.magnitude))
    return exponent < 0 ? factor / power : factor * power
  }

  /// Round ticks, about `count` of them.
  static func ticks(
    for axis: Plot.Axis, count: Int, notation: NumberText.Notation
  ) -> [Tick] {
    switch axis.scale {
    case .linear: linear(axis, count: count, notation)
    case .logarithmic: logarithmic(axis, count: count, notation)
    }
  }

  private static func linear(
    _ axis: Plot.Axis, count: Int, _ notation: NumberText.Notation
  ) -> [Tick] {
    let (low, high) = (axis.range.lowerBound, axis.range.upperBound)
    let share = (high / 2 - low / 2) / Double(max(1, count)) * 2
    guard share.isFinite, share > 0 else { return [] }
    let distance = step(for: share)
    let first = (low / distance - 1e-9).rounded(.up)
    let last = (high / distance + 1e-9).rounded(.down)
    guard last - first < 1000, distance > 0 else { return [] }
    return stride(from: first, through: last, by: 1).map { index in
      let value = index * distance
      return Tick(value: value, label: label(value, notation))
    }
  }

  private static func logarithmic(
    _ axis: Plot.Axis, count: Int, _ notation: NumberText.Notation
  ) -> [Tick] {
    let first = Int((DecimalLogarithm.log10(axis.range.lowerBound) - 1e-9).rounded(.up))
    let last = Int((DecimalLogarithm.log10(axis.range.upperBound) + 1e-9).rounded(.down))
    guard last > first else { return withinDecades(axis, count: count, notation) }
    let every = max(1, (last - first + count) / max(1, count))
    // Labels at multiples of `every`, so that ticks stay where they are while an axis grows.
    let exponents = (first...last).filter { $0 % every == 0 }
    // Short decimals, or powers throughout.
    let isPlain = exponents.allSatisfy { (-3...4).contains($0) }
    return exponents.map { exponent in
      let value = multiple(1, exponent)
      return Tick(
        value: value,
        label: isPlain ? label(value, notation) : power(exponent, notation))
    }
  }

  /// On an axis too short for two powers of ten: also 2 and 5 times these, or else as on a linear one.
  private static func withinDecades(
    _ axis: Plot.Axis, count: Int, _ notation: NumberText.Notation
  ) -> [Tick] {
    let start = Int(DecimalLogarithm.log10(axis.range.lowerBound).rounded(.down))
    let values = (start...start + 2).flatMap { exponent in
      [1.0, 2, 5].map { multiple($0, exponent) }
    }.filter { axis.range.contains($0) }
    guard values.count < 3 else {
      return values.map { Tick(value: $0, label: label($0, notation)) }
    }
    return linear(axis, count: count, notation)
  }

  private static func power(_ exponent: Int, _ notation: NumberText.Notation) -> String {
    notation == .ascii ? "1e\(exponent)" : "10" + Superscript.text(exponent)
  }

  private static func label(_ value: Double, _ notation: NumberText.Notation) -> String {
    let number = NumberText(value, digits: 6)
    let text = number.written(notation)
    switch notation {
    case .typographic:
      return number.isPowerOfTen ? String(text.drop { $0 != "1" }.dropFirst(2)) : text
    case .ascii: return text.replacing("e-0", with: "e-").replacing("e+0", with: "e+")
    }
  }
}
