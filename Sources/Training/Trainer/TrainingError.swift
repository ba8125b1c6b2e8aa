import Autodiff

/// Why settings do not fit the model and data that they are to train.
package enum TrainingError: Error, Hashable, Sendable {
  /// A start value for a parameter that the model does not have.
  case unknownWeight(String, parameters: [String])
  /// A start value of another shape than the parameter's.
  case weightShape(String, expected: Shape, given: Shape)
  /// A value to record that the run does not have.
  case unknownRecord(String, recordable: [String])
}

extension TrainingError {
  /// What is wrong, as a sentence fragment.
  package var message: String {
    switch self {
    case .unknownWeight(let name, _): "the model has no parameter '\(name)'"
    case .weightShape(let name, let expected, let given):
      "'\(name)' has shape \(expected), but the value given has shape \(given)"
    case .unknownRecord(let name, _): "there is no value '\(name)' to record"
    }
  }

  /// The names that would have been right, for a suggestion.
  package var candidates: [String] {
    switch self {
    case .unknownWeight(_, let parameters): parameters
    case .weightShape: []
    case .unknownRecord(_, let recordable): recordable
    }
  }

  /// What to do about it.
  package var help: String? {
    switch self {
    case .unknownWeight(_, let parameters):
      "its parameters are \(parameters.joined(separator: ", "))"
    case .weightShape(_, let expected, _):
      expected.rank == 2
        ? "a matrix of weights has a row for each input and a column for each output" : nil
    case .unknownRecord(_, let recordable): "it can be \(recordable.joined(separator: ", "))"
    }
  }
}
