import Training

/// A result as the JSON has it: what is written there, and what paths look up.
package indirect enum ResultValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  case number(Double, Precision)
  /// A list of numbers of one precision, kept unboxed.
  case numbers([Double], Precision)
  case array([ResultValue])
  /// In the order in which it is written.
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: ResultValue

    package init(_ key: String, _ value: ResultValue) {
      self.key = key
      self.value = value
    }
  }
}
