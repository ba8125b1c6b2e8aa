import Autodiff

extension Trial {
  /// How many steps from this one on differ in nothing but their rate and rows: none records a value,
  /// may stop, drops units, keeps statistics or a snapshot, is looked at, or ends an epoch before
  /// the last of them. 0 where this step itself is not such a one.
  var quietSteps: Int {
    guard isQuiet, step > 0 else { return 0 }
    var end = min(total, step + Self.mostQuietSteps, stretches.next)
    if let nextSnapshot { end = min(end, nextSnapshot) }
    if !plan.stepSeesAll || shuffles || countsEpochs {
      let position = step % plan.stepsPerEpoch
      let full = plan.short == nil ? plan.stepsPerEpoch : plan.stepsPerEpoch - 1
      end = min(end, step - position + full)
    }
    return max(0, end - step)
  }

  private static var mostQuietSteps: Int { 65_536 }

  /// Whether the rows are put in a new order before this step.
  var startsShuffledEpoch: Bool { shuffles && step % plan.stepsPerEpoch == 0 }

  /// Whether the step just made was an epoch's last.
  var endsEpoch: Bool { countsEpochs && step % plan.stepsPerEpoch == 0 }
}

extension Trainer {
  /// Makes steps in one call of the kernels.
  func makeQuietSteps(_ trial: inout Trial<Element>, _ count: Int) {
    guard changesRows(trial) else { return train(&trial, count, batches: nil) }
    withBatches(from: trial.step, isShuffled: trial.shuffles, for: plan.step) { batches in
      train(&trial, count, batches: batches)
    }
  }

  private func train(
    _ trial: inout Trial<Element>, _ count: Int, batches: BatchSequence<Element>?
  ) {
    let first = trial.result.losses.count
    trial.result.losses.append(contentsOf: repeatElement(0, count: count))
    let rates = trial.rates(count)
    let split = trial.update.clipNorm == nil && count >= Self.fewestSplitSteps ? self.split : nil
    trial.result.losses.withUnsafeMutableBufferPointer { losses in
      rates.withUnsafeBufferPointer { rates in
        let losses = UnsafeMutableBufferPointer(rebasing: losses[first...])
        let isDone =
          split.map {
            workspace.train(
              $0, &trial.update, loss: plan.step.loss, rates: rates, losses: losses,
              batches: batches)
          } ?? false
        if isDone { return }
        workspace.train(
          plan.step.program, &trial.update, loss: plan.step.loss, rates: rates, losses: losses,
          batches: batches)
      }
    }
    trial.step += count
  }

  /// Threads are made anew for each stretch of steps, which takes some ten microseconds.
  private static var fewestSplitSteps: Int { 8 }
}

extension TrainingPlan {
  /// The step's program for several threads, where that pays.
  ///
  /// Each thread reads parameters that another has just changed, which takes about as long as some
  /// hundreds of operations on each: it pays in long steps with large batches.
  func split(members: Int) -> SplitProgram? {
    let operations = step.program.operationCount
    guard members > 1, operations >= Self.fewestOperations,
      operations >= Self.fewestOperationsPerParameter * parameterCount
    else { return nil }
    return SplitProgram(
      step.program, members: min(members, 16), rows: step.rows,
      gathered: [step.features, step.targets].compactMap { $0 })
  }

  /// About fifty microseconds.
  private static var fewestOperations: Int { 2_000_000 }
  private static var fewestOperationsPerParameter: Int { 300 }
}
