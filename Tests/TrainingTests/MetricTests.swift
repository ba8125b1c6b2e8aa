import Autodiff
import Testing

@testable import Training

struct MetricTests {
  @Test("class accuracy counts rows whose largest output is the target's class")
  func classes() {
    let predictions = Tensor([[0.2, 0.5, 0.3], [0.4, 0.3, 0.3], [.nan, 1, 0]])
    let targets = Tensor([1.0, 2, 1]).oneHot(classes: 3)
    let accuracy = Metric.classAccuracy.value(predictions: predictions, targets: targets)
    #expect(accuracy == 1.0 / 3)
  }

  @Test("threshold accuracy counts outputs on the target's side of 0.5")
  func threshold() {
    let accuracy = Metric.thresholdAccuracy.value(
      predictions: Tensor([[0.5], [0.49], [0.9], [.nan]]), targets: Tensor([[1.0], [0], [0], [0]]))
    #expect(accuracy == 0.5)
  }

  @Test("r2 is 1 for the targets themselves, 0 for their mean")
  func r2() {
    let targets = Tensor([[1.0], [2], [6]])
    let mean = Tensor([[3.0], [3], [3]])
    #expect(Metric.r2.value(predictions: targets, targets: targets) == 1)
    #expect(Metric.r2.value(predictions: mean, targets: targets) == 0)
    #expect(Metric.r2.value(predictions: mean, targets: mean) == 1)
  }

  @Test("truth values are judged by accuracy whatever the loss, other numbers by r2")
  func choice() {
    let truth = Tensor([[0.0], [1]])
    #expect(Metric(loss: .mse, targets: truth, areClasses: false) == .thresholdAccuracy)
    #expect(
      Metric(loss: .mse, targets: Tensor([[0, 1], [1, 0]]), areClasses: false) == .classAccuracy)
    #expect(Metric(loss: .mae, targets: Tensor([[0.0], [2]]), areClasses: false) == .r2)
    #expect(Metric(loss: .crossEntropy, targets: truth, areClasses: true) == .classAccuracy)
  }
}
