import Foundation
import Testing

@testable import Experiments

@Suite struct RangeTestTests {
  /// Recorded from the rules as they are written out in Python, with NumPy's gradient.
  private struct Fixture: Decodable {
    struct Case: Decodable {
      let rates: [Double]
      let losses: [Double]
      let minimum: Double
      let steepest: Double
      let valley: Double
      let slide: Double?
    }

    let cases: [Case]
    let noisy: [Double]
    let smoothed: [Double]

    static func load() throws -> Fixture {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/range-tests.json")
      return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }
  }

  @Test("each rule suggests what its definition does on recorded curves")
  func rules() throws {
    for recorded in try Fixture.load().cases {
      let curve = RangeTestCurve(rates: recorded.rates, losses: recorded.losses, isNoisy: false)
      #expect(curve.losses == recorded.losses)
      #expect(curve.suggestion(.minimum) == recorded.minimum)
      #expect(curve.suggestion(.steepest) == recorded.steepest)
      #expect(curve.suggestion(.valley) == recorded.valley)
      #expect(curve.suggestion(.slide) == recorded.slide)
    }
  }

  @Test("losses of batches are averaged, without the bias of a start at 0")
  func smoothing() throws {
    let fixture = try Fixture.load()
    let rates = fixture.noisy.indices.map { Double($0 + 1) }
    let curve = RangeTestCurve(rates: rates, losses: fixture.noisy, isNoisy: true)
    for (value, recorded) in zip(curve.losses, fixture.smoothed) {
      #expect(abs(value - recorded) < 1e-12)
    }
  }

  @Test("the test ends at four times the least loss, and where a loss is not finite")
  func ending() {
    let high = RangeTestCurve(rates: [1, 2, 3, 4, 5], losses: [2, 1, 3.9, 4.1, 1], isNoisy: false)
    #expect(high.losses == [2, 1, 3.9])
    let infinite = RangeTestCurve(rates: [1, 2, 3], losses: [2, .infinity, 1], isNoisy: false)
    #expect(infinite.losses == [2])
    #expect(infinite.suggestion(.valley) == nil)
  }

  @Test("losses that only rise suggest nothing")
  func rising() {
    let curve = RangeTestCurve(rates: [1, 2, 3], losses: [1, 1.1, 1.2], isNoisy: false)
    #expect(RangeTestCurve.Rule.allCases.allSatisfy { curve.suggestion($0) == nil })
  }

  private static let block = """
    ```yaml experiment lr
    network: 2 -> 4 tanh -> 1 sigmoid
    data: xor
    loss: bce
    steps: 40
    learning rate: 1
    find learning rate: {from: 1e-4, to: 100, steps: 80}
    expect: [finder.suggestion > 0.01, steps = 40]
    ```
    """

  @Test("a block with 'find learning rate' tests over five seeds, then runs as it says")
  func block() async throws {
    let run = await Run(Self.block)
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else { return }
    let finder = try #require(result.finder)
    #expect(finder.runs.map(\.seed) == [0, 1, 2, 3, 4])
    #expect(finder.runs[0].curve.rates[0] == 1e-4)
    #expect(finder.suggestions.count == 4)
    #expect(finder.suggestions.allSatisfy { $0.interval != nil && $0.seeds == 5 })
    let suggestion = try #require(finder.suggestion)
    #expect(
      finder.confirmations.map(\.rate) == [suggestion * (1.0 / 3), suggestion, suggestion * 3])
    #expect(finder.confirmationSteps == 40)
    #expect(run["lr.finder.confirmations[1].rate"] == ResultValue.shortest(suggestion))
    #expect(run["lr.finder.rules.valley.rate"] == ResultValue.shortest(suggestion))
  }

  @Test(
    "the block's own results are those of a block without a range test, with any number of jobs")
  func apart() async {
    let plain = await Run(
      Self.block.replacing("find learning rate: {from: 1e-4, to: 100, steps: 80}\n", with: "")
        .replacing("finder.suggestion > 0.01, ", with: ""))
    let one = await Run(Self.block)
    let three = await Run(Self.block, jobs: 3)
    #expect(one["lr.trials"] == plain["lr.trials"])
    #expect(one.json.text == three.json.text)
  }

  @Test("nothing drawn: one run, and no interval")
  func withoutSeeds() async throws {
    let run = await Run(
      """
      ```yaml experiment lr
      minimize: (w - 5)^2
      start: {w: 8}
      find learning rate: {}
      ```
      """)
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else { return }
    let finder = try #require(result.finder)
    #expect(finder.runs.count == 1)
    #expect(finder.suggestions.allSatisfy { $0.interval == nil })
    #expect(finder.confirmations.count == 3)
  }

  @Test("too many steps, and a range that does not rise, are errors")
  func mistakes() {
    #expect(
      Reading("minimize: w^2\nstart: {w: 1}\nfind learning rate: {steps: 200000}").text == """
        exercises.md:3:29: error: steps must be at most 100000, not 200000
        3 | find learning rate: {steps: 200000}
          |                             ^^^^^^
        """)
  }
}
