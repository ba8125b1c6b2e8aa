import Autodiff
import Training

// A trial's result as the cache keeps it. Written by hand, since there are many numbers in it; a test
// holds that every property comes back.

extension TrainingResult {
  /// Part of every key: raised whenever what is written here changes.
  static let byteLayout = 2

  var byteCoded: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }

  func write(to writer: inout ByteWriter) {
    // What there may be most of, and some room.
    writer.reserve(8 * losses.count + 4096)
    writer.write(steps)
    writer.write(losses)
    writer.write(unkept) { $0.write($1) }
    writer.write(epochLosses) { $0.write($1) }
    writer.write(validationLosses) { $0.write($1) }
    writer.write(epochMetrics) { $0.write($1) }
    writer.write(finalLoss)
    for tensors in [initial, gradients, afterFirstStep, final, runningStatistics] {
      writer.write(tensors)
    }
    writer.write(metrics) {
      $0.write($1.name)
      $0.write($1.value)
    }
    writer.write(recorded) { $0.write($1) }
    writer.write(snapshots) {
      $0.write($1.step)
      $0.write($1.parameters)
    }
    writer.write(predictions) { $0.write($1) }
    writer.write(motion)
    writer.write(precision.rawValue)
  }

  init(byteCoded bytes: ArraySlice<UInt8>) throws(ByteReader.Unreadable) {
    self.init()
    var reader = ByteReader(bytes)
    steps = try reader.integer()
    losses = try reader.numbers()
    unkept = try reader.optional { reader throws(ByteReader.Unreadable) in
      try reader.lossSummary()
    }
    epochLosses = try reader.optional { reader throws(ByteReader.Unreadable) in
      try reader.numbers()
    }
    validationLosses = try reader.optional { reader throws(ByteReader.Unreadable) in
      try reader.numbers()
    }
    epochMetrics = try reader.allSeries()
    finalLoss = try reader.number()
    initial = try reader.tensors()
    gradients = try reader.tensors()
    afterFirstStep = try reader.tensors()
    final = try reader.tensors()
    runningStatistics = try reader.tensors()
    metrics = try reader.list { reader throws(ByteReader.Unreadable) in
      NamedValue(try reader.text(), try reader.number())
    }
    recorded = try reader.allSeries()
    snapshots = try reader.list { reader throws(ByteReader.Unreadable) in
      Snapshot(step: try reader.integer(), parameters: try reader.tensors())
    }
    predictions = try reader.optional { reader throws(ByteReader.Unreadable) in
      try reader.tensor()
    }
    motion = try reader.motion()
    guard let precision = Precision(rawValue: try reader.text()), reader.isAtEnd else {
      throw ByteReader.Unreadable()
    }
    self.precision = precision
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ shape: Shape) {
    write(shape.rank)
    write(shape.rows)
    write(shape.columns)
  }

  fileprivate mutating func write(_ tensor: Tensor) {
    write(tensor.shape)
    write(tensor.values)
  }

  fileprivate mutating func write(_ tensors: [NamedTensor]) {
    write(tensors) {
      $0.write($1.name)
      $0.write($1.tensor)
    }
  }

  fileprivate mutating func write(_ series: RecordedSeries) {
    write(series.name)
    write(series.shape)
    write(series.values)
  }

  fileprivate mutating func write(_ summary: LossSummary) {
    write(summary.firstNotFinite) { $0.write($1) }
    let series = summary.series
    write(series.count)
    write(series.taken)
    write(series.first)
    write(series.end)
    write(series.largestBefore) { $0.write($1) }
    for part in [series.before, series.last] {
      write(part.sum)
      write(part.smallest)
      write(part.largest)
    }
    write(series.lastWays)
    write(series.halfWays) { $0.write($1) }
  }

  private mutating func write(_ ways: SeriesSummary.Ways) {
    write(ways.upward)
    write(ways.downward)
  }

  private mutating func write(_ sum: LaneSum) {
    write(sum.count)
    for lane in sum.lanes.indices { write(sum.lanes[lane]) }
  }

  fileprivate mutating func write(_ motion: Motion) {
    write(motion.samples)
    write(motion.stepsPerEpoch) { $0.write($1) }
    write(motion.dropsUnits)
    write(motion.initialLoss)
    write(motion.initialGradientNorm)
    write(motion.finalGradientNorm)
    write(motion.gradientCosine)
    for stretch in [motion.middle, motion.end] {
      write(stretch) {
        $0.write($1.steps)
        $0.write($1.path)
        $0.write($1.displacement)
      }
    }
    write(motion.stop) { $0.write($1.rawValue) }
  }
}

extension ByteReader {
  private mutating func shape() throws(Unreadable) -> Shape {
    let (rank, rows, columns) = (try integer(), try integer(), try integer())
    guard rows >= 0, columns >= 0, !rows.multipliedReportingOverflow(by: columns).overflow else {
      throw Unreadable()
    }
    switch rank {
    case 0: return .scalar
    case 1: return .vector(columns)
    case 2: return .matrix(rows, columns)
    default: throw Unreadable()
    }
  }

  fileprivate mutating func tensor() throws(Unreadable) -> Tensor {
    let shape = try shape()
    let values = try numbers()
    guard values.count == shape.count else { throw Unreadable() }
    return Tensor(shape, values)
  }

  fileprivate mutating func tensors() throws(Unreadable) -> [NamedTensor] {
    try list { reader throws(Unreadable) in NamedTensor(try reader.text(), try reader.tensor()) }
  }

  fileprivate mutating func allSeries() throws(Unreadable) -> [RecordedSeries] {
    try list { reader throws(Unreadable) in
      RecordedSeries(try reader.text(), try reader.shape(), try reader.numbers())
    }
  }

  fileprivate mutating func lossSummary() throws(Unreadable) -> LossSummary {
    let firstNotFinite = try optional { reader throws(Unreadable) in try reader.integer() }
    let (count, taken) = (try integer(), try integer())
    let ends = (first: try number(), last: try number())
    let largestBefore = try optional { reader throws(Unreadable) in try reader.number() }
    let quarters = (before: try seriesPart(), last: try seriesPart())
    let lastQuarter = try ways()
    let lastHalf = try optional { reader throws(Unreadable) in try reader.ways() }
    return LossSummary(
      firstNotFinite: firstNotFinite,
      series: SeriesSummary(
        count: count, taken: taken, ends: ends, largestBefore: largestBefore, quarters: quarters,
        ways: (lastQuarter, lastHalf)))
  }

  private mutating func seriesPart() throws(Unreadable) -> SeriesSummary.Part {
    SeriesSummary.Part(sum: try laneSum(), smallest: try number(), largest: try number())
  }

  private mutating func ways() throws(Unreadable) -> SeriesSummary.Ways {
    SeriesSummary.Ways(upward: try laneSum(), downward: try laneSum())
  }

  private mutating func laneSum() throws(Unreadable) -> LaneSum {
    let count = try integer()
    var lanes = SIMD8<Double>(repeating: 0)
    for lane in lanes.indices { lanes[lane] = try number() }
    return LaneSum(count: count, lanes: lanes)
  }

  private mutating func stretch() throws(Unreadable) -> Motion.Stretch? {
    try optional { reader throws(Unreadable) in
      Motion.Stretch(
        steps: try reader.integer(), path: try reader.number(),
        displacement: try reader.number())
    }
  }

  fileprivate mutating func motion() throws(Unreadable) -> Motion {
    var motion = Motion()
    motion.samples = try integer()
    motion.stepsPerEpoch = try optional { reader throws(Unreadable) in try reader.integer() }
    motion.dropsUnits = try flag()
    motion.initialLoss = try number()
    motion.initialGradientNorm = try number()
    motion.finalGradientNorm = try number()
    motion.gradientCosine = try number()
    motion.middle = try stretch()
    motion.end = try stretch()
    motion.stop = try optional { reader throws(Unreadable) in
      guard let stop = StopReason(rawValue: try reader.text()) else { throw Unreadable() }
      return stop
    }
    return motion
  }
}
