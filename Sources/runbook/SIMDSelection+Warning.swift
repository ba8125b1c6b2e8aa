import Autodiff

extension SIMDSelection {
  /// What the user must know where `RUNBOOK_SIMD` asks for a level that cannot run; the results are
  /// the same at all levels.
  var warning: String? {
    guard fellBack, let request else { return nil }
    let known = SIMDLevel.allCases.map(\.rawValue)
    let reason =
      known.contains(request)
      ? "this processor lacks \(request)"
      : "there is no level '\(request)', only \(known.joined(separator: ", "))"
    return "runbook: warning: RUNBOOK_SIMD: \(reason); running \(level.rawValue), with the same "
      + "results"
  }
}
