import Training

extension ExperimentResult {
  /// The loss that the table of a sweep counts steps to, unless it is told one: nine tenths of the best
  /// setting's fall, from the median loss at its start to its mean final loss. Nil where nothing fell.
  package var standardTarget: Double? {
    guard let best = best() else { return nil }
    let starts = best.trials.compactMap { trials[$0].training.losses.first }
    guard let start = Sample(starts).median, start.isFinite, best.finalLoss.isFinite,
      best.finalLoss < start
    else { return nil }
    return start - 0.9 * (start - best.finalLoss)
  }

  /// The median over a setting's seeds of the updates until the loss is at most `target`; infinite where
  /// half of the trials or more never got there.
  package func medianSteps(of setting: SweepStudy.Setting, to target: Double) -> Double {
    let steps = setting.trials.map { trials[$0].training.steps(to: target) ?? .infinity }
    return Sample(steps).median ?? .infinity
  }
}

extension TrainingResult {
  /// The updates after which the loss was at most `target` for the first time: that of a step, or with
  /// batches an epoch's mean; nil where it never was.
  package func steps(to target: Double) -> Double? {
    let reached: Int?
    if let size = motion.stepsPerEpoch, !motion.dropsUnits {
      let epochs = losses.count / size
      reached = (0..<epochs).first { epoch in
        let sum = losses[epoch * size..<(epoch + 1) * size].reduce(0, +)
        return sum / Double(size) <= target
      }.map { ($0 + 1) * size }
    } else {
      reached = losses.firstIndex { $0 <= target }
    }
    if let reached { return Double(reached) }
    return finalLoss <= target ? Double(steps) : nil
  }
}
