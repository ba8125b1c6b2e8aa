/// Measures what is repeated.
enum Stopwatch {
  /// The least time that one call took, in nanoseconds: of seven stretches of calls, each some
  /// milliseconds long.
  static func nanoseconds(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    var calls = 1
    while seconds(clock.measure { for _ in 0..<calls { work() } }) < 0.005 { calls *= 2 }
    let times = (0..<7).map { _ in seconds(clock.measure { for _ in 0..<calls { work() } }) }
    return (times.min() ?? 0) / Double(calls) * 1e9
  }

  /// The least time of so many calls, in seconds.
  static func seconds(of repeats: Int, _ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var least = Double.infinity
    for _ in 0..<repeats { least = min(least, seconds(try clock.measure(work))) }
    return least
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}

/// Lines of columns, the first to the left, the others to the right.
struct Column {
  static func line(_ first: String, _ others: [String], widths: Int = 12) -> String {
    let start = first.padding(to: 24)
    return start
      + others.map { String(repeating: " ", count: max(0, widths - $0.count)) + $0 }.joined()
  }

  /// Three significant digits.
  static func text(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var (digits, scale) = (value.magnitude, 1.0)
    while digits < 100 { (digits, scale) = (digits * 10, scale * 10) }
    return digits >= 1000 ? "\(Int(value.rounded()))" : "\((value * scale).rounded() / scale)"
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
