import Autodiff
import Training

extension PreparedExperiment {
  /// Whether the final loss is drawn over the swept values: asked for, or by default of five or more.
  var showsSweepPlot: Bool {
    var axes: [Int] = []
    if case .axes(let swept) = spec.sweep { axes = swept.map(\.choices.count) }
    return shows(
      .sweepPlot, byDefault: spec.trialCount > 1 && SweepStudy.isDrawnUnasked(axes: axes))
  }

  /// The bound on the learning rate, where it is swept and the sweep is drawn.
  func sweepStability(_ result: ExperimentResult) -> SweepStability? {
    guard showsSweepPlot, spec.sweptKeys.contains(.learningRate) else { return nil }
    let trial = spec.trial(0)
    let group = group(of: trial)
    guard spec.sweptKeys == [.learningRate] else {
      return SweepStability(
        bounds: [],
        text: "No bound 2/λ_max is drawn: it belongs to one setting of all but the learning rate.")
    }
    let settings = settings(of: trial)
    guard settings.schedule.allSatisfy({ $0 == .constant }),
      let stability = RateStability(settings, hasDropout: group.plan.dropsUnits)
    else {
      return SweepStability(
        bounds: [],
        text:
          "No bound 2/λ_max is drawn: it holds for plain descent and momentum at a constant rate on "
          + "the full batch, without dropout and clipping; other optimizers scale their steps.")
    }
    let rows = group.data(seed: settings.seed).training?.count ?? 1
    guard rows * group.plan.parameterCount <= RateStability.mostWork else {
      return SweepStability(
        bounds: [],
        text: "No bound 2/λ_max is drawn: the model and its data are too large for λ_max.")
    }
    var points: [(place: String, trial: Int, parameters: [NamedTensor])] = []
    if let first = result.trials.first {
      points.append(("at the start", 0, first.training.initial))
    }
    if let best = result.best()?.trials.first {
      points.append(("where the best rate ended", best, result.trials[best].training.final))
    }
    let bounds = points.compactMap { place, number, parameters -> (String, RateStability.Bound)? in
      guard let (objective, inputs) = fullObjective(of: spec.trial(number), RateStability.mostWork),
        let bound = stability.bound(
          objective, feeds: objective.feeds(inputs, parameters: parameters), step: 0,
          rate: settings.learningRate)
      else { return nil }
      return (place, bound)
    }
    return stability.overSweep(
      bounds, measured: measuredBoundary(result), seed: spec.seeds.count > 1 ? settings.seed : nil,
      isNetwork: group.data.training != nil)
  }

  /// The rates that all seeds survived below the first that some did not, and that rate.
  private func measuredBoundary(_ result: ExperimentResult) -> (stable: Double?, diverged: Double?)
  {
    var rates: [(rate: Double, diverged: Bool)] = result.settingGroups.compactMap { group in
      guard let first = group.first else { return nil }
      return (
        spec.trial(first).spec.training.learningRate,
        group.contains { result.trials[$0].verdict.kind == .diverged }
      )
    }
    rates.sort { $0.rate < $1.rate }
    let diverged = rates.first { $0.diverged }?.rate
    return (rates.last { $0.rate < diverged ?? .infinity }?.rate, diverged)
  }
}

extension RateStability {
  /// The bounds beside the measured boundary, in words.
  fileprivate func overSweep(
    _ bounds: [(place: String, bound: Bound)], measured: (stable: Double?, diverged: Double?),
    seed: UInt64?, isNetwork: Bool
  ) -> SweepStability {
    guard !bounds.isEmpty else {
      return SweepStability(
        bounds: [], text: "No bound 2/λ_max is drawn: the curvature is no finite number.")
    }
    let drawn = bounds.filter { $0.bound.limit.isFinite }.map {
      SweepStability.Bound(place: $0.place, formula: formula, limit: $0.bound.limit)
    }
    var parts: [String] = []
    let ofSeed = seed.map { " (seed \($0))" } ?? ""
    for (place, bound) in bounds {
      guard bound.limit.isFinite else {
        parts.append("\(place) the loss curves upwards in no direction, which sets no bound")
        continue
      }
      let about = bound.curvature.converged ? "" : "about "
      parts.append(
        "\(place)\(ofSeed) λ_max is \(about)\(ShortNumber.text(bound.curvature.value)), so that "
          + "\(formula) = \(ShortNumber.text(bound.limit))")
    }
    let first = parts.joined(separator: "; ")
    var text = "On the full batch, \(first). "
    switch measured {
    case (let stable?, let diverged?):
      text +=
        "Measured: none diverged up to \(ShortNumber.text(stable)), some from "
        + "\(ShortNumber.text(diverged)) on."
    case (nil, let diverged?):
      text += "Measured: some diverged from the smallest rate on, \(ShortNumber.text(diverged))."
    case (let stable?, nil):
      text += "Measured: none diverged up to the largest rate, \(ShortNumber.text(stable))."
    case (nil, nil): break
    }
    if isNetwork {
      text +=
        " For a network the bound is a guide: training moves to where the loss curves less or more, "
        + "and often stays at the edge of stability."
    }
    return SweepStability(bounds: drawn, text: text)
  }
}
