import Training

extension TrialPool {
  /// Runs a share of experiments' trials; the outcomes have those trials alone.
  ///
  /// - Parameter stretches: how many were dealt out before, raised by these experiments'.
  func run(
    _ shard: Shard, of experiments: [(name: String, experiment: PreparedExperiment)],
    after stretches: inout Int
  ) async -> [Outcome] {
    let chunks = experiments.enumerated().flatMap { number, block -> [Chunk] in
      self.stretches(of: block.experiment).compactMap { trials in
        defer { stretches += 1 }
        return shard.includes(stretch: stretches) ? Chunk(experiment: number, trials: trials) : nil
      }
    }
    return await run(experiments, chunks, keepsAll: true)
  }

  /// As many trials in a row as run side by side.
  private func stretches(of experiment: PreparedExperiment) -> [Range<Int>] {
    let count = experiment.spec.trialCount
    let first = experiment.spec.trial(0)
    let width = experiment.group(of: first).plan.trialsAtOnce(experiment.settings(of: first))
    return stride(from: 0, to: count, by: max(1, width)).map { $0..<min(count, $0 + width) }
  }

  /// The trials that the cache has, in order; none is run.
  func find(_ experiment: PreparedExperiment) -> [TrialResult] {
    guard let cache else { return [] }
    let memory = TrialMemory(experiment, cache: cache)
    return (0..<experiment.spec.trialCount).compactMap { index in
      let trial = experiment.spec.trial(index)
      return memory.find(trial, key: memory.key(of: trial)).map { experiment.finished(trial, $0) }
    }
  }
}
