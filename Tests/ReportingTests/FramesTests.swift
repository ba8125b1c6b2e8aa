import Autodiff
import Experiments
import Testing
import Training

@testable import Reporting

/// Figures that a page's reader moves through.
@Suite struct FramesTests {
  private func plots(_ parts: [Report.Part]) -> [Plot] {
    parts.compactMap { if case .plot(let plot) = $0 { plot } else { nil } }
  }

  @Test("a way on a curve has a frame for each step, spread where there are many")
  func trajectory() throws {
    let short = SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 3)])
    let frames = try #require(plots(TrajectoryPlot.parts(short)).first?.frames)
    #expect(frames.control == "step")
    #expect(
      frames.frames.map(\.label) == [
        "step 0: w = 8, L = 9", "step 1: w = 7.4, L = 5.76", "step 2: w = 6.92, L = 3.6864",
        "step 3: w = 6.536, L = 2.3593",
      ])
    #expect(frames.frames[1].mark == Plot.Point(7.4, 5.760000000000002))
    let long = SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 500)])
    let many = try #require(plots(TrajectoryPlot.parts(long)).first?.frames)
    #expect(many.frames.count == Plot.mostFrames)
    #expect(many.frames.last?.label.hasPrefix("step 500: ") == true)
  }

  @Test("the curves of a sweep have a frame for each setting, those of one training none")
  func sweep() throws {
    let frames = try #require(
      plots(LossPlot.parts(SampleResults.rates, block: "rates")).first?.frames)
    #expect(frames.control == "learning rate")
    #expect(frames.frames.count == SampleResults.rates.trials.count)
    #expect(frames.frames[0].label.hasPrefix("learning rate "))
    #expect(frames.frames.allSatisfy { !$0.line.isEmpty })
    let one = SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 3)])
    #expect(plots(LossPlot.parts(one, block: "one")).allSatisfy { $0.frames == nil })
  }

  @Test("of frames that are too large every other one is left out, and the last stays")
  func fitting() {
    let frames = (0..<9).map { String(repeating: "\($0)", count: 40_000) }
    #expect(SVGFrames.fitting(frames).map(\.first) == ["0", "4", "8"])
    #expect(SVGFrames.fitting(["a", "b"]) == ["a", "b"])
  }

  @Test("a page has the slider's script where a figure has frames, and only there")
  func script() {
    let walk = SampleResults.block(
      "walk", .experiment,
      .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 3)])),
      show: [.trajectory])
    let page = html(handout("```yaml experiment walk\nx\n```\n", [walk]))
    #expect(page.contains("<figure class=\"play\" data-control=\"step\">"))
    #expect(page.contains("<g class=\"frame\" data-label=\"step 0: w = 8, L = 9\"><circle"))
    #expect(page.contains(PlayScript.text))
    #expect(!html(handout("x\n")).contains("<script>"))
    var still = walk
    still.presentation.plots = .ascii
    #expect(!html(handout("```yaml experiment walk\nx\n```\n", [still])).contains("<script>"))
  }

  @Test("a moment is told with its weights where they are few")
  func moments() {
    let few = [
      NamedTensor("W1", Tensor(.matrix(2, 1), [0.5, -0.25])),
      NamedTensor("b1", Tensor(.vector(1), [1])),
    ]
    #expect(
      MomentLabel.text(0, few) == "before the first step: W1[0][0] = 0.5, W1[1][0] = −0.25, b1 = 1")
    #expect(MomentLabel.text(1, []) == "after 1 step")
    let many = [NamedTensor("W1", Tensor(.vector(10), Array(repeating: 0, count: 10)))]
    #expect(MomentLabel.text(40, many) == "after 40 steps")
  }
}
