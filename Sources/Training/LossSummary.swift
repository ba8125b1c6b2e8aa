/// What a verdict looks at in the losses of a training.
package struct LossSummary: Hashable, Sendable, Codable {
  /// The first step whose loss is not a finite number.
  package var firstNotFinite: Int?
  /// Where a step sees all data the loss of each step and the final loss; else the loss on all data at
  /// the start, followed by the epochs' mean losses, or by the final loss of a run shorter than two epochs.
  package var series: SeriesSummary

  package init(firstNotFinite: Int?, series: SeriesSummary) {
    self.firstNotFinite = firstNotFinite
    self.series = series
  }

  /// Of a training whose losses were kept.
  fileprivate init(_ result: TrainingResult) {
    // A run that `stop` ended before an update has its final loss as that step's already.
    let hasFinal = result.losses.count <= result.steps
    var builder = Builder(result.motion, steps: result.losses.count, hasFinal: hasFinal)
    result.losses.withUnsafeBufferPointer { builder.take($0) }
    self = builder.end(with: result.finalLoss)
  }

  /// A summary in the making, as steps are made.
  package struct Builder: Sendable {
    private var summary: LossSummary
    private let content: Content
    /// The steps taken in, and the sum of the losses of the epoch that has begun.
    private var steps = 0
    private var sum = 0.0

    /// What the series has behind its first value.
    private enum Content {
      case steps
      case stepsAndFinal
      /// The means of epochs of so many steps.
      case epochs(Int)
      case final
    }

    /// - Parameters:
    ///   - motion: has `stepsPerEpoch` and, where that is not nil, `initialLoss`.
    ///   - steps: how many steps' losses it will get.
    ///   - hasFinal: whether the final loss is none of theirs.
    package init(_ motion: Motion, steps: Int, hasFinal: Bool = true) {
      guard let size = motion.stepsPerEpoch else {
        content = hasFinal ? .stepsAndFinal : .steps
        let count = steps + (hasFinal ? 1 : 0)
        summary = LossSummary(
          firstNotFinite: nil, series: SeriesSummary(count: count, comparesHalf: false))
        return
      }
      let epochs = steps / size
      content = epochs < 2 ? .final : .epochs(size)
      let count = epochs < 2 ? 2 : 1 + epochs
      summary = LossSummary(
        firstNotFinite: nil, series: SeriesSummary(count: count, comparesHalf: true))
      summary.series.take([motion.initialLoss])
    }

    /// Takes in the losses of the next steps.
    package mutating func take(_ losses: UnsafeBufferPointer<Double>) {
      if summary.firstNotFinite == nil {
        summary.firstNotFinite = losses.firstNotFinite.map { steps + $0 }
      }
      switch content {
      case .steps, .stepsAndFinal: summary.series.take(losses)
      case .epochs(let size): takeMeans(losses, size)
      case .final: break
      }
      steps += losses.count
    }

    private mutating func takeMeans(_ losses: UnsafeBufferPointer<Double>, _ size: Int) {
      for (index, loss) in losses.enumerated() {
        sum += loss
        guard (steps + index + 1).isMultiple(of: size) else { continue }
        summary.series.take([sum / Double(size)])
        sum = 0
      }
    }

    /// The summary, with the loss after the last update.
    package func end(with finalLoss: Double) -> LossSummary {
      var summary = summary
      switch content {
      case .stepsAndFinal, .final: summary.series.take([finalLoss])
      case .steps, .epochs: break
      }
      return summary
    }
  }
}

extension TrainingResult {
  /// What a verdict looks at in its losses.
  package var lossSummary: LossSummary { unkept ?? LossSummary(self) }

  /// The first step whose loss is not a finite number.
  package var firstNotFiniteLoss: Int? {
    if let unkept { return unkept.firstNotFinite }
    return losses.withUnsafeBufferPointer { $0.firstNotFinite }
  }
}
