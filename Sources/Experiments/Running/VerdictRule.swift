import Autodiff
import Training

/// Judges a training by its losses and by how its parameters moved; the rules are written out for
/// readers in notebooks/reference.md.
///
/// They are tried in order, and the first that holds decides. Where a step sees all data, the series
/// judged is the loss of each step and the final loss; else it is the loss on all data at the start,
/// followed by the epochs' mean losses (or, of a run shorter than two epochs, by the final loss); with
/// dropped units, by the means of 32 stretches. Its
/// last quarter is compared with the quarter before.
package struct VerdictRule {
  // The last quarter's mean loss is this many times the start's; or this many times, where it is
  // also above the quarter before by `lateRise` and holds the largest loss of the run, and the
  // final loss too is above the start's: epochs' means of few or unequal batches scatter.
  static let farRise = 10.0
  static let rise = 1.05
  static let lateRise = 1.01
  // The loss is below minus this many times the start's size (or 1).
  static let unbounded = 1e6
  // The gradient is little: at most this share of the start's, or so small that moving by the
  // parameters' own norm would change the start's loss by this share.
  static let littleGradient = 1e-3
  static let littleChange = 1e-5
  // The loss fell by much: by this share of the start's.
  static let muchFall = 0.1
  // It is still falling: more than this share of the fall lies between the last two quarters.
  static let stillFalling = 0.01
  // A fall of epochs' means is tiny: less than this share of the start's loss.
  static let tinyFall = 0.01
  // The loss swings: by this share of the whole fall within the last quarter.
  static let swing = 0.1
  // The parameters bounce: the last steps lead at most this share of their length away, are no
  // shorter than this share of those at the middle, and than this share of the whole way.
  static let bounce = 0.5
  static let unshrunk = 0.9
  static let noticeable = 0.01

  private let result: TrainingResult
  private let summary: LossSummary
  private let series: LossSeries

  package static func verdict(for result: TrainingResult) -> Verdict {
    VerdictRule(result).verdict
  }

  private init(_ result: TrainingResult) {
    self.result = result
    summary = result.lossSummary
    series = LossSeries(summary.series)
  }

  private var verdict: Verdict {
    divergence ?? stopped ?? stationary ?? falling ?? bouncing ?? flat
  }

  private func verdict(_ kind: Verdict.Kind, _ reason: String) -> Verdict {
    Verdict(kind: kind, reason: reason)
  }

  // MARK: Diverged

  private var divergence: Verdict? {
    if let step = summary.firstNotFinite {
      return verdict(.diverged, "the loss is not a finite number from step \(step) on")
    }
    let parameters = result.final.allSatisfy { $0.tensor.values.allSatisfy(\.isFinite) }
    guard parameters, result.finalLoss.isFinite, result.motion.initialLoss.isFinite else {
      return verdict(
        .diverged, "after the last step the loss or a parameter is not a finite number")
    }
    if series.end < -Self.unbounded * max(1, abs(series.start)) {
      return verdict(
        .diverged, "the loss fell without bound, to \(text(series.end)) from \(text(series.start))")
    }
    let growth = series.growth
    guard growth >= Self.rise else { return nil }
    let level = "the mean loss of the last quarter is \(text(growth)) times that at the start"
    if growth >= Self.farRise {
      return verdict(.diverged, "\(level) (\(text(Self.farRise)) times or more)")
    }
    guard series.isRisingAtItsEnd(by: Self.lateRise), result.finalLoss > series.start else {
      return nil
    }
    return verdict(.diverged, "\(level) (\(text(Self.rise)) times or more) and it is still rising")
  }

  private var stopped: Verdict? {
    guard result.motion.stop == .loss else { return nil }
    return verdict(.converged, "the loss reached the value that 'stop' asked for")
  }

  // MARK: Little gradient

  private var stationary: Verdict? {
    guard gradientIsLittle, !series.swings(by: Self.stillFalling) else { return nil }
    if series.end == 0 || fellByMuch {
      return verdict(.converged, "\(gradientText), and \(fallText(atLeast: true))")
    }
    return verdict(.plateau, "\(gradientText), but \(fallText(atLeast: false))")
  }

  private var gradientIsLittle: Bool {
    let motion = result.motion
    if motion.stop == .gradient { return true }
    return motion.finalGradientNorm <= gradientLimit
  }

  private var gradientLimit: Double {
    let motion = result.motion
    let size = max(1, norm(result.initial))
    return max(
      Self.littleGradient * motion.initialGradientNorm,
      Self.littleChange * abs(series.start) / size)
  }

  /// Without data the loss has no natural zero to measure a fall by, so there a gradient that has
  /// vanished is enough.
  private var fellByMuch: Bool {
    let motion = result.motion
    return series.relativeFall >= Self.muchFall
      || motion.samples == 0 && series.fall > 0
        && motion.finalGradientNorm <= Self.littleGradient * motion.initialGradientNorm
  }

  private var gradientText: String {
    let motion = result.motion
    if motion.stop == .gradient { return "the gradient fell to the norm that 'stop' asked for" }
    return "the gradient's norm is \(text(motion.finalGradientNorm)), at most "
      + "\(text(gradientLimit))"
  }

  private func fallText(atLeast: Bool) -> String {
    if series.end == 0 { return "the loss is 0" }
    if atLeast && series.relativeFall < Self.muchFall { return "the loss fell until it vanished" }
    let limit = percent(Self.muchFall)
    // The mean of equal losses may differ from them in the last bit, to either side.
    return "the loss fell by \(percent(max(0, series.relativeFall))) "
      + (atLeast ? "(\(limit) or more)" : "(less than \(limit))")
  }

  // MARK: Falling

  private var falling: Verdict? {
    guard series.fall > 0, series.lateFall > Self.stillFalling else { return nil }
    // Epochs' means scatter; a tiny fall may be no more than that.
    guard !(series.isNoisy && series.relativeFall < Self.tinyFall) else { return nil }
    if let swinging { return swinging }
    return verdict(
      .converging,
      "still falling: \(percent(series.lateFall)) of the whole fall came between the last two "
        + "quarters of the run (more than \(percent(Self.stillFalling)))")
  }

  private var swinging: Verdict? {
    guard series.swings(by: Self.swing), !series.isCalming else { return nil }
    return verdict(
      .oscillating,
      "in the last quarter of the run the loss still swings by \(percent(series.range)) of its "
        + "whole change (\(percent(Self.swing)) or more)")
  }

  // MARK: Neither falling nor without gradient

  private var bouncing: Verdict? {
    if let swinging { return swinging }
    guard let end = result.motion.end, let middle = result.motion.middle, end.path > 0 else {
      return nil
    }
    let length = end.path / Double(end.steps)
    let before = middle.path / Double(middle.steps)
    let turnsBack =
      end.steps == 1
      ? result.motion.gradientCosine <= -Self.bounce
      : end.displacement <= Self.bounce * end.path
    guard turnsBack, length >= Self.unshrunk * before,
      length >= Self.noticeable * max(distance, before)
    else { return nil }
    return verdict(
      .oscillating,
      "the loss has stopped falling, but the parameters move to and fro: the last steps are "
        + "\(percent(length / before)) as long as those at the middle of the run "
        + "(\(percent(Self.unshrunk)) or more)")
  }

  private var flat: Verdict {
    if series.relativeFall >= Self.muchFall {
      return verdict(
        .converged,
        "\(fallText(atLeast: true)) and then stayed: only \(percent(max(0, series.lateFall))) of the "
          + "fall came between the last two quarters of the run "
          + "(\(percent(Self.stillFalling)) or less)")
    }
    guard result.motion.stepsPerEpoch == nil else {
      let mean = result.motion.dropsUnits ? "the mean loss of stretches" : "the epochs' mean loss"
      return verdict(.plateau, "\(mean) is flat, and \(fallText(atLeast: false))")
    }
    return verdict(
      .converging,
      "the steps are too small: \(fallText(atLeast: false)), while the gradient's norm is still "
        + "\(text(result.motion.finalGradientNorm)) (more than \(text(gradientLimit)))")
  }

  // MARK: Measures

  private func norm(_ tensors: [NamedTensor]) -> Double {
    tensors.reduce(0) { $1.tensor.values.reduce($0) { $0 + $1 * $1 } }.squareRoot()
  }

  /// How far the end is from the start.
  private var distance: Double {
    zip(result.initial, result.final).reduce(0) { sum, pair in
      zip(pair.0.tensor.values, pair.1.tensor.values).reduce(sum) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      }
    }.squareRoot()
  }

  private func text(_ value: Double) -> String { ShortNumber.text(value) }
  private func percent(_ share: Double) -> String { ShortNumber.text(100 * share) + " %" }
}
