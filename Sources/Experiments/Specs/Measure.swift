/// What settings of a sweep are compared by, as it is spelled in results.
package enum Measure: String, CaseIterable, Hashable, Sendable, Codable {
  case finalLoss = "final_loss"
  case validationLoss = "validation_loss"
  case accuracy
  case validationAccuracy = "validation_accuracy"
  case r2
  case validationR2 = "validation_r2"

  /// Whether more is better.
  package var isScore: Bool {
    switch self {
    case .finalLoss, .validationLoss: false
    case .accuracy, .validationAccuracy, .r2, .validationR2: true
    }
  }
}
