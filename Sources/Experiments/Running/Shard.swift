import Source

/// One of several shares of a notebook's trials that are run apart: the second of eight is `2/8`.
///
/// Trials are dealt out in short stretches, one to each share in turn, so that all shares take about as
/// long wherever the slow settings are. Who gets which depends on the notebook alone.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// From 1 to `count`.
  package let number: Int
  package let count: Int

  /// Nil unless 1 ≤ number ≤ count.
  package init?(_ number: Int, of count: Int) {
    guard number >= 1, number <= count else { return nil }
    self.number = number
    self.count = count
  }

  /// Reads `2/8`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
      return nil
    }
    self.init(number, of: count)
  }

  package var description: String { "\(number)/\(count)" }

  /// Whether it has the stretch of that place among all of the notebook.
  func includes(stretch: Int) -> Bool { stretch % count == number - 1 }
}

/// What became of a notebook's trials, or of a share of them.
package struct ShardOutcome: Sendable {
  /// Trials that the cache had.
  package var found = 0
  package var computed = 0
  /// Trials that are in no cache; of other shares, or where none was computed.
  package var missing = 0
  package var diagnostics: [Diagnostic] = []

  package init() {}
}
