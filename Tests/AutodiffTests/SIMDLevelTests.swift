import Testing

@testable import Autodiff

struct SIMDLevelTests {
  @Test("without a request the highest available level runs")
  func defaultLevel() {
    let selection = SIMDSelection(request: nil)
    #expect(selection.level == SIMDLevel.available.last)
    #expect(!selection.fellBack)
    #expect(!SIMDSelection(request: "").fellBack)
  }

  @Test("an available level runs when it is asked for")
  func request() {
    for level in SIMDLevel.available {
      let selection = SIMDSelection(request: level.rawValue)
      #expect(selection.level == level)
      #expect(!selection.fellBack)
    }
  }

  @Test("a request for what the processor lacks, or for no level at all, falls back")
  func fallBack() {
    #expect(SIMDSelection(request: "sse9").fellBack)
    for level in SIMDLevel.allCases where !level.isAvailable {
      #expect(SIMDSelection(request: level.rawValue).fellBack)
    }
  }
}
