/// A series of values told by its ends, by its last two quarters and by how it goes up and down: what is
/// needed to judge it, whether its values are kept or not.
package struct SeriesSummary: Hashable, Sendable, Codable {
  /// The values of the whole series, at least one.
  package let count: Int
  package var first = Double.nan
  package var end = Double.nan
  /// The largest of all but the last quarter; nil where there are no others.
  package var largestBefore: Double?
  /// The quarter before the last one; of fewer than two values the first one.
  package var before = Part()
  package var last = Part()
  /// Over the last quarter.
  package var lastWays = Ways()
  /// Over the last half, where that is looked at.
  package var halfWays: Ways?
  /// So many have been taken.
  package var taken = 0

  /// Some values in a row.
  package struct Part: Hashable, Sendable, Codable {
    package var count = 0
    package var sum = 0.0
    package var smallest = Double.infinity
    package var largest = -Double.infinity

    package init() {}

    /// Summed in their order.
    package var mean: Double { sum / Double(count) }
    package var spread: Double { largest - smallest }
  }

  /// How far values go up and how far down in all, each compared with the one before it.
  package struct Ways: Hashable, Sendable, Codable {
    package var up = 0.0
    package var down = 0.0

    package init() {}
  }

  /// A series of which nothing is taken yet.
  package init(count: Int, comparesHalf: Bool) {
    self.count = count
    halfWays = comparesHalf ? Ways() : nil
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
    if let largest = UnsafeBufferPointer(rebasing: part(values, 0..<count - quarter)).largest {
      largestBefore = largestBefore.map { max($0, largest) } ?? largest
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

// Over memory: as a collection values would take several times as long, and there may be millions of them,
// each computed in a few nanoseconds.
extension SeriesSummary.Part {
  fileprivate mutating func add(_ values: Slice<UnsafeBufferPointer<Double>>) {
    var (sum, smallest, largest) = (sum, smallest, largest)
    for value in values {
      sum += value
      smallest = value < smallest ? value : smallest
      largest = value > largest ? value : largest
    }
    (self.sum, self.smallest, self.largest) = (sum, smallest, largest)
    count += values.count
  }
}

extension SeriesSummary.Ways {
  /// - Parameter end: the value before the first of all those that the slice is a part of.
  fileprivate mutating func add(_ values: Slice<UnsafeBufferPointer<Double>>, after end: Double) {
    var (up, down) = (up, down)
    let start = values.startIndex
    var previous = start > values.base.startIndex ? values.base[start - 1] : end
    for value in values {
      let change = value - previous
      up += max(change, 0)
      down += max(-change, 0)
      previous = value
    }
    (self.up, self.down) = (up, down)
  }
}
