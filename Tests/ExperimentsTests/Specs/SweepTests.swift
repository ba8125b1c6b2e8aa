import Testing
import Training

@testable import Experiments

@Suite struct SweepTests {
  private func spec(_ keys: String) -> ExperimentSpec? {
    Reading("minimize: w^2\nstart: {w: 1}\n" + keys).spec
  }

  private func settings(_ spec: ExperimentSpec?) -> [String] {
    guard let spec else { return [] }
    return (0..<spec.trialCount).map { index in
      spec.trial(index).settings.map { $0.value.value.text }.joined(separator: " ")
    }
  }

  @Test("axes give their product, the first outermost")
  func product() {
    let spec = spec("sweep: {learning rate: [0.1, 1], optimizer: [sgd, {momentum: {beta: 0.5}}]}")
    #expect(
      settings(spec) == [
        "0.1 sgd 0", "0.1 {momentum: {beta: 0.5}} 0", "1 sgd 0", "1 {momentum: {beta: 0.5}} 0",
      ])
    #expect(spec?.trial(3).spec.training.optimizer == .momentum(beta: 0.5))
    #expect(spec?.axes.map(\.key) == ["learning rate", "optimizer"])
  }

  @Test("a logarithmic range holds its ends and round decades")
  func ranges() {
    #expect(
      ValueRange("1e-4..1 log 9")?.values == [
        1e-4, 0.000316227766016838, 1e-3, 0.00316227766016838, 0.01, 0.0316227766016838, 0.1,
        0.316227766016838, 1,
      ])
    #expect(ValueRange("0..1 linear 5")?.values == [0, 0.25, 0.5, 0.75, 1])
    #expect(ValueRange("1..1e-2 log 3")?.values == [1, 0.1, 0.01])
    for text in ["0..1 log 5", "1..2 log 1", "1..2", "a..b log 3", "1..2 log 3 4"] {
      #expect(ValueRange(text) == nil)
    }
    #expect(spec("sweep: {learning rate: 1e-4..1 log 9}")?.trialCount == 9)
    #expect(spec("sweep:\n  steps: 10..30 linear 3")?.trial(1).spec.training.duration == .steps(20))
  }

  @Test("cases are run as they stand, and all show the same settings")
  func cases() {
    let spec = spec(
      "cases: [{optimizer: sgd, learning rate: 0.1}, {optimizer: adam, learning rate: 0.001}, "
        + "{learning rate: 0.5}]")
    #expect(settings(spec) == ["0.1 sgd 0", "0.001 adam 0", "0.5 sgd 0"])
    #expect(self.spec("sweep: {cases: [{steps: 5}, {steps: 6}]}")?.trialCount == 2)
  }

  @Test("seeds are innermost: a list, or so many from the block's seed on")
  func seeds() {
    let counted = spec("seed: 5\nseeds: 2\nsweep: {learning rate: [1, 2]}")
    #expect(settings(counted) == ["1 5", "1 6", "2 5", "2 6"])
    #expect(counted.map { $0.trial(3).group } == 1)
    #expect(settings(spec("seeds: [7, 3]")) == ["0.01 7", "0.01 3"])
  }

  @Test("wrong sweeps are told at their place")
  func wrong() {
    func text(_ keys: String) -> String {
      Reading("minimize: w^2\nstart: {w: 1}\n" + keys).text
    }
    #expect(
      text("sweep: {learning rate: [0.1, fast]}") == """
        exercises.md:3:30: error: learning rate must be a number of at least 0, not 'fast'
        3 | sweep: {learning rate: [0.1, fast]}
          |                              ^^^^
        """)
    #expect(text("sweep: {show: [a]}").contains("'show' cannot be swept"))
    #expect(text("sweep: {lerning rate: [1]}").contains("did you mean 'learning rate'?"))
    #expect(text("sweep: {learning rate: 1..2}").contains("'1..2' is not a range of values"))
    #expect(text("sweep: {learning rate: []}").contains("'learning rate' is an empty list"))
    #expect(text("seeds: [1, 1]").contains("a seed is given twice"))
    #expect(
      text("learning rate: 1\nsweep: {learning rate: [1, 2]}") == """
        exercises.md:3:1: warning: 'learning rate' is swept, so its value here has no effect
        3 | learning rate: 1
          | ^^^^^^^^^^^^^^^^
          help: remove one of the two
        """)
  }

  @Test("a default holds for the cases that do not give its key")
  func defaultsUnderCases() async {
    let run = await Run(
      """
      ---
      defaults: {learning rate: 0.5}
      ---
      ```yaml experiment a
      minimize: w^2
      start: {w: 1}
      steps: 1
      cases: [{optimizer: sgd}, {optimizer: sgd, learning rate: 0.1}]
      ```
      """)
    #expect(run.messages == "")
    #expect(run["a.trials[0].final.w"] == "0")
    #expect(run["a.trials[1].final.w"] == "0.8")
  }
}
