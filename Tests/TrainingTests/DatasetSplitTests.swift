import Autodiff
import Testing
import Training

struct DatasetSplitTests {
  private let data = Dataset(
    features: Tensor((0..<10).map { [Double($0), Double($0 * $0)] }),
    targets: Tensor((0..<10).map { [Double($0)] }))

  @Test("a split keeps every row once, whole, and ⌊n · split⌋ of them train")
  func split() {
    let (training, validation) = data.split(0.75, seed: 1)
    #expect(training.count == 7)
    #expect(validation.count == 3)
    let rows = training.targets.values + validation.targets.values
    #expect(rows.sorted() == (0..<10).map { Double($0) })
    for part in [training, validation] {
      for row in 0..<part.count {
        #expect(part.features[row, 0] == part.targets[row, 0])
        #expect(part.features[row, 1] == part.targets[row, 0] * part.targets[row, 0])
      }
    }
    #expect(data.split(0.75, seed: 1).training == training)
    #expect(data.split(0.75, seed: 2).training != training)
  }

  @Test("the share is meant as a decimal")
  func count() {
    #expect(Dataset.trainingCount(100, fraction: 0.29) == 29)
    #expect(Dataset.trainingCount(150, fraction: 0.8) == 120)
    #expect(Dataset.trainingCount(1797, fraction: 0.8) == 1437)
    #expect(Dataset.trainingCount(10, fraction: 0.99) == 9)
  }

  @Test("standardised features have mean 0 and biased deviation 1, and a constant one is 0")
  func standardize() {
    let data = Dataset(features: Tensor([[1, 5], [3, 5]]), targets: Tensor([[0.0], [0]]))
    let scaling = data.scaling
    #expect(scaling.means == [2, 5])
    #expect(scaling.deviations == [1, 1])
    #expect(data.standardized(by: scaling).features == Tensor([[-1, 0], [1, 0]]))
  }
}
