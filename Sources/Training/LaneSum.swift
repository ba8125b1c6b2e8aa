/// A sum in eight lanes: the term number i goes to lane i mod 8, and in the end lanes are added in pairs.
///
/// The order does not depend on the pieces in which terms come, nor on the processor.
package struct LaneSum: Hashable, Sendable, Codable {
  /// The terms.
  package private(set) var count = 0
  package private(set) var lanes = SIMD8<Double>(repeating: 0)

  package init() {}

  /// A sum of so many terms.
  package init(count: Int, lanes: SIMD8<Double>) {
    (self.count, self.lanes) = (count, lanes)
  }

  package var value: Double {
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  package mutating func add(_ term: Double) {
    lanes[count % 8] += term
    count += 1
  }

  package mutating func add(_ terms: UnsafeBufferPointer<Double>) {
    var rest = terms[...]
    while count % 8 > 0, let term = rest.popFirst() { add(term) }
    for start in rest.startsOfEights { lanes += terms.eight(at: start) }
    let left = rest.count % 8
    count += rest.count - left
    for term in rest.suffix(left) { add(term) }
  }

  /// Adds max(s · (v[i] − v[i − 1]), 0) for all values but the first.
  package mutating func addRises(of values: UnsafeBufferPointer<Double>, times sign: Double) {
    var rest = values.indices.dropFirst()
    while count % 8 > 0, let index = rest.popFirst() {
      add(max(sign * (values[index] - values[index - 1]), 0))
    }
    let (left, zeros) = (rest.count % 8, SIMD8<Double>(repeating: 0))
    for start in values[rest].startsOfEights {
      let rises = sign * (values.eight(at: start) - values.eight(at: start - 1))
      lanes += zeros.replacing(with: rises, where: rises .> zeros)
    }
    count += rest.count - left
    for index in rest.suffix(left) { add(max(sign * (values[index] - values[index - 1]), 0)) }
  }
}

extension Slice<UnsafeBufferPointer<Double>> {
  /// Where eights of elements begin, one behind the other.
  fileprivate var startsOfEights: StrideTo<Int> {
    stride(from: startIndex, to: endIndex - count % 8, by: 8)
  }
}

extension UnsafeBufferPointer<Double> {
  @inline(__always)
  fileprivate func eight(at index: Int) -> SIMD8<Double> {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: 8 * index, as: SIMD8<Double>.self)
  }

  /// The smallest and the largest, where all are numbers; nil where there are none.
  var extremes: (smallest: Double, largest: Double)? {
    guard let first else { return nil }
    var (smallest, largest) = (SIMD8(repeating: first), SIMD8(repeating: first))
    for start in self[...].startsOfEights {
      let next = eight(at: start)
      smallest.replace(with: next, where: next .< smallest)
      largest.replace(with: next, where: next .> largest)
    }
    let rest = suffix(count % 8)
    return (
      rest.reduce(smallest.min()) { Swift.min($0, $1) },
      rest.reduce(largest.max()) { Swift.max($0, $1) }
    )
  }

  /// The first that is infinite or not a number.
  var firstNotFinite: Int? {
    // Zero times what is not finite is not a number, and stays so in a sum.
    var sums = SIMD8<Double>(repeating: 0)
    for start in self[...].startsOfEights { sums += eight(at: start) * 0 }
    if sums.sum() == 0, suffix(count % 8).allSatisfy(\.isFinite) { return nil }
    return firstIndex { !$0.isFinite }
  }
}
