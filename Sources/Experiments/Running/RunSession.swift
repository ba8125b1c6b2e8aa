import Autodiff
import Source
import Training

/// One run of a notebook's blocks: experiments in waves, each after the blocks whose weights it
/// starts from.
struct RunSession {
  let reader: BlockReader
  private let options: NotebookRunner.Options
  private let notebook: String
  private let needsLosses: Bool
  private let progress: @Sendable (NotebookRunner.Progress) -> Void
  private var loader: DataLoader
  var outcomes: [String: BlockResult.Outcome] = [:]
  var problems: [Diagnostic] = []

  init(
    reader: BlockReader, options: NotebookRunner.Options, notebook: String, needsLosses: Bool,
    progress: @escaping @Sendable (NotebookRunner.Progress) -> Void
  ) {
    self.reader = reader
    self.options = options
    self.notebook = notebook
    self.needsLosses = needsLosses
    self.progress = progress
    loader = reader.loader
  }

  /// The conditions of each block that has any.
  var expectations: [(block: String, conditions: [Expectation])] {
    reader.experiments.map { ($0.block.name, $0.decoded.expectations) }
      .filter { !$0.conditions.isEmpty }
  }

  func result(of block: ExecutableBlock) -> BlockResult {
    let decoded = reader.experiments.first { $0.block.name == block.name }?.decoded
    return BlockResult(
      name: block.name, kind: block.kind, line: block.line,
      presentation: decoded?.presentation ?? Presentation(),
      outcome: outcomes[block.name] ?? .failed, range: block.range)
  }

  mutating func run() async {
    var waiting = begin()
    while !waiting.isEmpty {
      let ready = takeReady(from: &waiting)
      guard !ready.isEmpty else { return reportCycles(waiting) }
      let prepared = prepare(ready)
      let finders = await RangeTestRunner(pool: pool).run(prepared)
      for (name, outcome) in await finish(prepared, finders) {
        guard let memory = outcome.memory else { continue }
        for block in prepared where block.name == name { note(name, block.experiment, memory) }
      }
    }
  }

  var pool: TrialPool {
    TrialPool(jobs: max(1, options.jobs), cache: options.cache?.trials, progress: progress)
  }

  /// Data and tapes, and what is wrong with experiments that cannot be run.
  ///
  /// - Returns: those that can.
  mutating func begin() -> [BlockReader.Experiment] {
    for (name, data) in reader.data { outcomes[name] = .data(data) }
    for (name, tape) in reader.tapes {
      let result = tape.run()
      outcomes[name] = .tape(result)
      guard let failure = result.check?.failure else { continue }
      let block = reader.blocks.first { $0.name == name }
      problems.append(
        Diagnostic(.error, GradientFact(failure: failure), at: block?.range ?? .point(0)))
    }
    var waiting = reader.experiments
    for experiment in waiting where experiment.decoded.spec == nil {
      outcomes[experiment.block.name] = .failed
      var preparation = Preparation(
        experiment, tapes: reader.tapes, loader: loader, outcomes: outcomes)
      preparation.checkDraft(modelIsRead: experiment.decoded.modelIsRead)
      loader = preparation.loader
      problems += preparation.problems
    }
    waiting.removeAll { $0.decoded.spec == nil }
    return waiting
  }

  /// Takes out those whose sources of weights are done.
  func takeReady(from waiting: inout [BlockReader.Experiment]) -> [BlockReader.Experiment] {
    let ready = waiting.filter { one in sources(of: one).allSatisfy { outcomes[$0] != nil } }
    waiting.removeAll { one in ready.contains { $0.block.name == one.block.name } }
    return ready
  }

  /// The blocks whose weights it starts from.
  func sources(of experiment: BlockReader.Experiment) -> [String] {
    experiment.decoded.spec?.weightSources ?? []
  }

  /// Tells of blocks that wait for each other, once for each circle, and of those that wait for them.
  mutating func reportCycles(_ waiting: [BlockReader.Experiment]) {
    var sources: [String: String] = [:]
    for experiment in waiting {
      sources[experiment.block.name] =
        self.sources(of: experiment).first { outcomes[$0] == nil }
    }
    let circles = Self.circles(waiting.map(\.block.name), sources)
    let members = Set(circles.joined())
    for experiment in waiting {
      let name = experiment.block.name
      if let circle = circles.first(where: { $0[0] == name }) {
        report(.weightsCycle(circle + [name]), of: experiment)
      } else if !members.contains(name), let source = sources[name] {
        report(.weightsOfFailed(source), of: experiment)
      }
    }
  }

  /// The circles that blocks lead into, each from its first block in the notebook on.
  private static func circles(_ names: [String], _ sources: [String: String]) -> [[String]] {
    var seen: Set<String> = []
    var circles: [[String]] = []
    for name in names {
      var path: [String] = []
      var next: String? = name
      while let current = next, seen.insert(current).inserted {
        path.append(current)
        next = sources[current]
      }
      guard let meeting = next, let first = path.firstIndex(of: meeting) else { continue }
      let circle = path[first...]
      let opening = names.first { circle.contains($0) }.flatMap { circle.firstIndex(of: $0) }
      let turn = opening ?? circle.startIndex
      circles.append(Array(circle[turn...] + circle[..<turn]))
    }
    return circles
  }

  private mutating func report(_ fact: SpecProblem, of experiment: BlockReader.Experiment) {
    let range = experiment.decoded.places.range(of: .weights, entry: "from")
    problems.append(Diagnostic(.error, fact, at: range))
  }

  /// Those of a wave that can be run; what is wrong with the others is told.
  mutating func prepare(
    _ wave: [BlockReader.Experiment]
  ) -> [(name: String, experiment: PreparedExperiment)] {
    var prepared: [(name: String, experiment: PreparedExperiment)] = []
    for experiment in wave {
      var preparation = Preparation(
        experiment, tapes: reader.tapes, loader: loader, outcomes: outcomes)
      preparation.needsLosses = needsLosses
      let result = preparation.prepare()
      loader = preparation.loader
      problems += preparation.problems
      if let result {
        prepared.append((experiment.block.name, result))
      } else {
        outcomes[experiment.block.name] = .failed
      }
    }
    return prepared
  }

  /// Runs experiments and makes their results.
  mutating func finish(
    _ prepared: [(name: String, experiment: PreparedExperiment)],
    _ finders: [LearningRateFinder?] = []
  ) async -> [(name: String, outcome: TrialPool.Outcome)] {
    let results = await pool.run(prepared)
    for (index, ((name, experiment), outcome)) in zip(prepared, results).enumerated() {
      switch outcome.trials {
      case .success(let trials):
        var result = experiment.result(trials)
        if !finders.isEmpty { result.finder = finders[index] }
        problems += experiment.gradientProblems(result) + experiment.figureProblems(result)
        if result.explanation == nil { problems += experiment.tooLargeToExplain }
        outcomes[name] = .experiment(result)
      case .failure(let failure):
        problems.append(experiment.diagnostic(failure))
        outcomes[name] = .failed
      }
    }
    return zip(prepared, results).map { ($0.name, $1) }
  }

  /// Keeps what determined a block and what was done, for `runbook why`.
  private func note(
    _ block: String, _ experiment: PreparedExperiment, _ memory: TrialMemory
  ) {
    guard let cache = options.cache, cache.writesNotes else { return }
    let folder = CacheFolder(cache.trials.folder)
    let previous = BlockNote.read(notebook: notebook, block: block, in: folder)
    BlockNote(
      notebook: notebook, block: block, experiment, memory, isFresh: cache.isFresh,
      since: previous
    ).write(in: folder)
  }
}
