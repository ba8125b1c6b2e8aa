/// Losses one behind the other and perhaps a last one, without a copy of those before it.
package struct LossSequence: RandomAccessCollection, Hashable, Sendable {
  @usableFromInline let losses: [Double]
  @usableFromInline let last: Double?

  @inlinable package init(_ losses: [Double], last: Double? = nil) {
    self.losses = losses
    self.last = last
  }

  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { losses.count + (last == nil ? 0 : 1) }

  @inlinable package subscript(index: Int) -> Double {
    index < losses.count ? losses[index] : last ?? .nan
  }
}

extension TrainingResult {
  /// The loss of each step before its update, and the final loss; a run that `stop` ended before an
  /// update has that as its last one already.
  package var lossSequence: LossSequence {
    LossSequence(losses, last: losses.count > steps ? nil : finalLoss)
  }
}
