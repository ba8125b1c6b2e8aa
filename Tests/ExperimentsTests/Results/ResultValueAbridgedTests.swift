import Testing
import Training

@testable import Experiments

@Suite("Abridged results") struct ResultValueAbridgedTests {
  private func rows(_ rows: Int, _ columns: Int) -> ResultValue {
    .array(
      (0..<rows).map { row in .numbers((0..<columns).map { Double(row * columns + $0) }, .float64) }
    )
  }

  @Test("lists of up to 5000 numbers stay as they are")
  func short() {
    #expect(rows(50, 100).abridged() == rows(50, 100))
    let losses = ResultValue.numbers([Double](repeating: 0.5, count: 5000), .float32)
    #expect(losses.abridged() == losses)
  }

  @Test("longer ones, and matrices of more numbers, become their count, norm and digest")
  func long() {
    let ones = ResultValue.numbers([Double](repeating: 1, count: 10_000), .float64)
    guard case .object(let members) = ones.abridged() else {
      Issue.record("not abridged")
      return
    }
    #expect(members.map(\.key) == ["count", "norm", "fnv1a"])
    #expect(members[0].value == .integer(10_000))
    #expect(members[1].value == .number(100, .float64))
    #expect(rows(60, 100).abridged() != rows(60, 100))
  }

  @Test("the digest changes with any bit, and every nan counts as one")
  func digest() {
    var numbers = [Double](repeating: 1, count: 6000)
    let before = ResultValue.numbers(numbers, .float64).abridged()
    numbers[4321] = 1.0.nextUp
    #expect(ResultValue.numbers(numbers, .float64).abridged() != before)
    numbers[4321] = .nan
    let quiet = ResultValue.numbers(numbers, .float64).abridged()
    numbers[4321] = -Double.nan
    guard case .object(let a) = quiet,
      case .object(let b) = ResultValue.numbers(numbers, .float64).abridged()
    else { return }
    #expect(a[2] == b[2])
  }
}
