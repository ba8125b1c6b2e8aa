import Training

/// Runs the trials of experiments on several workers, a chunk at a time.
///
/// Each worker has runners of its own; which worker takes a chunk changes no result.
struct TrialPool: Sendable {
  let jobs: Int
  let progress: @Sendable (NotebookRunner.Progress) -> Void

  /// So many trials in a row of one experiment.
  private struct Chunk: Sendable {
    let experiment: Int
    let trials: Range<Int>
  }

  private struct Done: Sendable {
    let chunk: Chunk
    let results: Result<[TrialResult], TrainingError>
  }

  /// Each experiment's trials in order, or the first error among them.
  func run(
    _ experiments: [(name: String, experiment: PreparedExperiment)]
  ) async -> [Result<[TrialResult], TrainingError>] {
    let chunks = experiments.enumerated().flatMap { self.chunks(of: $1.experiment, number: $0) }
    let queue = Queue(count: chunks.count)
    let meter = Meter(experiments.map { ($0.name, $0.experiment.spec.trialCount) }, progress)
    let done = await withTaskGroup(of: [Done].self) { group in
      for _ in 0..<min(jobs, chunks.count) {
        group.addTask {
          var worker = Worker()
          var done: [Done] = []
          while let next = await queue.next() {
            let chunk = chunks[next]
            let results = worker.run(experiments[chunk.experiment].experiment, chunk)
            await meter.add(chunk.experiment, try? results.get())
            done.append(Done(chunk: chunk, results: results))
          }
          return done
        }
      }
      var all: [Done] = []
      for await part in group { all += part }
      return all
    }
    return collect(done, count: experiments.count)
  }

  private func collect(
    _ done: [Done], count: Int
  ) -> [Result<[TrialResult], TrainingError>] {
    var results = [Result<[TrialResult], TrainingError>](repeating: .success([]), count: count)
    for part in done.sorted(by: { $0.chunk.trials.lowerBound < $1.chunk.trials.lowerBound }) {
      let index = part.chunk.experiment
      guard case .success(let trials) = results[index] else { continue }
      results[index] = part.results.map { trials + $0 }
    }
    return results
  }

  /// Some chunks a worker, so that none waits long for the last.
  private func chunks(of experiment: PreparedExperiment, number: Int) -> [Chunk] {
    let count = experiment.spec.trialCount
    let size = max(1, min(256, count / (8 * jobs)))
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

  /// Counts what is done, and tells.
  private actor Meter {
    private var counts: [(name: String, total: Int, done: Int, steps: Int)]
    private let progress: @Sendable (NotebookRunner.Progress) -> Void

    init(
      _ blocks: [(name: String, total: Int)],
      _ progress: @escaping @Sendable (NotebookRunner.Progress) -> Void
    ) {
      counts = blocks.map { ($0.name, $0.total, 0, 0) }
      self.progress = progress
    }

    func add(_ index: Int, _ results: [TrialResult]?) {
      counts[index].done += results?.count ?? 0
      counts[index].steps += results?.reduce(0) { $0 + $1.training.steps } ?? 0
      let count = counts[index]
      progress(
        NotebookRunner.Progress(
          block: count.name, done: count.done, total: count.total, steps: count.steps))
    }
  }

  /// One worker's runners: of each model and precision one, made when it is first needed.
  private struct Worker {
    private struct Key: Hashable {
      let experiment: Int
      let model: Int
      let precision: Precision
    }

    private var runners: [Key: any TrialRunner] = [:]

    mutating func run(
      _ experiment: PreparedExperiment, _ chunk: Chunk
    ) -> Result<[TrialResult], TrainingError> {
      var results: [TrialResult] = []
      results.reserveCapacity(chunk.trials.count)
      for index in chunk.trials {
        let trial = experiment.spec.trial(index)
        let group = experiment.group(of: trial)
        let settings = experiment.recordingSettings(of: trial)
        let key = Key(
          experiment: chunk.experiment, model: experiment.spec.modelIndex(of: trial.group),
          precision: settings.precision)
        let runner = runners[key] ?? group.plan.runner(settings.precision)
        if runners[key] == nil {
          // Memory is for the experiment at work, not for all before it.
          runners = runners.filter { $0.key.experiment == chunk.experiment }
          runners[key] = runner
        }
        do {
          let training = try runner.train(group.data(seed: settings.seed), settings)
          results.append(experiment.finished(trial, training))
        } catch {
          return .failure(error)
        }
      }
      return .success(results)
    }
  }
}
