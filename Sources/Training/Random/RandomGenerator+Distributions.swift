import Autodiff

extension RandomGenerator {
  /// Uniform in [0, 1): the upper 53 bits of one number, times 2⁻⁵³.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform in [lower, upper): lower + (upper − lower) u.
  package mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// Two independent standard normal numbers from two uniform ones, u and v: √(−2 ln(1 − u)) times
  /// cos 2πv and sin 2πv.
  ///
  /// Source: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.
  package mutating func normalPair() -> (Double, Double) {
    let radius = (-2 * Elementary.ln(1 - uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    return (radius * Elementary.cos(angle), radius * Elementary.sin(angle))
  }

  /// Standard normal numbers, pair by pair; of an odd count the last pair's second is dropped.
  package mutating func normals(_ count: Int) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(count + 1)
    while values.count < count {
      let pair = normalPair()
      values.append(pair.0)
      values.append(pair.1)
    }
    if values.count > count { values.removeLast() }
    return values
  }

  /// An integer in 0 ..< bound, each equally likely: the upper half of the 128-bit product of a
  /// random number and the bound, drawn again while the lower half is below 2⁶⁴ mod bound.
  ///
  /// Source: D. Lemire, "Fast random integer generation in an interval", 2019.
  /// - Precondition: `bound > 0`.
  package mutating func integer(below bound: Int) -> Int {
    let n = UInt64(bound)
    let threshold = (0 &- n) % n
    while true {
      let product = next().multipliedFullWidth(by: n)
      if product.low >= threshold { return Int(product.high) }
    }
  }

  /// 0 ..< count in random order: Fisher and Yates' shuffle in Durstenfeld's form, swapping each
  /// place from the last down to the second with a place at or before it.
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }
}
