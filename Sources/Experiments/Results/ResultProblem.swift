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
}
