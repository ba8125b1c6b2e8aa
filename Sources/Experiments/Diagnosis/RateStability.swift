import Autodiff
import Training

/// The learning rate beside the bound that the loss's curvature sets it.
///
/// On a quadratic loss whose Hessian has the largest eigenvalue λ, descent on the full batch settles
/// for η < 2/λ, with momentum β for η < 2(1 + β)/λ, and grows beyond. For other losses it holds near
/// the point where λ was taken, as a guide: training may go where the curvature is less.
struct RateStability {
  /// The momentum; 0 for plain descent.
  private let beta: Double
  private let weightDecay: Double

  /// The largest product of parameters and rows for which λ is sought.
  static let mostWork = 20_000_000

  /// Nil where no bound holds: other optimizers, batches, dropout.
  init?(_ settings: TrainingSettings, hasDropout: Bool) {
    guard case .all = settings.batch, !hasDropout, settings.clip == nil else { return nil }
    switch settings.optimizer {
    case .sgd: beta = 0
    case .momentum(let beta): self.beta = beta
    case .nesterov, .adagrad, .rmsprop, .adam, .adamw: return nil
    }
    weightDecay = settings.weightDecay
  }

  static let silence =
    "Nothing is said of the learning rate: the bound 2/λ_max holds for plain descent and momentum on "
    + "the full batch, without dropout and clipping."

  /// A bound found at one point.
  struct Bound {
    let step: Int
    let curvature: LargestCurvature
    /// 2(1 + β)/λ_max, infinite where the loss curves downwards only.
    let limit: Double
    /// The learning rate at the step.
    let rate: Double
  }

  func bound(
    _ objective: Objective, feeds: [NodeID: Tensor], step: Int, rate: Double
  ) -> Bound? {
    guard var curvature = LargestCurvature(objective, feeds: feeds) else { return nil }
    curvature.value += weightDecay
    let limit = curvature.value > 0 ? 2 * (1 + beta) / curvature.value : .infinity
    return Bound(step: step, curvature: curvature, limit: limit, rate: rate)
  }

  /// `2/λ_max`.
  var formula: String { beta == 0 ? "2/λ_max" : "2(1 + β)/λ_max" }

  /// What the bounds at the start and at the end say.
  func sentences(_ bounds: [Bound]) -> String {
    guard let first = bounds.first else {
      return "Nothing is said of the learning rate: the curvature is no finite number."
    }
    // On a quadratic the curvature is the same everywhere.
    let isConstant = bounds.allSatisfy {
      ($0.curvature.value - first.curvature.value).magnitude <= 1e-6
        * first.curvature.value.magnitude
        && $0.rate == first.rate
    }
    if isConstant, bounds.count > 1 {
      return sentence(first, at: "At the start and at the end")
    }
    return bounds.map { bound in
      sentence(bound, at: bound.step == 0 ? "At the start" : "After \(bound.step) steps")
    }.joined(separator: " ")
  }

  private func sentence(_ bound: Bound, at place: String) -> String {
    guard bound.limit.isFinite else {
      return
        "\(place) the loss curves upwards in no direction, so that its curvature sets no bound."
    }
    let about = bound.curvature.converged ? "" : "about "
    return
      "\(place) λ_max is \(about)\(ShortNumber.text(bound.curvature.value)), so that descent is "
      + "stable up to \(formula) = \(ShortNumber.text(bound.limit)); the learning rate is "
      + "\(ShortNumber.text(bound.rate))."
  }

  func finding(_ bound: Bound) -> Diagnosis.Finding? {
    // At its end a training often sits right at the bound.
    guard bound.rate > bound.limit * (bound.step == 0 ? 1 : 1.1) else { return nil }
    return Diagnosis.Finding(
      kind: .unstableRate, place: "", step: bound.step,
      evidence: "the learning rate \(ShortNumber.text(bound.rate)) is above \(formula) = "
        + "\(ShortNumber.text(bound.limit)), where steps overshoot further and further",
      remedy: "learning rate: \(ShortNumber.text(bound.limit / 2)) or less")
  }
}
