import Autodiff

extension Trainer {
  /// Trains each; where they can and may, as many at once as a vector has lanes.
  func train(
    _ trials: [TrialInput], sideBySide: Bool
  ) throws(TrainingError) -> [TrainingResult] {
    var results: [TrainingResult] = []
    results.reserveCapacity(trials.count)
    var rest = trials[...]
    while let first = rest.first {
      var count = 1
      if sideBySide, plan.fitsLanes(of: Element.self), first.settings.fitsLanes(of: plan) {
        let others = rest.prefix(LaneWorkspace<Element>.lanes)
        count = others.prefix { $0.settings.sharesSteps(with: first.settings) }.count
      }
      if count > 1 {
        results += try trainTogether(rest.prefix(count))
      } else {
        results.append(try train(first.data, first.settings))
      }
      rest = rest.dropFirst(count)
    }
    return results
  }

  /// Trains trials side by side: their first steps one after the other, all further ones at once.
  private func trainTogether(
    _ inputs: ArraySlice<TrialInput>
  ) throws(TrainingError) -> [TrainingResult] {
    var trials: [Trial<Element>] = []
    for input in inputs {
      var trial = try Trial<Element>(plan, input.settings)
      load(input.data, shuffles: false)
      start(&trial)
      _ = makeStep(&trial)
      enter(lane: trials.count)
      trials.append(trial)
    }
    // Lanes that are left over repeat the last trial.
    for lane in trials.count..<lanes.lanes { enter(lane: lane) }
    makeSteps(&trials)
    for (index, input) in inputs.enumerated() {
      load(input.data, shuffles: false)
      leave(lane: index)
      finish(&trials[index], input.data)
    }
    return trials.map(\.result)
  }

  /// Puts what a step reads of the trial in the workspace into a lane.
  private func enter(lane: Int) {
    let head = 0..<(2 + TrainingPlan.stateSlots) * plan.parameterCount
    for range in [head, plan.step.features, plan.step.targets].compactMap({ $0 }) {
      lanes.store(range, of: memory, lane: lane)
    }
  }

  /// Puts a lane's parameters into the workspace.
  private func leave(lane: Int) {
    lanes.load(0..<plan.parameterCount, into: memory, lane: lane)
  }

  private func makeSteps(_ trials: inout [Trial<Element>]) {
    guard var update = trials.first?.update, let total = trials.first?.total else { return }
    var losses = [Double](repeating: 0, count: Self.stepsAtOnce * lanes.lanes)
    var step = 1
    while step < total {
      for index in trials.indices where trials[index].nextLook <= step {
        leave(lane: index)
        look(&trials[index])
      }
      let next = trials.reduce(total) { min($0, $1.nextLook) }
      let count = min(next - step, Self.stepsAtOnce)
      let rates = self.rates(of: trials, count)
      losses.withUnsafeMutableBufferPointer { losses in
        let losses = UnsafeMutableBufferPointer(rebasing: losses[..<(count * lanes.lanes)])
        rates.withUnsafeBufferPointer { rates in
          lanes.train(&update, loss: plan.step.loss, rates: rates, losses: losses)
        }
        for index in trials.indices {
          trials[index].take(losses, lane: index, of: lanes.lanes)
        }
      }
      step += count
    }
  }

  /// The rates of so many steps, a lane's beside the other's, or one a lane where no rate changes;
  /// lanes that are left over have the last trial's.
  private func rates(of trials: [Trial<Element>], _ count: Int) -> [Double] {
    let own = trials.map { $0.rates(count) }
    let steps = own.reduce(1) { max($0, $1.count) }
    return (0..<steps).flatMap { step in
      (0..<lanes.lanes).map { lane in
        let rates = own[min(lane, own.count - 1)]
        return rates[min(step, rates.count - 1)]
      }
    }
  }

  /// Looks at the parameters as they are before a step.
  private func look(_ trial: inout Trial<Element>) {
    if trial.nextSnapshot == trial.step { trial.keepSnapshot(slab(at: 0)) }
    if trial.step >= trial.stretches.next {
      trial.stretches.look(trial.step, memory[..<plan.parameterCount])
    }
  }

  private static var stepsAtOnce: Int { 256 }
}

extension Trial {
  /// The next step before which the parameters are looked at.
  fileprivate var nextLook: Int { min(stretches.next, nextSnapshot ?? .max) }

  /// Takes a lane's losses of steps that were made at once.
  fileprivate mutating func take(
    _ losses: UnsafeMutableBufferPointer<Double>, lane: Int, of lanes: Int
  ) {
    makeRoomForLosses()
    for index in stride(from: lane, to: losses.count, by: lanes) {
      result.losses.append(losses[index])
    }
    step += losses.count / lanes
  }
}

extension TrainingPlan {
  /// How many trials with these settings run side by side in one core; 1 where they do not.
  package func trialsAtOnce(_ settings: TrainingSettings) -> Int {
    guard settings.fitsLanes(of: self) else { return 1 }
    return switch settings.precision {
    case .float64: fitsLanes(of: Double.self) ? LaneWorkspace<Double>.lanes : 1
    case .float32: fitsLanes(of: Float.self) ? LaneWorkspace<Float>.lanes : 1
    }
  }
}

extension TrainingPlan {
  /// Whether the numbers of as many trials as a vector has lanes stay in a core's nearest cache, where
  /// blocks gain more than vectors along the values would.
  fileprivate func fitsLanes<Element: Real>(of type: Element.Type) -> Bool {
    let bytes = step.program.end * LaneWorkspace<Element>.lanes * MemoryLayout<Element>.stride
    return bytes <= 32_768
  }
}

extension TrainingSettings {
  /// Whether a trial's steps differ in nothing but their rate, and read the same rows.
  fileprivate func fitsLanes(of plan: TrainingPlan) -> Bool {
    guard case .steps(let steps) = duration, steps > 1 else { return false }
    return plan.stepSeesAll && !shuffles && stop == StopRule() && record.isEmpty
      && plan.step.masks.isEmpty && plan.step.statistics.isEmpty
  }

  /// Whether another trial's settings differ in its start, its rate and what is kept of it alone.
  fileprivate func sharesSteps(with other: TrainingSettings) -> Bool {
    var own = self
    own.learningRate = other.learningRate
    own.seed = other.seed
    own.weights = other.weights
    own.snapshots = other.snapshots
    return own == other
  }
}
