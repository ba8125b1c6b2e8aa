import Autodiff
import Testing
import Training

@testable import Experiments

@Suite struct TrainingResultBytesTests {
  /// A result of which nothing is as in an empty one.
  private var full: TrainingResult {
    var result = TrainingResult()
    let weights = [
      NamedTensor("W1", Tensor([[1, 2], [3, .infinity]])), NamedTensor("é", Tensor(4)),
    ]
    result.steps = 3
    result.losses = [0.5, -0.0, 1e-300]
    var series = SeriesSummary(count: 8, comparesHalf: true)
    series.take([8, 9, 6, 7, 4, 5, 2, 1])
    result.unkept = LossSummary(firstNotFinite: 3, series: series)
    result.epochLosses = [1]
    result.validationLosses = []
    result.epochMetrics = [RecordedSeries("accuracy", .scalar, [0.5, 1])]
    result.finalLoss = 0.25
    result.initial = weights
    result.gradients = [NamedTensor("b1", Tensor([1, 2, 3]))]
    result.afterFirstStep = weights
    result.final = [weights[1]]
    result.metrics = [NamedValue("accuracy", 0.75)]
    result.recorded = [RecordedSeries("W1", .matrix(1, 2), [1, 2, 3, 4])]
    result.snapshots = [Snapshot(step: 2, parameters: weights)]
    result.predictions = Tensor([[0.1], [0.2]])
    result.runningStatistics = [weights[0]]
    result.motion.samples = 4
    result.motion.stepsPerEpoch = 2
    result.motion.dropsUnits = true
    result.motion.initialLoss = 1
    result.motion.initialGradientNorm = 2
    result.motion.finalGradientNorm = 3
    result.motion.gradientCosine = -1
    result.motion.middle = Motion.Stretch(steps: 1, path: 2, displacement: 3)
    result.motion.end = Motion.Stretch(steps: 4, path: 5, displacement: 6)
    result.motion.stop = .patience
    result.precision = .float32
    return result
  }

  @Test("every property comes back as it was")
  func roundTrip() throws {
    #expect(try TrainingResult(byteCoded: full.byteCoded[...]) == full)
    #expect(try TrainingResult(byteCoded: TrainingResult().byteCoded[...]) == TrainingResult())
  }

  @Test("the sample has another value than an empty result in every property")
  func sampleIsFull() {
    for (one, other) in [
      (Mirror(reflecting: full), Mirror(reflecting: TrainingResult())),
      (Mirror(reflecting: full.motion), Mirror(reflecting: Motion())),
    ] {
      for (mine, empty) in zip(one.children, other.children) {
        #expect("\(mine.value)" != "\(empty.value)", "\(mine.label ?? "")")
      }
    }
  }

  @Test("bytes that were cut anywhere are an error, and so is what follows too many")
  func cut() {
    let bytes = full.byteCoded
    for count in bytes.indices {
      #expect(throws: ByteReader.Unreadable.self) {
        try TrainingResult(byteCoded: bytes[..<count])
      }
    }
    #expect(throws: ByteReader.Unreadable.self) {
      try TrainingResult(byteCoded: (bytes + [0])[...])
    }
  }

  @Test("a byte changed anywhere never traps")
  func changed() {
    let bytes = full.byteCoded
    for place in bytes.indices {
      for bit in [0, 7] {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        _ = try? TrainingResult(byteCoded: changed[...])
      }
    }
  }
}
