import Source
import Training

/// The trainer's error as a diagnostic, in its own words.
struct TrainingFact: DiagnosticFact {
  let error: TrainingError

  var message: String { error.message }

  var help: String? {
    switch error {
    case .unknownWeight(let name, _), .unknownRecord(let name, _):
      Suggestion.nearest(to: name, among: error.candidates).map { "did you mean '\($0)'?" }
        ?? error.help
    case .weightShape: error.help
    }
  }
}
