import Experiments

/// The verdict with the rule that decided.
enum VerdictText {
  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard result.trials.count == 1, let trial = result.trials.first else {
      return result.trials.isEmpty ? [] : [.text(tally(result))]
    }
    let training = trial.training
    let steps = "\(training.steps) step\(training.steps == 1 ? "" : "s")"
    var spans: [Report.Span] = [
      .plain("Verdict after \(steps): "), .strong(trial.verdict.kind.rawValue), .plain("."),
    ]
    if !trial.verdict.reason.isEmpty { spans.append(.plain(" \(sentence(trial.verdict.reason))")) }
    spans += [.plain(" The final loss is "), .number(training.finalLoss)]
    for metric in training.metrics {
      spans += [
        .plain(", the \(metric.name.replacing("_", with: " ")) "), .number(metric.value),
      ]
    }
    spans.append(.plain("."))
    return [.text(spans)]
  }

  /// The rule as a sentence, however it came.
  private static func sentence(_ text: String) -> String {
    let start = text.prefix(1).uppercased() + text.dropFirst()
    return text.hasSuffix(".") ? start : start + "."
  }

  private static func tally(_ result: ExperimentResult) -> [Report.Span] {
    let counts = Verdict.Kind.allCases.compactMap { kind -> String? in
      let count = result.trials.count { $0.verdict.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return [.plain("Of \(result.trials.count) trials: \(counts.joined(separator: ", ")).")]
  }
}
