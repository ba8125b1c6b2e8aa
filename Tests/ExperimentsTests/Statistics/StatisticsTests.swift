import Foundation
import Testing

@testable import Experiments

/// Recorded from SciPy; Holm's correction by its definition, written out there.
struct StatisticsFixture: Decodable {
  struct Sampled: Decodable {
    let values: [Double]
    let mean: Double
    let interval: [Double]
    let geometric: Double
    let geometricInterval: [Double]
    let median: Double

    enum CodingKeys: String, CodingKey {
      case values, mean, interval, geometric, median
      case geometricInterval = "geometric interval"
    }
  }

  struct Study: Decodable {
    let values: [[Double]]
    let best: Int
    let others: [Int]
    let p: [Double]
    let adjusted: [Double]
    let plain: [Double]
    let plainAdjusted: [Double]

    enum CodingKeys: String, CodingKey {
      case values, best, others, p, adjusted, plain
      case plainAdjusted = "plain adjusted"
    }
  }

  struct Holm: Decodable {
    let p: [Double]
    let adjusted: [Double]
  }

  let tails: [[Double]]
  let critical: [[Double]]
  let samples: [Sampled]
  let studies: [Study]
  let holm: [Holm]

  static func load() throws -> StatisticsFixture {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/statistics.json")
    return try JSONDecoder().decode(StatisticsFixture.self, from: Data(contentsOf: file))
  }
}

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-11) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= tolerance * max(abs(b), 1e-290)
}

@Suite struct StatisticsTests {
  private let fixture: StatisticsFixture

  init() throws { fixture = try StatisticsFixture.load() }

  @Test("the tails of Student's t are SciPy's")
  func tails() {
    for row in fixture.tails {
      let value = StudentT(degrees: Int(row[0])).twoSided(row[1])
      #expect(isClose(value, row[2]), "ν = \(row[0]), t = \(row[1]): \(value), not \(row[2])")
      #expect(StudentT(degrees: Int(row[0])).twoSided(-row[1]) == value)
    }
  }

  @Test("the critical values of Student's t are SciPy's")
  func critical() {
    for row in fixture.critical {
      let value = StudentT(degrees: Int(row[0])).critical(row[1])
      #expect(isClose(value, row[2]), "ν = \(row[0]), p = \(row[1]): \(value), not \(row[2])")
    }
  }

  @Test("means, intervals and medians are SciPy's")
  func samples() throws {
    for sampled in fixture.samples {
      let sample = Sample(sampled.values)
      let interval = try #require(sample.interval)
      #expect(isClose(sample.mean, sampled.mean))
      #expect(isClose(interval.lowerBound, sampled.interval[0], 1e-9))
      #expect(isClose(interval.upperBound, sampled.interval[1]))
      #expect(isClose(sample.median, sampled.median))
    }
  }

  @Test("one value has a mean and no interval, and none has neither")
  func few() {
    #expect(Sample([3]).mean == 3)
    #expect(Sample([3]).interval == nil)
    #expect(Sample([3]).probabilityOfZeroMean == nil)
    #expect(Sample([]).mean == nil)
    #expect(Sample([]).median == nil)
    #expect(Sample([2, 2]).interval == 2...2)
  }

  @Test("differences that are all equal are certain")
  func certain() {
    #expect(Sample([0, 0, 0]).probabilityOfZeroMean == 1)
    #expect(Sample([0.5, 0.5]).probabilityOfZeroMean == 0)
  }

  @Test("a median with values never reached is infinite only where half or more are")
  func infiniteMedian() {
    #expect(Sample([1, .infinity, 5]).median == 5)
    #expect(Sample([1, .infinity]).median == .infinity)
    #expect(Sample([.infinity, .infinity]).median == .infinity)
  }

  @Test("Holm's correction is that of its definition")
  func holm() {
    for recorded in fixture.holm {
      let adjusted = HolmCorrection.adjusted(recorded.p)
      #expect(adjusted.count == recorded.adjusted.count)
      for (one, other) in zip(adjusted, recorded.adjusted) { #expect(isClose(one, other)) }
    }
  }
}
