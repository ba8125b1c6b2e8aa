import Testing
import Training

@testable import Experiments
@testable import Reporting

@Suite struct FinderPartsTests {
  private func result(_ losses: [[Double]], confirmed: [Double?]) -> ExperimentResult {
    let rates = losses[0].indices.map { 0.001 * Double(1 << $0) }
    var finder = LearningRateFinder(
      test: RangeTest(from: 0.001, to: 1, steps: losses[0].count),
      runs: losses.enumerated().map { seed, losses in
        LearningRateFinder.Run(
          seed: UInt64(seed),
          curve: RangeTestCurve(rates: rates, losses: losses, isNoisy: false))
      })
    finder.confirmationSteps = 50
    if let rate = finder.suggestion {
      finder.confirmations = zip(LearningRateFinder.factors, confirmed).map { factor, loss in
        LearningRateFinder.Confirmation(
          factor: factor, rate: factor * rate, loss: loss, diverged: loss == nil ? losses.count : 0)
      }
    }
    var result = ExperimentResult(
      model: .network(Network(inputs: 1, layers: []), inputs: 1, loss: .mse), trials: [], axes: [],
      data: nil, derivatives: [], explanation: nil)
    result.finder = finder
    return result
  }

  private let falling = [2, 2, 1.9, 1.8, 1.5, 1.2, 0.9, 0.7, 0.6, 0.65, 0.9, 1.5]

  private func tables(_ parts: [Report.Part]) -> [Table] {
    parts.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  @Test("a finder has the curves with the suggestions, the rules over seeds, and the short runs")
  func parts() throws {
    let parts = FinderParts.parts(
      result([falling, falling.map { 1.1 * $0 }], confirmed: [0.5, 0.2, nil]), block: "lr")
    guard case .plot(let plot)? = parts.first else { return }
    #expect(plot.x.scale == .logarithmic)
    #expect(plot.series.map(\.name) == ["seed 0", "seed 1"])
    #expect(plot.markers.map(\.name) == ["minimum", "steepest", "valley"])
    let tables = tables(parts)
    #expect(
      tables[0].rows.map { $0[0] } == [.text("minimum"), .text("steepest"), .strong("valley")])
    #expect(
      tables[0].note
        == "A range test from 0.001 to 1 in 12 steps with each of 2 seeds: geometric means, "
        + "and their intervals by Student's t of the logarithms. With 2 of 2 seeds slide suggests nothing."
    )
    #expect(
      tables[1].rows.map { [$0[0], $0[3], $0[4]] } == [
        [.text("a third"), .text("0 of 2"), .empty],
        [.text("the suggestion"), .text("0 of 2"), .strong("least loss")],
        [.text("three times"), .text("2 of 2"), .empty],
      ])
    #expect(
      tables[1].note
        == "50 steps at a constant rate with each seed; geometric means where no loss is 0. "
        + "They confirm the suggestion.")
  }

  @Test(
    "the short runs say whether they confirm the suggestion",
    arguments: [
      (
        [0.1, 0.2, 0.3] as [Double?],
        "They do not confirm the suggestion: a third of it does better."
      ),
      (
        [0.5, 0.2, 0.1] as [Double?],
        "They do not confirm the suggestion: three times as much does better."
      ),
      (
        [nil, nil, nil] as [Double?],
        "None is fit: each diverged, so the test's suggestion is too large."
      ),
    ])
  func conclusions(confirmed: [Double?], conclusion: String) {
    let tables = tables(FinderParts.parts(result([falling], confirmed: confirmed), block: "lr"))
    #expect(
      tables[0].note == "A range test from 0.001 to 1 in 12 steps."
        + " With 1 of 1 seeds slide suggests nothing.")
    #expect(tables[1].note == "50 steps at a constant rate. " + conclusion)
  }

  @Test("where no loss fell, the finder says so")
  func nothing() {
    let parts = FinderParts.parts(result([[1, 2, 3]], confirmed: []), block: "lr")
    #expect(
      parts.last
        == .text([
          .plain("The range test suggests nothing: the loss did not fall at any of its rates.")
        ]))
  }
}
