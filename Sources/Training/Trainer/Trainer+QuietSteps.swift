import Autodiff

extension Trial {
  /// How many steps from this one on differ in nothing but their rate and rows: none records a value,
  /// may stop, drops units, keeps statistics or a snapshot, is looked at, or before the last of them
  /// ends an epoch after which there is something to compute. 0 where this step itself is not such a one.
  var quietSteps: Int {
    guard isQuiet, step > 0 else { return 0 }
    let most = settings.listsLosses ? Self.mostQuietSteps : Self.mostUnkept
    var end = min(total, step + most, stretches.next)
    if let nextSnapshot { end = min(end, nextSnapshot) }
    if !plan.stepSeesAll || shuffles || countsEpochs {
      let (epochs, perEpoch) = (plan.epochsAtOnce, plan.stepsPerEpoch)
      let position = step % (epochs * perEpoch)
      end = min(end, step - position + epochs * perEpoch - (plan.short == nil ? 0 : 1))
    }
    return max(0, end - step)
  }

  private static var mostQuietSteps: Int { 65_536 }

  /// Whether the rows are put in new orders before this step, for as many epochs as are made at once.
  var needsOrder: Bool { shuffles && step % (plan.epochsAtOnce * plan.stepsPerEpoch) == 0 }
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
    trial.makeRoomForLosses()
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
  /// The epochs that follow each other without anything to compute between them: some hundred steps,
  /// where an epoch has fewer.
  var epochsAtOnce: Int {
    short == nil && validation == nil ? max(1, Self.stepsAtOnce / stepsPerEpoch) : 1
  }

  private static var stepsAtOnce: Int { 128 }

  /// The step's program for several threads, where that pays.
  ///
  /// By rows of the batch each thread reads parameters that another has just changed, which takes about
  /// as long as some hundreds of operations on each: that is for large batches. By columns of the weights
  /// threads wait for each other at every layer: that is for many parameters.
  func split(members: Int) -> SplitProgram? {
    let operations = step.program.operationCount
    let members = min(members, 16, operations / Self.fewestOperations)
    guard members > 1 else { return nil }
    let isLargeBatch = operations >= Self.fewestOperationsPerParameter * parameterCount
    return split(members: members, along: isLargeBatch ? .rows : .columns)
  }

  func split(members: Int, along side: SplitProgram.Side) -> SplitProgram {
    SplitProgram(
      step.program, members: members, along: side, rows: step.rows,
      gathered: [step.features, step.targets].compactMap { $0 })
  }

  /// A thread's in a step, some twenty microseconds or more: below that what passes between cores eats up
  /// what is gained.
  private static var fewestOperations: Int { 2_000_000 }
  private static var fewestOperationsPerParameter: Int { 500 }
}
