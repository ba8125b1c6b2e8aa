import Autodiff
import Source
import Training

extension PreparedExperiment {
  /// What is trained, for its derivatives and its first step to be written out.
  enum Subject: Sendable {
    case network(NetworkModel)
    case minimize(ExpressionModel)
    case tape(TapeModel)

    var derivatives: [NamedText] {
      switch self {
      case .minimize(let model): model.derivatives
      case .network, .tape: []
      }
    }
  }

  /// Where `show` asks for the first step's forward or backward pass.
  var explainedParts: [Presentation.Part] {
    (presentation.show ?? []).filter { $0 == .graph || $0 == .forward || $0 == .backward }
  }

  /// The first step of the first trial, where `show` asks for it; nil also where it is too large.
  func explanation(_ first: TrialResult) -> Explanation? {
    guard !explainedParts.isEmpty else { return nil }
    let trial = spec.trial(0)
    let group = group(of: trial)
    let settings = settings(of: trial)
    let initial = first.training.initial
    switch group.subject {
    case .minimize(let model):
      return model.explanation(startingAt: initial, precision: settings.precision)
    case .tape(let model):
      return model.explanation(startingAt: initial, precision: settings.precision)
    case .network(let model):
      guard let data = group.data(seed: settings.seed).training else { return nil }
      guard
        let step = try? TrainingStep(model, data: data, settings: settings, number: 0)
      else { return nil }
      return Explanation(
        step.objective, feeds: step.feeds(initial), precision: settings.precision)
    }
  }

  /// Said where `show` asks for more than can be shown.
  var tooLargeToExplain: [Diagnostic] {
    explainedParts.map { warning($0, .tooLargeToShow($0.rawValue)) }
  }
}
