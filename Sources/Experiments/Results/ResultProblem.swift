import Source

/// Why a path leads to no value.
package enum ResultProblem: Error, DiagnosticFact, Hashable {
  case unreadablePath(String)
  case unknownBlock(String, nearest: String?, known: [String])
  /// The block has errors, so that it has no results.
  case failedBlock(String)
  case unknownMember(String, of: String, nearest: String?, known: [String])
  case noMembers(of: String)
  case noItems(of: String)
  case indexOutOfRange(Int, of: String, count: Int)
  /// `lr.final_loss` of a block with several trials.
  case severalTrials(member: String, block: String, count: Int)
  case noBest(String)
  case unreadableFormat(String)
  case expectationFailed(FailedExpectation)
  /// A condition on what is no single number or text, or on one as if it were the other.
  case notComparable(String, isList: Bool)

  /// A condition of `expect` that does not hold.
  package struct FailedExpectation: Hashable, Sendable {
    package let condition: String
    package let measured: String
    /// Measured less expected, of numbers.
    package var difference: Double?
    /// Of the trial, where there are several.
    package var settings: String?
    /// How many further trials fail too.
    package var others = 0

    package init(condition: String, measured: String) {
      self.condition = condition
      self.measured = measured
    }

    func with(others: Int) -> FailedExpectation {
      var copy = self
      copy.others = others
      return copy
    }
  }
}
