import CKernels

extension Workspace {
  /// How many multiply-adds one core makes in a nanosecond where nothing else is to be done.
  package static func multiplyAddsPerNanosecond(
    level: SIMDLevel = SIMDSelection.current.level
  ) -> Double {
    let kernels = ck_kernels.of(Element.self, level)
    // Some hundredths of a second: a core may run faster for a moment than it can go on.
    let rounds: Int64 = 10_000_000
    var best = 0.0
    var used = 0.0
    for _ in 0..<5 {
      let time = ContinuousClock().measure { used += kernels.multiply_adds(rounds) }
      let nanoseconds = Double(time.components.attoseconds) * 1e-9
      best = max(best, Double(rounds * 6 * kernels.lanes) / nanoseconds)
    }
    return used.isNaN ? 0 : best
  }
}
