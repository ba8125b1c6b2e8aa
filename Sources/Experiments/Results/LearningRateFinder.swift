import Autodiff
import Training

/// What a range test found, over seeds, and what short runs at and around its suggestion gave.
package struct LearningRateFinder: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package let seed: UInt64
    package let curve: RangeTestCurve
  }

  /// A rule's suggestions over the seeds that have one.
  package struct Suggestion: Hashable, Sendable {
    package let rule: RangeTestCurve.Rule
    /// The geometric mean.
    package let rate: Double
    /// Its 95 % interval; nil of one seed.
    package let interval: ClosedRange<Double>?
    package let seeds: Int
  }

  /// Short runs at one rate, one for each seed.
  package struct Confirmation: Hashable, Sendable {
    /// Times the suggestion: 1/3, 1, 3.
    package let factor: Double
    package let rate: Double
    /// The geometric mean of the final losses, or their mean where one is not positive; nil where a run
    /// diverged.
    package let loss: Double?
    package let diverged: Int
  }

  package let test: RangeTest
  package let runs: [Run]
  package let suggestions: [Suggestion]
  /// The updates of a confirming run.
  package var confirmationSteps = 0
  package var confirmations: [Confirmation] = []

  static let factors = [1.0 / 3, 1, 3]

  init(test: RangeTest, runs: [Run]) {
    self.test = test
    self.runs = runs
    suggestions = RangeTestCurve.Rule.allCases.compactMap { rule in
      let rates = runs.compactMap { $0.curve.suggestion(rule) }
      guard !rates.isEmpty else { return nil }
      let sample = Sample(rates.map(Elementary.ln))
      return sample.mean.map { mean in
        Suggestion(
          rule: rule, rate: rates.count == 1 ? rates[0] : Elementary.exp(mean),
          interval: sample.interval.map {
            Elementary.exp($0.lowerBound)...Elementary.exp($0.upperBound)
          }, seeds: rates.count)
      }
    }
  }

  /// The one to try: the valley's, which takes the whole curve into account, else the first.
  package var suggestion: Double? {
    (suggestions.first { $0.rule == .valley } ?? suggestions.first)?.rate
  }

  /// The confirming rate with the least loss.
  package var bestConfirmation: Confirmation? {
    confirmations.filter { $0.loss != nil }.min { ($0.loss ?? 0) < ($1.loss ?? 0) }
  }

  /// As the JSON has it.
  var value: ResultValue {
    let runs = runs.map { run in
      var members: [ResultValue.Member] = [
        .init("seed", .integer(Int(clamping: run.seed))),
        .init("rates", .numbers(run.curve.rates, .float64)),
        .init("losses", .numbers(run.curve.losses, .float64)),
      ]
      for rule in RangeTestCurve.Rule.allCases {
        if let rate = run.curve.suggestion(rule) {
          members.append(.init(rule.rawValue, .number(rate, .float64)))
        }
      }
      return ResultValue.object(members)
    }
    let rules = suggestions.map { suggestion in
      var members: [ResultValue.Member] = [.init("rate", .number(suggestion.rate, .float64))]
      if let interval = suggestion.interval {
        members.append(
          .init("interval", .numbers([interval.lowerBound, interval.upperBound], .float64)))
      }
      return ResultValue.Member(suggestion.rule.rawValue, .object(members))
    }
    var members: [ResultValue.Member] = []
    if let suggestion { members.append(.init("suggestion", .number(suggestion, .float64))) }
    members.append(.init("rules", .object(rules)))
    members.append(
      .init(
        "confirmations",
        .array(
          confirmations.map { confirmation in
            var members: [ResultValue.Member] = [
              .init("rate", .number(confirmation.rate, .float64)),
              .init("diverged", .integer(confirmation.diverged)),
            ]
            if let loss = confirmation.loss {
              members.append(.init("final_loss", .number(loss, .float64)))
            }
            return .object(members)
          })))
    members.append(.init("runs", .array(runs)))
    return .object(members)
  }
}
