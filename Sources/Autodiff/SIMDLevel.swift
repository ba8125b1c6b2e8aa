import CKernels

/// An instruction set that the kernels are compiled for.
///
/// All give the same bits.
package enum SIMDLevel: String, CaseIterable, Hashable, Sendable {
  /// What every processor of the architecture has (NEON on arm64).
  case baseline
  /// 256-bit vectors with fused multiply-add.
  case avx2
  /// 512-bit vectors (F, VL, DQ, BW).
  case avx512

  /// Whether this processor, and this build, can run it.
  package var isAvailable: Bool { ck_level_is_available(kernelLevel) != 0 }

  /// The levels that can run here, the slowest first.
  package static var available: [SIMDLevel] { allCases.filter { $0.isAvailable } }

  var kernelLevel: ck_level {
    switch self {
    case .baseline: CK_LEVEL_BASELINE
    case .avx2: CK_LEVEL_AVX2
    case .avx512: CK_LEVEL_AVX512
    }
  }
}

/// The level that runs, and what was asked for.
package struct SIMDSelection: Hashable, Sendable {
  /// An available level.
  package let level: SIMDLevel
  /// The value of `RUNBOOK_SIMD`, where it is set to something.
  package let request: String?

  /// Whether the request names no level or one that cannot run here, so that another one runs.
  package var fellBack: Bool { request.map { $0 != level.rawValue } ?? false }

  /// The requested level where it can run, else the highest that can and is not above it.
  package init(request: String?) {
    let request = request.flatMap { $0.isEmpty ? nil : $0 }
    let wanted = request.flatMap { SIMDLevel(rawValue: $0) } ?? .avx512
    var best = SIMDLevel.baseline
    for level in SIMDLevel.available {
      best = level
      if level == wanted { break }
    }
    level = best
    self.request = request
  }

  /// By the environment variable `RUNBOOK_SIMD`.
  package static var current: SIMDSelection {
    SIMDSelection(request: ck_requested_level().map { String(cString: $0) })
  }
}
