import Autodiff
import Source
import Testing
import Training

@testable import Experiments

@Suite("Gradient flow") struct GradientFlowTests {
  private func flow(_ show: String) async throws -> (flow: GradientFlow?, training: TrainingResult)
  {
    let run = await Run(
      """
      ```yaml experiment a
      network: 2 -> 3 tanh -> 1 sigmoid
      data: xor
      loss: mse
      learning rate: 0.5
      steps: 40
      show: \(show)
      ```
      """)
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else { throw Missing() }
    return (result.flow, result.trials[0].training)
  }

  private struct Missing: Error {}

  @Test("at the first step it is the size of the gradients and of the first update")
  func firstStep() async throws {
    let (found, training) = try await flow("gradient flow")
    let flow = try #require(found)
    #expect(flow.moments.map(\.step) == [0])
    #expect(flow.moments[0].entries.map(\.name) == ["W1", "b1", "W2", "b2"])
    for (entry, gradient) in zip(flow.moments[0].entries, training.gradients) {
      let values = gradient.tensor.values
      let mean = values.map(\.magnitude).reduce(0, +) / Double(values.count)
      let norm = values.map { $0 * $0 }.reduce(0, +).squareRoot()
      #expect(abs(entry.meanMagnitude - mean) < 1e-15)
      #expect(abs(entry.norm - norm) < 1e-15)
    }
    let weights = training.initial[0].tensor.values.map { $0 * $0 }.reduce(0, +).squareRoot()
    let ratio = 0.5 * flow.moments[0].entries[0].norm / weights
    #expect(abs((flow.moments[0].entries[0].updateRatio ?? 0) - ratio) < 1e-12)
    // Biases start at 0, which no update is a share of.
    #expect(flow.moments[0].entries[1].updateRatio == nil)
  }

  @Test("over time it begins as at the first step, and ends at the last")
  func overTime() async throws {
    let (first, _) = try await flow("gradient flow")
    let (found, training) = try await flow("gradient flow(over time)")
    let flow = try #require(found)
    #expect(flow.moments.map(\.step) == [0, 1, 2, 5, 10, 20, 39])
    let entries = zip(flow.moments[0].entries, first?.moments[0].entries ?? [])
    for (over, at) in entries { #expect(abs(over.norm - at.norm) < 1e-14) }
    let last = flow.moments[6].entries[3]
    let end = training.final[3].tensor.values[0]
    #expect(abs((last.updateRatio ?? 0) - 0.5 * last.norm / abs(end)) < 0.01)
  }

  @Test("it is reckoned only where it is shown")
  func notShown() async throws {
    let (flow, training) = try await flow("verdict")
    #expect(flow == nil)
    #expect(training.snapshots.isEmpty)
  }

  @Test("an option that it does not have is told with the one that it has")
  func option() async {
    let run = await Run(
      "```yaml experiment a\nminimize: w^2\nstart: {w: 1}\nshow: gradient flow(over tme)\n```")
    #expect(
      run.messages == """
        a.md:4:21: error: 'gradient flow' has no option 'over tme'
        4 | show: gradient flow(over tme)
          |                     ^^^^^^^^
          help: did you mean 'over time'?
        """)
  }
}
