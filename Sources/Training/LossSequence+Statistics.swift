// Over the memory of the losses: as a collection they would take several times as long, and there may be
// millions of them, each computed in a few nanoseconds.
extension LossSequence {
  /// The mean of some losses, summed in their order.
  package func mean(of range: Range<Int>) -> Double {
    var sum = 0.0
    visit(range) { sum += $0 }
    return sum / Double(range.count)
  }

  /// - Precondition: the range is not empty.
  package func extremes(of range: Range<Int>) -> (smallest: Double, largest: Double) {
    var smallest = self[range.lowerBound]
    var largest = smallest
    visit(range) { loss in
      smallest = loss < smallest ? loss : smallest
      largest = loss > largest ? loss : largest
    }
    return (smallest, largest)
  }

  /// How far the losses go up and how far down in all, each of some compared with the one before it.
  ///
  /// - Precondition: the first loss is not among them.
  package func ways(over range: Range<Int>) -> (up: Double, down: Double) {
    var (up, down) = (0.0, 0.0)
    guard !range.isEmpty else { return (up, down) }
    var previous = self[range.lowerBound - 1]
    visit(range) { loss in
      let change = loss - previous
      if change > 0 { up += change } else { down -= change }
      previous = loss
    }
    return (up, down)
  }

  @inline(__always)
  private func visit(_ range: Range<Int>, _ body: (Double) -> Void) {
    losses.withUnsafeBufferPointer { losses in
      for index in range.clamped(to: losses.indices) { body(losses[index]) }
    }
    if range.contains(losses.count), let last { body(last) }
  }
}
