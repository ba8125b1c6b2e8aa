/// A series of values told by its ends, by its last two quarters and by how it goes up and down: what is
/// needed to judge it, whether its values are kept or not.
package struct SeriesSummary: Hashable, Sendable, Codable {
  /// The values of the whole series, at least one.
  package let count: Int
  package private(set) var first = Double.nan
  package private(set) var end = Double.nan
  /// The largest of all but the last quarter; nil where there are no others.
  package private(set) var largestBefore: Double?
  /// The quarter before the last one; of fewer than two values the first one.
  package private(set) var before = Part()
  package private(set) var last = Part()
  /// Over the last quarter.
  package private(set) var lastWays = Ways()
  /// Over the last half, where that is looked at.
  package private(set) var halfWays: Ways?
  /// So many have been taken.
  package private(set) var taken = 0

  /// Some values in a row.
  package struct Part: Hashable, Sendable, Codable {
    package private(set) var sum = LaneSum()
    package private(set) var smallest = Double.infinity
    package private(set) var largest = -Double.infinity

    package init() {}

    /// Those of which these are the sum and the extremes.
    package init(sum: LaneSum, smallest: Double, largest: Double) {
      (self.sum, self.smallest, self.largest) = (sum, smallest, largest)
    }

    package var mean: Double { sum.value / Double(sum.count) }
    package var spread: Double { largest - smallest }
  }

  /// How far values go up and how far down in all, each compared with the one before it.
  package struct Ways: Hashable, Sendable, Codable {
    package private(set) var upward = LaneSum()
    package private(set) var downward = LaneSum()

    package init() {}

    /// Those that add up to these.
    package init(upward: LaneSum, downward: LaneSum) {
      (self.upward, self.downward) = (upward, downward)
    }

    package var up: Double { upward.value }
    package var down: Double { downward.value }
  }

  /// A series of which nothing is taken yet.
  package init(count: Int, comparesHalf: Bool) {
    self.count = count
    halfWays = comparesHalf ? Ways() : nil
  }

  /// One of which so many are taken.
  package init(
    count: Int, taken: Int, ends: (first: Double, last: Double), largestBefore: Double?,
    quarters: (before: Part, last: Part), ways: (lastQuarter: Ways, lastHalf: Ways?)
  ) {
    (self.count, self.taken) = (count, taken)
    (first, end) = ends
    self.largestBefore = largestBefore
    (before, last) = quarters
    (lastWays, halfWays) = ways
  }

  /// A quarter's values.
  package var quarter: Int { max(1, count / 4) }

  package mutating func take(_ values: [Double]) {
    values.withUnsafeBufferPointer { take($0) }
  }

  /// Takes the next values.
  package mutating func take(_ values: UnsafeBufferPointer<Double>) {
    guard let newEnd = values.last else { return }
    if taken == 0 { first = values[0] }
    if let others = UnsafeBufferPointer(rebasing: part(values, 0..<count - quarter)).extremes {
      largestBefore = max(largestBefore ?? others.largest, others.largest)
    }
    before.add(part(values, max(0, count - 2 * quarter)..<max(1, count - quarter)))
    last.add(part(values, count - quarter..<count))
    lastWays.add(part(values, max(1, count - quarter)..<count), after: end)
    if halfWays != nil {
      let half = part(values, max(1, count - count / 2)..<count)
      halfWays?.add(half, after: end)
    }
    taken += values.count
    end = newEnd
  }

  /// Those of the new values that lie in a range of the series.
  private func part(
    _ values: UnsafeBufferPointer<Double>, _ range: Range<Int>
  ) -> Slice<UnsafeBufferPointer<Double>> {
    let own = range.clamped(to: taken..<taken + values.count)
    return values[own.lowerBound - taken..<own.upperBound - taken]
  }
}

extension SeriesSummary.Part {
  fileprivate mutating func add(_ values: Slice<UnsafeBufferPointer<Double>>) {
    let values = UnsafeBufferPointer(rebasing: values)
    sum.add(values)
    if let extremes = values.extremes {
      smallest = min(smallest, extremes.smallest)
      largest = max(largest, extremes.largest)
    }
  }
}

extension SeriesSummary.Ways {
  /// - Parameter end: the value before the first of all those that the slice is a part of.
  fileprivate mutating func add(_ values: Slice<UnsafeBufferPointer<Double>>, after end: Double) {
    guard let first = values.first else { return }
    let start = values.startIndex
    let previous = start > values.base.startIndex ? values.base[start - 1] : end
    let values = UnsafeBufferPointer(rebasing: values)
    upward.add(max(first - previous, 0))
    downward.add(max(previous - first, 0))
    upward.addRises(of: values, times: 1)
    downward.addRises(of: values, times: -1)
  }
}
