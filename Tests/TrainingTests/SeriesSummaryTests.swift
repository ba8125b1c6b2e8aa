import Testing

@testable import Training

/// A summary against the series itself.
struct SeriesSummaryTests {
  private func summary(_ values: [Double], pieces: [Int] = []) -> SeriesSummary {
    var summary = SeriesSummary(count: values.count, comparesHalf: true)
    var rest = values[...]
    for piece in pieces {
      summary.take(Array(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    summary.take(Array(rest))
    return summary
  }

  @Test("ends, quarters and ways are those of the series", arguments: 1..<70)
  func facts(count: Int) throws {
    var random = RandomGenerator(seed: UInt64(count), purpose: "series")
    let values = (0..<count).map { _ in random.uniform(-1, 1) }
    let summary = summary(values)
    let quarter = max(1, count / 4)
    let last = values[(count - quarter)...]
    let before = count == 1 ? values[...] : values[max(0, count - 2 * quarter)..<(count - quarter)]
    #expect(summary.quarter == quarter)
    #expect(summary.first == values[0])
    #expect(summary.end == values[count - 1])
    #expect(summary.largestBefore == values.dropLast(quarter).max())
    for (part, own) in [(summary.before, before), (summary.last, last)] {
      #expect(abs(part.mean - own.reduce(0, +) / Double(own.count)) <= 1e-15)
      #expect(part.largest == own.max())
      #expect(part.spread == (try #require(own.max())) - (try #require(own.min())))
    }
    for (ways, length) in [(summary.lastWays, quarter), (summary.halfWays, count / 2)] {
      let start = max(1, count - length)
      let changes = (start..<max(start, count)).map { values[$0] - values[$0 - 1] }
      let ways = try #require(ways)
      #expect(abs(ways.up - changes.filter { $0 > 0 }.reduce(0, +)) <= 1e-13)
      #expect(abs(ways.down - changes.filter { $0 < 0 }.reduce(0, -)) <= 1e-13)
    }
  }

  @Test("in which pieces a series is taken changes nothing")
  func pieces() {
    var random = RandomGenerator(seed: 1, purpose: "series")
    let values = (0..<101).map { _ in random.uniform(-1, 1) }
    let whole = summary(values)
    #expect(summary(values, pieces: Array(repeating: 1, count: 100)) == whole)
    for _ in 0..<50 {
      let pieces = (0..<6).map { _ in random.integer(below: 25) }
      #expect(summary(values, pieces: pieces) == whole)
    }
  }
}
