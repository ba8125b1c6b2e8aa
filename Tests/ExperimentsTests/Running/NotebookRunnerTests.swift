import Source
import Testing

@testable import Experiments

@Suite struct NotebookRunnerTests {
  @Test("losses are kept where the record, a part of the page or a path asks for them")
  func keepsLosses() async {
    func kept(_ lines: String, behind: String = "", makesRecord: Bool = false) async -> Bool {
      let block = "```yaml experiment a\nminimize: w^2\nstart: {w: 1}\n\(lines)\n```\n"
      return await Run(block + behind, makesRecord: makesRecord)["a.losses[0]"] == "1"
    }
    #expect(await !kept("show: [verdict, gradients, updates]"))
    #expect(await kept("show: [verdict]", makesRecord: true))
    #expect(await kept("show: [loss plot]"))
    #expect(await kept("steps: 10"), "what is shown by default has losses in it")
    #expect(await kept("show: [verdict]\nexpect: losses[3] < 1"))
    #expect(await kept("show: [verdict]", behind: "It began at `{a.losses[0]}`."))
    #expect(await kept("show: [verdict]\nstop: {loss: 0.5}"))
  }

  @Test("a gradient step on (w - 5)^2 from 8 at rate 0.1 gives 7.4")
  func minimize() async {
    let run = await Run(
      """
      ```yaml experiment step
      minimize: (w - 5)^2
      start: {w: 8}
      learning rate: 0.1
      steps: 1
      expect: [final.w = 7.4 ± 1e-12, gradients.w = 6]
      ```
      """)
    #expect(run.messages == "")
    #expect(run["step.final.w"] == "7.4")
    #expect(run["step.losses"] == "[9]")
    #expect(run["step.trials[0].settings"] == "{learning rate: 0.1, seed: 0}")
  }

  @Test("a network trains on built-in, inline, block and file data")
  func data() async {
    let run = await Run(
      """
      ```csv data points
      x,y
      0,1
      1,3
      2,5
      ```
      ```yaml experiment a
      network: 2 -> 4 tanh -> 1 sigmoid
      data: xor
      learning rate: 0.5
      steps: 10
      ```
      ```yaml experiment b
      network: 1 -> 1
      data: points
      learning rate: 0.1
      steps: 200
      ```
      ```yaml experiment c
      network: [dense 1]
      data: {from: more.csv, target: x, features: [y]}
      steps: 2
      ```
      ```yaml experiment d
      network: 1 -> 1
      data: {x: [[0], [1]], y: [0, 1]}
      weights: {W1: [[0.5]], b1: [0.1]}
      steps: 1
      ```
      """, files: ["more.csv": "x,z,y\n1,a,2\n2,b,3\n"])
    #expect(run.messages == "")
    #expect(run["a.steps"] == "10")
    #expect(run["b.verdict"] == "converged")
    #expect(run["c.initial.b1"] == "[0]")
    #expect(run["d.gradients.b1"] == "[-0.30000000000000004]")
    #expect(run["points.features.x"] == "[0, 1, 2]")
  }

  @Test("one failing block stops no other, and all problems are told in order")
  func failures() async {
    let run = await Run(
      """
      ```yaml experiment a
      minimize: (w - 5)^2
      start: {w: 8}
      lerning rate: 0.1
      ```
      ```yaml experiment b
      network: 3 -> 1
      data: xor
      ```
      ```tape c
      x = 2
      gradient y
      ```
      ```yaml experiment d
      minimize: w^2
      start: {w: 1}
      steps: 1
      ```
      """)
    #expect(run["d.final.w"] == "0.98")
    #expect(run["a"] == "'a' has errors, so it has no results")
    #expect(run["c"] == "'c' has errors, so it has no results")
    #expect(
      run.messages.hasPrefix(
        """
        a.md:4:1: error: unknown key 'lerning rate' of an experiment
        4 | lerning rate: 0.1
          | ^^^^^^^^^^^^
          help: did you mean 'learning rate'?
        a.md:7:10: error: the network takes 3 inputs, but the data has 2 features
        7 | network: 3 -> 1
          |          ^
          help: begin the network with 2, or choose other features
        a.md:12:10: error:
        """))
  }

  @Test(
    "a sweep's trials are the product of its axes, seeds innermost, and do not depend on the jobs")
  func sweep() async {
    let text = """
      ```yaml experiment lr
      network: 2 -> 3 tanh -> 1 sigmoid
      data: xor
      steps: 20
      sweep: {learning rate: [0.1, 1], optimizer: [sgd, adam]}
      seeds: 3
      ```
      """
    let one = await Run(text, jobs: 1)
    let four = await Run(text, jobs: 4)
    #expect(one.messages == "")
    #expect(one.json == four.json)
    #expect(one["lr.trials[0].settings"] == "{learning rate: 0.1, optimizer: sgd, seed: 0}")
    #expect(one["lr.trials[4].settings"] == "{learning rate: 0.1, optimizer: adam, seed: 1}")
    #expect(one["lr.trials[11].settings"] == "{learning rate: 1, optimizer: adam, seed: 2}")
    #expect(one["lr.best.settings"] == "{learning rate: 0.1, optimizer: adam}")
    #expect(one["lr.trials[0].losses"] != one["lr.trials[1].losses"])
    #expect(one["lr.final_loss"] == "'lr' has 12 trials, so 'final_loss' is not one value")
  }

  @Test("a block goes on where another ended, wherever that stands")
  func weightsFrom() async {
    let run = await Run(
      """
      ```yaml experiment second
      network: 1 -> 1
      data: {x: [1, 2], y: [3, 5]}
      weights: {from: first}
      steps: 5
      ```
      ```yaml experiment first
      network: 1 -> 1
      data: {x: [1, 2], y: [3, 5]}
      steps: 5
      ```
      """)
    #expect(run.messages == "")
    #expect(run["second.initial"] == run["first.final"])
  }

  @Test("blocks that wait for each other are an error")
  func cycle() async {
    let run = await Run(
      """
      ```yaml experiment a
      minimize: w^2
      weights: {from: b}
      ```
      ```yaml experiment b
      minimize: w^2
      weights: {from: a}
      ```
      """)
    #expect(
      run.messages == """
        a.md:3:17: error: blocks wait for each other's weights: a → b → a
        3 | weights: {from: b}
          |                 ^
        """)
  }

  @Test("a failed expectation tells the measured value and the difference")
  func expectations() async {
    let run = await Run(
      """
      ```tape chain
      x = 2
      a = 3x
      L = a^2
      gradient L wrt x
      ```
      ```yaml experiment lr
      minimize: (w - 5)^2
      start: {w: 8}
      steps: 1
      sweep: {learning rate: [0.1, 1, 2]}
      expect:
        - final.w = 7.4 ± 1e-9
        - trials[1].verdict = converged
        - trials[0].final.w = 7.4 ± 1e-9
        - chain.gradients.L.x = 36
        - final_los < 1
        - trials[0].losses > 1
      ```
      """)
    #expect(
      run.messages == """
        a.md:13:5: error: expected final.w = 7.4 ± 1e-9, but it is 2 at learning rate 1, seed 0, and \
        in 1 more trial not either
        13 |   - final.w = 7.4 ± 1e-9
           |     ^^^^^^^^^^^^^^^^^^^^
          help: the difference is -5.4
        a.md:14:5: error: expected trials[1].verdict = converged, but it is oscillating
        14 |   - trials[1].verdict = converged
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        a.md:17:5: error: item 0 of 'trials' has no 'final_los'
        17 |   - final_los < 1
           |     ^^^^^^^^^^^^^
          help: did you mean 'final_loss'?
        a.md:18:5: error: 'trials[0].losses' is not a single value
        18 |   - trials[0].losses > 1
           |     ^^^^^^^^^^^^^^^^^^^^
          help: name one of its parts, as in trials[0].losses[0]
        """)
  }

  @Test("parameters stand for their values, and --set overrides them")
  func parameters() async {
    let text = """
      ---
      parameters: {rate: 0.1, w0: 8}
      defaults: {steps: 1, learning rate: "${rate}"}
      ---
      ```yaml experiment a
      minimize: (w - ${w0})^2
      start: {w: "${w0}"}
      ```
      ```tape t
      x = ${rate}
      L = x^2
      gradient L
      ```
      """
    let plain = await Run(text)
    #expect(plain.messages == "")
    #expect(plain["a.settings.learning rate"] == "0.1")
    let set = await Run(text, set: [("rate", "0.5")])
    #expect(set["a.settings[\"learning rate\"]"] == "0.5")
    #expect(set["t.values.x"] == "0.5")
    let unknown = await Run(text, set: [("rat", "0.5")])
    #expect(
      unknown.messages == """
        a.md: error: --set rat: no parameter is named 'rat'
          help: did you mean 'rate'?
        """)
  }

  @Test("replicates that nothing tells apart are a warning")
  func seedsWithoutEffect() async {
    let run = await Run(
      """
      ```yaml experiment a
      minimize: w^2
      start: {w: 1}
      seeds: 2
      ```
      """)
    #expect(
      run.messages == """
        a.md:4:8: warning: nothing here depends on the seed, so all replicates are equal
        4 | seeds: 2
          |        ^
          help: remove 'seeds', or let the initial weights, the batches or the split be drawn
        """)
  }
}

@Suite struct ShownResultTests {
  private func experiment(_ run: Run, _ index: Int = 0) -> ExperimentResult? {
    guard case .experiment(let result) = run.result.blocks[index].outcome else { return nil }
    return result
  }

  @Test("a descent of one variable has its path and its curve, and its record no more than asked")
  func paths() async throws {
    let run = await Run(
      """
      ```yaml experiment step
      minimize: (w - 5)^2
      start: {w: 8}
      learning rate: 0.1
      steps: 2
      ```
      """)
    let result = try #require(experiment(run))
    let path = try #require(result.trials[0].path)
    #expect(path.points.map { $0[0] } == [8, 7.4, 6.92])
    #expect(path.gradients.map { $0[0] } == [6, 4.800000000000001])
    #expect(path.rates == [0.1, 0.1])
    #expect(result.trials[0].training.recorded.isEmpty)
    #expect(result.derivatives.map(\.text) == ["2(w - 5)"])
    let curve = try #require(result.curve)
    #expect(curve.x.count == 121)
    #expect(try #require(curve.x.first) < 6.92)
    #expect(try #require(curve.x.last) > 8)
  }

  @Test("the first step is explained where show asks for it")
  func explanation() async throws {
    let run = await Run(
      """
      ```yaml experiment net
      network: 1 -> 1 relu -> 1 sigmoid
      data: {x: [[2]], y: [[1]]}
      weights: {W1: [[0.5]], b1: [0.1], W2: [[0.3]], b2: [-0.2]}
      steps: 1
      show: [forward, backward]
      ```
      ```yaml experiment silent
      minimize: w^2
      start: {w: 1}
      steps: 1
      ```
      """)
    #expect(run.messages == "")
    let explanation = try #require(experiment(run)?.explanation)
    #expect(explanation.target == "L")
    let slope = try #require(explanation.steps.first { $0.name == "W2" }?.gradient)
    #expect(abs(slope.values[0] + 0.256067) < 1e-6)
    #expect(experiment(run, 1)?.explanation == nil)
  }
}

@Suite struct DraftTests {
  @Test("data and expressions of a block with other errors are checked too")
  func drafts() async {
    let run = await Run(
      """
      ```yaml experiment a
      network: 1 -> 1
      data: {from: d.csv, target: speces}
      stepz: 5
      ```
      ```yaml experiment b
      minimize: (w - 5
      start: {w: 1}
      loss: mse
      ```
      """, files: ["d.csv": "x,species\n1,2\n"])
    let places = run.messages.split(separator: "\n").filter { $0.hasPrefix("a.md:") }
    #expect(
      places.map { $0.split(separator: ":").prefix(3).joined(separator: ":") } == [
        "a.md:3:29", "a.md:4:1", "a.md:7:11", "a.md:9:1",
      ])
  }

  @Test("a measure that the results lack is told where it is asked for")
  func measure() async {
    let run = await Run(
      """
      ```yaml experiment a
      minimize: w^2
      start: {w: 1}
      sweep: {learning rate: [0.1, 1]}
      best by: accuracy
      ```
      """)
    #expect(
      run.messages == """
        a.md:5:10: error: the results have no 'accuracy' to be compared by
        5 | best by: accuracy
          |          ^^^^^^^^
          help: there is 'final_loss'
        """)
  }

  @Test("a default that a block sweeps over has no say there, nor a warning")
  func sweptDefault() async {
    let run = await Run(
      """
      ---
      defaults: {learning rate: 0.5}
      ---
      ```yaml experiment a
      minimize: w^2
      start: {w: 1}
      sweep: {learning rate: [0.1, 1]}
      ```
      """)
    #expect(run.messages == "")
  }
}
