import Testing

@testable import Training

/// What verdicts look at in losses.
struct LossSequenceTests {
  private let losses = LossSequence([4, 1, 3, 2], last: 0.5)

  @Test("means take the last loss in where the range does")
  func means() {
    #expect(losses.mean(of: 0..<4) == 2.5)
    #expect(losses.mean(of: 3..<5) == 1.25)
    #expect(losses.mean(of: 4..<5) == 0.5)
    #expect(LossSequence([4, 2]).mean(of: 0..<2) == 3)
  }

  @Test("extremes are those of the range alone")
  func extremes() {
    #expect(losses.extremes(of: 0..<4) == (1, 4))
    #expect(losses.extremes(of: 2..<5) == (0.5, 3))
    #expect(losses.extremes(of: 1..<2) == (1, 1))
  }

  @Test("ways up and down count each loss against the one before it")
  func ways() {
    #expect(losses.ways(over: 1..<5) == (2, 5.5))
    #expect(losses.ways(over: 4..<5) == (0, 1.5))
    #expect(losses.ways(over: 5..<5) == (0, 0))
  }
}
