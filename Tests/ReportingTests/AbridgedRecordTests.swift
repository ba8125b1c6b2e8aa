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

  @Test("an object of numbers alone may be taken together, one with words may not")
  func objects() throws {
    let final = ResultValue.object([
      .init("W1", .array([.numbers([1, 2], .float64), .numbers([3, 4], .float64)])),
      .init("b1", .numbers([5], .float64)),
    ])
    let trial = ResultValue.object([.init("verdict", .string("converged")), .init("final", final)])
    let abridged = trial.abridged(above: 4, wholeObjects: true)
    let old = try #require(RecordedValue(json: JSONRenderer.renderForHTML(abridged)))
    #expect(old["verdict"]?.text == "converged")
    #expect(old["final"]?["count"] == .number(5))
    let same = RecordComparison(path: "a", recorded: old, computed: trial, tolerance: 0)
    #expect(same.differences.isEmpty)
    #expect(same.count == 6)
    let other = ResultValue.object([
      .init("verdict", .string("converged")), .init("final", .object([.init("W1", .string("x"))])),
    ])
    #expect(
      RecordComparison(path: "a", recorded: old, computed: other, tolerance: 0).differences.map(
        \.path
      )
      .contains("a.final.W1"))
  }
}
