import Testing

@testable import Experiments

@Suite struct ResultTreeTests {
  private static let notebook = """
    ```yaml experiment one-step
    network: 1 -> 1
    data: {x: [[2]], y: [[1]]}
    weights: {W1: [[0.5]], b1: [0.5]}
    steps: 1
    ```
    ```yaml experiment lr
    minimize: (w - 5)^2
    start: {w: 8}
    steps: 3
    sweep: {learning rate: [0.1, 0.5, 40]}
    ```
    ```tape chain
    x = 2
    a = 3x
    L = a^2
    gradient L wrt x
    ```
    ```yaml experiment broken
    steps: 1
    ```
    """

  @Test("paths lead into results")
  func paths() async {
    let run = await Run(Self.notebook)
    #expect(run["one-step.gradients.W1[0][0]"] == "2")
    #expect(run["one-step.settings.learning rate"] == "0.01")
    #expect(run["one-step.settings[\"learning rate\"]"] == "0.01")
    #expect(run["one-step.settings.learning_rate"] == "0.01")
    #expect(run["one-step.trials[0].losses[0]"] == "0.25")
    #expect(run["lr.trials[1].final.w"] == "5")
    #expect(run["lr.best.final.w"] == "5")
    #expect(run["lr.best.settings.learning rate"] == "0.5")
    #expect(run["lr.trials[2].verdict"] == "diverged")
    #expect(run["chain.gradients.L.x"] == "36")
    #expect(run["chain.values.a"] == "6")
  }

  @Test("a path that leads nowhere says what there is")
  func unknown() async {
    let run = await Run(Self.notebook)
    #expect(run["two.final_loss"] == "no block is named 'two'")
    #expect(run["one-step.final_los"] == "'one-step' has no 'final_los'")
    #expect(run["one-step.losses[5]"] == "'losses' has no item 5: it has 1, counted from 0")
    #expect(run["one-step.final_loss.x"] == "'final_loss' is a single value and has no parts")
    #expect(run["lr.final_loss"] == "'lr' has 3 trials, so 'final_loss' is not one value")
    #expect(run["broken.final_loss"] == "'broken' has errors, so it has no results")
  }

  @Test("texts that are no paths are refused")
  func refused() {
    for text in ["", ".a", "a.", "a[", "a[x]", "a[-1]", "a[1", "a]b", "a..b", "a[1]b"] {
      #expect(ResultPath(text) == nil, "\(text)")
    }
  }

  @Test("the record has the format's members in its order")
  func record() async {
    let run = await Run(
      """
      ```yaml experiment step
      minimize: (w - 5)^2
      start: {w: 8}
      learning rate: 0.5
      steps: 1
      ```
      """)
    #expect(
      run.json.text == "{notebook: a.md, version: 0, blocks: [{name: step, kind: experiment, "
        + "line: 1, trials: [{settings: {learning rate: 0.5, seed: 0}, verdict: converged, "
        + "steps: 1, losses: [9], final_loss: 0, initial: {w: 8}, gradients: {w: 6}, "
        + "final: {w: 5}, metrics: {}}], derivatives: {w: 2(w - 5)}}]}")
  }
}
