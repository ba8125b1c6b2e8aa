import Testing

@testable import Experiments

/// Notebooks run several times with one cache.
@Suite struct TrialMemoryTests {
  private let cache = TemporaryCache()

  private static let sweep = """
    ```yaml experiment lr
    network: 2 -> 3 tanh -> 1 sigmoid
    data: {from: points, split: 0.75, standardize: true}
    loss: bce
    steps: 12
    record: [rate, W1]
    sweep: {learning rate: [0.1, 1]}
    seeds: 3
    ```
    ```csv data points
    a,b,y
    0,0,0
    0,1,1
    1,0,1
    1,1,0
    ```
    """

  /// Runs with what earlier runs kept, and keeps more.
  private func run(
    _ text: String, jobs: Int = 1, reads: Bool = true, files: [String: String] = [:],
    makesRecord: Bool = true
  ) async -> (run: Run, note: BlockNote?) {
    let trials = cache.open(reads: reads)
    var options = NotebookRunner.Cache(trials)
    options.isFresh = !reads
    let run = await Run(
      text, jobs: jobs, files: files, cache: options, makesRecord: makesRecord)
    trials.close()
    let note = BlockNote.read(notebook: "a.md", block: "lr", in: CacheFolder(cache.folder))
    return (run, note)
  }

  private func counts(_ note: BlockNote?) -> [Int] { note.map { [$0.computed, $0.found] } ?? [] }

  @Test("a second run finds every trial and gives the same results, with any number of jobs")
  func secondRun() async {
    let without = await Run(Self.sweep)
    let first = await run(Self.sweep)
    let second = await run(Self.sweep, jobs: 3)
    #expect(counts(first.note) == [6, 0])
    #expect(counts(second.note) == [0, 6])
    #expect(first.run.json.text == without.json.text)
    #expect(second.run.json.text == without.json.text)
    #expect(second.run.messages == "")
  }

  @Test("a long run that is computed as soon as read is not kept, a short one and a slower one are")
  func worthKeeping() async {
    func kept(_ block: String) async -> Bool {
      let text = "```yaml experiment lr\n\(block)\n```"
      _ = await run(text)
      return counts(await run(text).note) == [0, 1]
    }
    #expect(await !kept("minimize: (w - 5)^2\nstart: {w: 8}\nsteps: 140000"))
    #expect(await kept("minimize: (w - 5)^2\nstart: {w: 8}\nsteps: 130000"))
    #expect(await kept("minimize: (tanh(w) - 5)^2\nstart: {w: 8}\nsteps: 140000"))
  }

  @Test("a result without losses does for a page without them, and is computed again for a record")
  func lackingLosses() async {
    func block(_ steps: Int) -> String {
      "```yaml experiment lr\nminimize: (tanh(w) - 5)^2\nstart: {w: 8}\nsteps: \(steps)\n"
        + "show: [verdict]\n```"
    }
    let first = await run(block(140_000), makesRecord: false)
    let second = await run(block(140_000), makesRecord: false)
    let third = await run(block(140_000))
    let fourth = await run(block(140_000), makesRecord: false)
    #expect(counts(first.note) == [1, 0])
    #expect(counts(second.note) == [0, 1])
    #expect(counts(third.note) == [1, 0])
    #expect(counts(fourth.note) == [0, 1])
    #expect(first.run["lr.losses[0]"] != third.run["lr.losses[0]"])
    for path in ["lr.verdict", "lr.final_loss", "lr.final.w"] {
      #expect(first.run[path] == third.run[path])
      #expect(second.run[path] == third.run[path])
    }
    // Few losses are kept unasked.
    _ = await run(block(130_000), makesRecord: false)
    #expect(counts(await run(block(130_000)).note) == [0, 1])
  }

  @Test(
    "every kind of model comes back as it was computed",
    arguments: [
      "minimize: (w - 5)^2 + v^2\nstart: {w: 8, v: 1}\nshow: [contour, updates, gradient flow]",
      "minimize: (w - 5)^2\nstart: {w: 8}\nlearning rate: 3\nsteps: 2000",
      "tape: chain\nlearning rate: 0.1",
      "network: [batchnorm, 2 relu, dropout 0.2, 3]\ndata: iris\nloss: cross-entropy\n"
        + "batch: 32\nepochs: 2\nprecision: float32\nshow: [predictions, diagnosis]",
      "network: 2 -> 1 sigmoid\ndata: and\nstop: {loss: 0.2}\nepochs: 300\nlearning rate: 1\n"
        + "show: [gradient flow(over time), decision boundary]",
    ])
  func models(body: String) async {
    let text = """
      ```yaml experiment lr
      \(body)
      ```
      ```tape chain
      parameter a = [1, 2]
      loss = sum(a^2)
      ```
      """
    let without = await Run(text)
    #expect(without.messages == "")
    let first = await run(text)
    let second = await run(text)
    #expect(counts(second.note) == [0, 1])
    #expect(first.run.json.text == without.json.text)
    #expect(second.run.json.text == without.json.text)
  }

  @Test("new settings are computed, those of before are found, and the note names the axis")
  func moreSettings() async {
    _ = await run(Self.sweep)
    let second = await run(Self.sweep.replacing("[0.1, 1]", with: "[0.1, 0.5, 1]"))
    #expect(counts(second.note) == [3, 6])
    #expect(
      second.note?.explanation == """
        a.md: lr: 3 of 9 trials computed, 6 found in the cache
          since the run before, this changed:
            sweep.learning rate: [0.1, 1] → [0.1, 0.5, 1]
        """)
  }

  @Test(
    "what is shown and said re-runs nothing",
    arguments: [
      ("seeds: 3", "seeds: 3\nshow: [gradient flow(over time), diagnosis]"),
      ("seeds: 3", "seeds: 3\ncaption: The rates"), ("```csv", "Prose.\n\n```csv"),
      ("seeds: 3", "seeds: 3\nexpect: [steps = 12]"),
      ("record: [rate, W1]", "record: [W1]"), ("record: [rate, W1]", "record: [W1, rate]"),
      ("a,b,y", "first,second,y"),
    ])
  func shown(old: String, new: String) async {
    let text = Self.sweep.replacing(old, with: new)
    let without = await Run(text)
    _ = await run(Self.sweep)
    let second = await run(text)
    #expect(counts(second.note) == [0, 6])
    #expect(second.run.json.text == without.json.text)
    #expect(second.note?.changes?.filter { !$0.hasPrefix("record") } == [])
  }

  @Test(
    "what determines results re-runs them, and the note says what it was",
    arguments: [
      ("steps: 12", "steps: 13", "duration.steps: 12 → 13"),
      ("3 tanh", "4 tanh", "model.network.layers[0].dense.units: 3 → 4"),
      ("loss: bce", "loss: mse", "loss: binary cross-entropy → mse"),
      (
        "seeds: 3", "seeds: 3\noptimizer: momentum",
        "optimizer: sgd → momentum|optimizer.momentum.beta: 0.9 (was not given)"
      ),
      ("split: 0.75", "split: 0.5", "data.split: 0.75 → 0.5"),
      ("standardize: true", "standardize: false", "data.standardize: true → false"),
    ])
  func determined(old: String, new: String, change: String) async {
    _ = await run(Self.sweep)
    let second = await run(Self.sweep.replacing(old, with: new))
    #expect(counts(second.note) == [6, 0])
    #expect(second.note?.changes?.joined(separator: "|") == change)
  }

  @Test("a changed byte of the data re-runs all, and the note names the row")
  func dataByte() async {
    let text = Self.sweep.replacing("points, split", with: "points.csv, split")
    let rows = "a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"
    _ = await run(text, files: ["points.csv": rows])
    let second = await run(text, files: ["points.csv": rows.replacing("1,0,1", with: "1,2,1")])
    #expect(counts(second.note) == [6, 0])
    #expect(second.note?.changes?.last == "data: row 3 changed")
    #expect(second.note?.changes?.first?.hasPrefix("data's digest: ") == true)
    let third = await run(text, files: ["points.csv": rows])
    #expect(counts(third.note) == [0, 6])
  }

  @Test("a value that was not kept is computed, and the note says so")
  func lacking() async {
    _ = await run(Self.sweep)
    let second = await run(Self.sweep.replacing("[rate, W1]", with: "[rate, W1, b1]"))
    #expect(counts(second.note) == [6, 0])
    #expect(second.note?.lacking == 6)
    let third = await run(Self.sweep.replacing("[rate, W1]", with: "[rate, W1, b1]"))
    #expect(counts(third.note) == [0, 6])
    let fourth = await run(Self.sweep)
    #expect(counts(fourth.note) == [0, 6])
  }

  @Test("fresh computes all, says so, and keeps it")
  func fresh() async {
    _ = await run(Self.sweep)
    let second = await run(Self.sweep, reads: false)
    #expect(counts(second.note) == [6, 0])
    #expect(
      second.note?.explanation == """
        a.md: lr: 6 trials computed
          nothing that determines the results changed since the run before
          all was computed since --fresh asked for it
        """)
  }

  @Test("weights of another block are part of what determines a trial")
  func inherited() async {
    let text = """
      ```yaml experiment base
      minimize: (w - 5)^2
      start: {w: 8}
      steps: 3
      ```
      ```yaml experiment lr
      minimize: (w - 5)^2
      weights: {from: base}
      steps: 3
      ```
      """
    _ = await run(text)
    let second = await run(text)
    #expect(counts(second.note) == [0, 1])
    let third = await run(text.replacing("{w: 8}", with: "{w: 9}"))
    #expect(counts(third.note) == [1, 0])
    let without = await Run(text.replacing("{w: 8}", with: "{w: 9}"))
    #expect(third.run.json.text == without.json.text)
  }

  @Test("a study cut short anywhere in its segment goes on to the results of an undisturbed one")
  func continued() async throws {
    let undisturbed = await run(Self.sweep)
    let path = try #require(cache.segments.first)
    let whole = try cache.bytes(of: path)
    // Places without pattern, the same at each run.
    var place = 1
    for _ in 0..<100 {
      place = place * 48_271 % 2_147_483_647
      for path in cache.segments { try cache.write([], to: path) }
      var bytes = Array(whole.prefix(place % whole.count))
      if place % 3 == 0, bytes.count > 20 { bytes[20 + place % (bytes.count - 20)] ^= 0x10 }
      try cache.write(bytes, to: path)
      let again = await run(Self.sweep, jobs: 1 + place % 3)
      #expect(again.run.json.text == undisturbed.run.json.text)
      #expect(again.run.messages == "")
    }
  }

  @Test("a note that was changed by a byte counts as none")
  func damagedNote() async throws {
    _ = await run(Self.sweep)
    let path = cache.folder + "/a.md.lr.block"
    var bytes = try cache.bytes(of: path)
    bytes[40] ^= 1
    try cache.write(bytes, to: path)
    #expect(BlockNote.read(notebook: "a.md", block: "lr", in: CacheFolder(cache.folder)) == nil)
    let second = await run(Self.sweep)
    #expect(
      second.note?.explanation == """
        a.md: lr: 6 trials found in the cache
          it is the first run that is known of this block
        """)
  }
}
