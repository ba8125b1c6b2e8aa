import Source
import Training

extension RunSession {
  /// Runs one share of the trials, for what the cache then has of them.
  ///
  /// A block whose weights others start from is run by every share, which have to know them; the short
  /// runs that find a learning rate by the first.
  mutating func run(_ shard: Shard) async -> ShardOutcome {
    var outcome = ShardOutcome()
    let givers = Set(reader.experiments.flatMap { sources(of: $0) })
    var stretches = 0
    var waiting = begin()
    while !waiting.isEmpty {
      let ready = takeReady(from: &waiting)
      guard !ready.isEmpty else {
        reportCycles(waiting)
        break
      }
      let prepared = prepare(ready)
      if shard.number == 1 { _ = await RangeTestRunner(pool: pool).run(prepared) }
      let shared = prepared.filter { !givers.contains($0.name) }
      let part = await pool.run(shard, of: shared, after: &stretches)
      for ((name, experiment), share) in zip(shared, part) {
        outcomes[name] = .failed
        outcome.add(share, trials: experiment.spec.trialCount)
        if case .failure(let error) = share.trials { problems.append(experiment.diagnostic(error)) }
      }
      for (name, share) in await finish(prepared.filter { givers.contains($0.name) }) {
        let trials = prepared.first { $0.name == name }?.experiment.spec.trialCount ?? 0
        outcome.add(share, trials: trials)
      }
    }
    outcome.diagnostics = problems
    return outcome
  }

  /// Looks up which trials the cache has, and runs none.
  mutating func survey() -> ShardOutcome {
    var outcome = ShardOutcome()
    var waiting = begin()
    // Blocks whose trials are not all there, and those that start from them.
    var unknown: Set<String> = []
    while !waiting.isEmpty {
      for experiment in waiting where sources(of: experiment).contains(where: unknown.contains) {
        unknown.insert(experiment.block.name)
        outcome.missing += experiment.decoded.spec?.trialCount ?? 0
      }
      waiting.removeAll { unknown.contains($0.block.name) }
      let ready = takeReady(from: &waiting)
      guard !ready.isEmpty else { break }
      for (name, experiment) in prepare(ready) {
        let trials = pool.find(experiment)
        let count = experiment.spec.trialCount
        outcome.found += trials.count
        outcome.missing += count - trials.count
        if trials.count == count {
          outcomes[name] = .experiment(experiment.result(trials))
        } else {
          unknown.insert(name)
        }
      }
    }
    outcome.diagnostics = problems
    return outcome
  }
}

extension ShardOutcome {
  fileprivate mutating func add(_ share: TrialPool.Outcome, trials: Int) {
    let tally = share.memory?.tally ?? TrialMemory.Tally()
    found += tally.found
    computed += tally.computed
    missing += trials - tally.found - tally.computed
  }
}
