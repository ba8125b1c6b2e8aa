extension UnsafeBufferPointer<Double> {
  /// The largest, where all are numbers; nil where there are none.
  var largest: Double? {
    guard let first else { return nil }
    var largest = SIMD8(repeating: first)
    let rest = forEachEight { largest.replace(with: $0, where: $0 .> largest) }
    return rest.reduce(largest.max()) { Swift.max($0, $1) }
  }

  /// The first that is infinite or not a number.
  var firstNotFinite: Int? {
    // Zero times what is not finite is not a number, and stays so in a sum.
    var sums = SIMD8<Double>(repeating: 0)
    let rest = forEachEight { sums += $0 * 0 }
    if sums.sum() == 0, rest.allSatisfy(\.isFinite) { return nil }
    return firstIndex { !$0.isFinite }
  }

  /// Calls a body with eight elements after the other.
  ///
  /// - Returns: those at the end that make no eight.
  @inline(__always)
  private func forEachEight(_ body: (SIMD8<Double>) -> Void) -> SubSequence {
    let memory = UnsafeRawBufferPointer(self)
    let eights = count / 8
    for index in 0..<eights {
      body(memory.loadUnaligned(fromByteOffset: 64 * index, as: SIMD8<Double>.self))
    }
    return self[(8 * eights)...]
  }
}
