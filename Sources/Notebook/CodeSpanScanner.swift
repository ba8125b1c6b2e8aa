/// Where code spans end: at the next run of as many backticks as they open with.
///
/// The last run of each length is known beforehand, so that a span without an end costs nothing.
struct CodeSpanScanner {
  private let bytes: [UInt8]
  private let end: Int
  /// By length, the start of the last run.
  private var lastRuns: [Int: Int] = [:]

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    var position = range.lowerBound
    while let run = nextRun(from: position) {
      lastRuns[run.count] = run.lowerBound
      position = run.upperBound
    }
  }

  func isSpan(at position: Int) -> Bool {
    guard let run = nextRun(from: position) else { return false }
    return (lastRuns[run.count] ?? -1) > run.lowerBound
  }

  /// The end of the span that starts with the backticks here, or of the backticks alone.
  func end(at position: Int) -> Int {
    guard let run = nextRun(from: position) else { return position + 1 }
    guard (lastRuns[run.count] ?? -1) > run.lowerBound else { return run.upperBound }
    var next = run.upperBound
    while let other = nextRun(from: next) {
      if other.count == run.count { return other.upperBound }
      next = other.upperBound
    }
    return run.upperBound
  }

  private func nextRun(from start: Int) -> Range<Int>? {
    var first = start
    while first < end, bytes[first] != UInt8(ascii: "`") { first += 1 }
    guard first < end else { return nil }
    var last = first
    while last < end, bytes[last] == UInt8(ascii: "`") { last += 1 }
    return first..<last
  }
}
