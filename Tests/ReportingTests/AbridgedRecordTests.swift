import Experiments
import Testing
import Training

@testable import Reporting

@Suite("A record with abridged lists") struct AbridgedRecordTests {
  private func record(_ numbers: [Double]) throws -> RecordedValue {
    let value = ResultValue.numbers(numbers, .float64)
    return try #require(RecordedValue(json: JSONRenderer.renderForHTML(value.abridged())))
  }

  private func comparison(
    _ old: [Double], _ new: [Double], tolerance: Double
  ) throws -> RecordComparison {
    RecordComparison(
      path: "a", recorded: try record(old), computed: .numbers(new, .float64), tolerance: tolerance)
  }

  @Test("equal numbers are identical, each counted")
  func same() throws {
    let numbers = (0..<6000).map { Double($0) / 7 }
    let comparison = try comparison(numbers, numbers, tolerance: 0)
    #expect(comparison.differences.isEmpty)
    #expect(comparison.count == 6000)
  }

  @Test("a changed bit is a difference, and with a tolerance the norms decide")
  func changed() throws {
    let old = (0..<6000).map { Double($0) / 7 }
    var new = old
    new[17] = new[17].nextUp
    let exact = try comparison(old, new, tolerance: 0)
    #expect(exact.differences.map(\.path) == ["a"])
    #expect(exact.differences[0].recorded?.hasPrefix("numbers of digest ") == true)
    #expect(try comparison(old, new, tolerance: 1e-9).differences.isEmpty)
    new[17] = 1e6
    #expect(try comparison(old, new, tolerance: 1e-9).differences.map(\.path) == ["a.norm"])
  }
}
