import Training

/// Runs the trials of experiments on several workers, a chunk at a time.
///
/// Each worker has runners of its own; which worker takes a chunk changes no result.
struct TrialPool: Sendable {
  let jobs: Int
  /// Nil: nothing is looked up or kept.
  var cache: TrialCache?
  let progress: @Sendable (NotebookRunner.Progress) -> Void

  /// So many trials in a row of one experiment.
  struct Chunk: Sendable {
    let experiment: Int
    let trials: Range<Int>
  }

  private struct Done: Sendable {
    let chunk: Chunk
    let results: Result<[TrialResult], TrainingError>
  }

  struct Outcome: Sendable {
    let trials: Result<[TrialResult], TrainingError>
    /// Knows how they came by their results, where there is a cache.
    let memory: TrialMemory?
  }

  /// Each experiment's trials in order, or the first error among them.
  func run(
    _ experiments: [(name: String, experiment: PreparedExperiment)]
  ) async -> [Outcome] {
    await run(
      experiments, experiments.enumerated().flatMap { chunks(of: $1.experiment, number: $0) })
  }

  /// The trials of some chunks.
  ///
  /// - Parameter keepsAll: see `TrialMemory`.
  func run(
    _ experiments: [(name: String, experiment: PreparedExperiment)], _ chunks: [Chunk],
    keepsAll: Bool = false
  ) async -> [Outcome] {
    let memories = experiments.map { _, experiment in
      cache.map { TrialMemory(experiment, cache: $0, keepsAll: keepsAll) }
    }
    let totals = experiments.indices.map { index in
      chunks.reduce(0) { $0 + ($1.experiment == index ? $1.trials.count : 0) }
    }
    let queue = Queue(count: chunks.count)
    let meter = TrialMeter(experiments, totals: totals, progress)
    let done = await withTaskGroup(of: [Done].self) { group in
      let workers = min(jobs, chunks.count)
      for _ in 0..<workers {
        group.addTask {
          // Cores that no other worker needs.
          var worker = Worker(cores: jobs / workers)
          var done: [Done] = []
          while let next = await queue.next() {
            let chunk = chunks[next]
            await meter.begin(chunk.experiment, chunk.trials.count)
            let results = worker.run(
              experiments[chunk.experiment].experiment, chunk, memories[chunk.experiment])
            await meter.end(
              chunk.experiment, chunk.trials.count, try? results.get(),
              found: memories[chunk.experiment]?.tally.found ?? 0)
            done.append(Done(chunk: chunk, results: results))
          }
          return done
        }
      }
      var all: [Done] = []
      for await part in group { all += part }
      return all
    }
    return zip(collect(done, count: experiments.count), memories).map {
      Outcome(trials: $0, memory: $1)
    }
  }

  private func collect(
    _ done: [Done], count: Int
  ) -> [Result<[TrialResult], TrainingError>] {
    var trials = [[TrialResult]](repeating: [], count: count)
    var errors = [TrainingError?](repeating: nil, count: count)
    for part in done.sorted(by: { $0.chunk.trials.lowerBound < $1.chunk.trials.lowerBound }) {
      let index = part.chunk.experiment
      switch part.results {
      case .success(let results): trials[index] += results
      case .failure(let error): errors[index] = errors[index] ?? error
      }
    }
    return zip(trials, errors).map { trials, error in
      error.map(Result.failure) ?? .success(trials)
    }
  }

  /// The most multiplications of a chunk, some tenths of a second: what is lost where a run is ended.
  private static let chunkWork = 1_000_000_000

  /// Some chunks a worker, so that none waits long for the last; as many trials in each as run side by
  /// side, or a multiple, unless a worker would have none.
  private func chunks(of experiment: PreparedExperiment, number: Int) -> [Chunk] {
    let count = experiment.spec.trialCount
    let first = experiment.spec.trial(0)
    let width = min(
      experiment.group(of: first).plan.trialsAtOnce(experiment.settings(of: first)),
      (count + jobs - 1) / jobs)
    let most = min(256, count / (8 * jobs), Self.chunkWork / max(1, experiment.work(of: first)))
    let size = (max(1, most) + width - 1) / width * width
    return stride(from: 0, to: count, by: size).map {
      Chunk(experiment: number, trials: $0..<min(count, $0 + size))
    }
  }

  private actor Queue {
    private var nextIndex = 0
    private let count: Int

    init(count: Int) { self.count = count }

    func next() -> Int? {
      guard nextIndex < count else { return nil }
      nextIndex += 1
      return nextIndex - 1
    }
  }

  /// One worker's runners: of each model and precision one, made when it is first needed.
  private struct Worker {
    private struct Key: Hashable {
      let experiment: Int
      let model: Int
      let precision: Precision
    }

    private let cores: Int
    private var runners: [Key: any TrialRunner] = [:]

    init(cores: Int) {
      self.cores = cores
    }

    /// The chunk's trials in order: what is in the cache, and the others run, as many at once as may be.
    mutating func run(
      _ experiment: PreparedExperiment, _ chunk: Chunk, _ memory: TrialMemory?
    ) -> Result<[TrialResult], TrainingError> {
      var results: [TrialResult?] = []
      results.reserveCapacity(chunk.trials.count)
      var waiting: [(place: Int, trial: ExperimentSpec.Trial)] = []
      var inputs: [TrialInput] = []
      // Of those waiting, where there is a cache.
      var keys: [ContentDigest] = []
      var runner: (any TrialRunner)?

      func finishWaiting() throws(TrainingError) {
        guard let runner, !inputs.isEmpty else { return }
        let trainings = try runner.train(inputs, sideBySide: true)
        let kept = memory?.keep(trainings, of: waiting.map(\.trial), keys: keys) ?? trainings
        for ((place, trial), training) in zip(waiting, kept) {
          results[place] = experiment.finished(trial, training)
        }
        waiting.removeAll()
        keys.removeAll()
        inputs.removeAll()
      }

      do {
        for index in chunk.trials {
          let trial = experiment.spec.trial(index)
          let key = memory?.key(of: trial)
          if let key, let training = memory?.find(trial, key: key) {
            results.append(experiment.finished(trial, training))
            continue
          }
          let settings =
            memory?.settings(of: trial) ?? experiment.recordingSettings(of: trial)
          let next = self.runner(experiment, trial, settings.precision, number: chunk.experiment)
          if next !== runner { try finishWaiting() }
          runner = next
          waiting.append((results.count, trial))
          results.append(nil)
          if let key { keys.append(key) }
          inputs.append(TrialInput(experiment.group(of: trial).data(seed: settings.seed), settings))
        }
        try finishWaiting()
        return .success(results.compactMap { $0 })
      } catch {
        return .failure(error)
      }
    }

    private mutating func runner(
      _ experiment: PreparedExperiment, _ trial: ExperimentSpec.Trial, _ precision: Precision,
      number: Int
    ) -> any TrialRunner {
      let key = Key(
        experiment: number, model: experiment.spec.modelIndex(of: trial.group),
        precision: precision)
      if let runner = runners[key] { return runner }
      let runner = experiment.group(of: trial).plan.runner(precision, cores: cores)
      // Memory is for the experiment at work, not for all before it.
      runners = runners.filter { $0.key.experiment == number }
      runners[key] = runner
      return runner
    }
  }
}

extension PreparedExperiment {
  /// About as many multiplications as a trial makes.
  fileprivate func work(of trial: ExperimentSpec.Trial) -> Int {
    let plan = group(of: trial).plan
    let steps = Double(plan.steps(trial.spec.training.duration))
    let each = 6 * Double(max(1, plan.sizes.rows)) * Double(max(1, plan.parameterCount))
    return Int(min(steps * each, 1e15))
  }
}
