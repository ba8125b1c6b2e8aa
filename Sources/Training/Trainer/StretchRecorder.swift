import Autodiff

/// Measures stretches of a run's path: a few steps around its middle and the last ones.
///
/// A run that `stop: {patience: …}` may end at any step is measured throughout, stretch after
/// stretch, none longer than its patience; then the last whole one is the end, and the one half-way
/// there the middle.
struct StretchRecorder<Element: Real> {
  private static var longest: Int { 8 }

  private let length: Int
  private let isContinuous: Bool
  /// Where stretches begin, in order; of a continuous recorder only the next one.
  private var starts: [Int]
  private var open: [Open] = []
  private var finished: [Motion.Stretch] = []
  /// The next step to look at.
  private(set) var next: Int

  private struct Open {
    let end: Int
    let origin: [Element]
    var previous: [Element]
    var path = 0.0
  }

  init(steps: Int, patience: Int?) {
    let shortestRun = min(steps, patience ?? steps)
    // An even number, so that a bounce between two points ends where it began.
    length = shortestRun < 2 ? shortestRun : min(Self.longest, shortestRun / 2 * 2)
    isContinuous = patience != nil
    starts = isContinuous ? [0] : [(steps - length) / 2, steps - length]
    next = steps < 1 ? Int.max : starts[0]
  }

  var middle: Motion.Stretch? { isContinuous ? half : finished.first }
  var end: Motion.Stretch? { finished.last }

  private var half: Motion.Stretch? {
    finished.isEmpty ? nil : finished[finished.count / 2]
  }

  /// Looks at the parameters before step `step`, which is `next` or later.
  mutating func look(_ step: Int, _ parameters: UnsafeMutableBufferPointer<Element>.SubSequence) {
    for index in open.indices {
      open[index].path += Self.distance(parameters, open[index].previous)
      open[index].previous = Array(parameters)
    }
    while let first = open.first, first.end <= step {
      let displacement = Self.distance(parameters, first.origin)
      finished.append(
        Motion.Stretch(steps: length, path: first.path, displacement: displacement))
      open.removeFirst()
      if isContinuous { starts.append(step) }
    }
    while let start = starts.first, start <= step {
      let point = Array(parameters)
      open.append(Open(end: step + length, origin: point, previous: point))
      starts.removeFirst()
    }
    next = open.isEmpty ? starts.first ?? Int.max : step + 1
  }

  private static func distance(
    _ a: UnsafeMutableBufferPointer<Element>.SubSequence, _ b: [Element]
  ) -> Double {
    var sum = 0.0
    for (x, y) in zip(a, b) {
      let difference = Double(x) - Double(y)
      sum += difference * difference
    }
    return sum.squareRoot()
  }
}
