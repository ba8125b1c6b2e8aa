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
      let workers = min(jobs, chunks.count)
      for _ in 0..<workers {
        group.addTask {
          // Cores that no other worker needs.
          var worker = Worker(cores: jobs / workers)
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

  /// Some chunks a worker, so that none waits long for the last; as many trials in each as run side by
  /// side, or a multiple, unless a worker would have none.
  private func chunks(of experiment: PreparedExperiment, number: Int) -> [Chunk] {
    let count = experiment.spec.trialCount
    let first = experiment.spec.trial(0)
    let width = min(
      experiment.group(of: first).plan.trialsAtOnce(experiment.settings(of: first)),
      (count + jobs - 1) / jobs)
    let size = (max(1, min(256, count / (8 * jobs))) + width - 1) / width * width
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

    private let cores: Int
    private var runners: [Key: any TrialRunner] = [:]

    init(cores: Int) {
      self.cores = cores
    }

    mutating func run(
      _ experiment: PreparedExperiment, _ chunk: Chunk
    ) -> Result<[TrialResult], TrainingError> {
      var results: [TrialResult] = []
      results.reserveCapacity(chunk.trials.count)
      var waiting: [ExperimentSpec.Trial] = []
      var inputs: [TrialInput] = []
      var runner: (any TrialRunner)?

      func finishWaiting() throws(TrainingError) {
        guard let runner else { return }
        let trainings = try runner.train(inputs, sideBySide: true)
        results += zip(waiting, trainings).map { experiment.finished($0, $1) }
        waiting.removeAll()
        inputs.removeAll()
      }

      do {
        for index in chunk.trials {
          let trial = experiment.spec.trial(index)
          let settings = experiment.recordingSettings(of: trial)
          let next = self.runner(experiment, trial, settings.precision, number: chunk.experiment)
          if next !== runner { try finishWaiting() }
          runner = next
          waiting.append(trial)
          inputs.append(TrialInput(experiment.group(of: trial).data(seed: settings.seed), settings))
        }
        try finishWaiting()
        return .success(results)
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
