import Autodiff

/// The learning rate of each step: the base rate η and the schedules that change it, one after the
/// other.
///
/// In a list a schedule with a number of steps (`warmup(steps=10)`, `cosine(steps=40)`) runs for as
/// many. The others share what is left of the run evenly, the last of them taking the remainder.
/// Each counts its own steps from 0 and starts from η. The list's last schedule runs on to the end.
package struct RateSchedule: Sendable {
  package struct Segment: Sendable {
    package let schedule: Schedule
    package let start: Int
    /// Its own `steps`, or as many as it was given.
    package let length: Int
  }

  private let base: Double
  /// In order; one that has no steps is passed over.
  package let segments: [Segment]

  /// - Parameters:
  ///   - schedules: in order; none is `constant`.
  ///   - steps: the run's length.
  package init(rate: Double, schedules: [Schedule], steps: Int) {
    base = rate
    let given = schedules.map(\.steps)
    let unsized = given.count { $0 == nil }
    let rest = max(0, steps - given.reduce(0) { $0 + ($1 ?? 0) })
    var segments: [Segment] = []
    var start = 0
    var seen = 0
    for (schedule, length) in zip(schedules, given) {
      var share = 0
      if length == nil {
        seen += 1
        share = seen == unsized ? rest - rest / unsized * (unsized - 1) : rest / unsized
      }
      segments.append(Segment(schedule: schedule, start: start, length: length ?? share))
      start += length ?? share
    }
    self.segments = segments
  }

  /// Whether every step has the same rate.
  package var isConstant: Bool { segments.allSatisfy { $0.schedule == .constant } }

  /// The rate of step `step`, counted from 0.
  package func rate(at step: Int) -> Double {
    guard var current = segments.first else { return base }
    for segment in segments.dropFirst() where segment.start <= step { current = segment }
    return current.schedule.rate(base, at: step - current.start, of: current.length)
  }
}

extension Schedule {
  /// How many steps it asks for, or nil where it runs as long as it is let.
  package var steps: Int? {
    switch self {
    case .constant, .step, .exponential: nil
    case .cosine(let steps, _), .oneCycle(let steps): steps
    case .warmup(let steps): steps
    }
  }

  /// The rate at its own step t, of `total` steps, from the base rate η.
  ///
  /// - step: η factor^⌊t / every⌋
  /// - exponential: η rate^t
  /// - cosine: floor + (η − floor)(1 + cos(π t / T)) / 2, from T on the floor
  /// - warmup: η min(1, (t + 1) / W)
  /// - one-cycle: up from η / 25 to η over the first 3 tenths, then down to η / 250,000, both along
  ///   a half cosine; from T on its last rate. As PyTorch's `OneCycleLR` with its defaults; L. N.
  ///   Smith, N. Topin, "Super-convergence", 2018.
  package func rate(_ base: Double, at step: Int, of total: Int) -> Double {
    switch self {
    case .constant:
      return base
    case .step(let every, let factor):
      return base * Elementary.pow(factor, Double(step / max(1, every)))
    case .exponential(let rate):
      return base * Elementary.pow(rate, Double(step))
    case .cosine(let steps, let floor):
      let length = steps ?? total
      guard step < length else { return floor }
      return Self.halfCosine(from: base, to: floor, at: Double(step) / Double(length))
    case .warmup(let steps):
      return base * min(1, Double(step + 1) / Double(steps))
    case .oneCycle(let steps):
      return Self.oneCycle(base, at: step, of: steps ?? total)
    }
  }

  private static func oneCycle(_ peak: Double, at step: Int, of total: Int) -> Double {
    let start = peak / 25
    let last = Double(total - 1)
    let t = min(Double(step), last)
    let top = 0.3 * Double(total) - 1
    if t <= top { return halfCosine(from: start, to: peak, at: t / top) }
    return halfCosine(from: peak, to: start / 1e4, at: (t - top) / (last - top))
  }

  /// end + (start − end)(1 + cos(π x)) / 2.
  private static func halfCosine(from start: Double, to end: Double, at x: Double) -> Double {
    end + (start - end) * (1 + Elementary.cos(Double.pi * x)) / 2
  }
}
