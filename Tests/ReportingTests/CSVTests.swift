import Autodiff
import Testing
import Training

@testable import Experiments
@testable import Reporting

@Suite struct CSVTests {
  private func trial(
    _ settings: [(String, SettingValue)], losses: [Double], final: Double,
    metrics: [NamedValue] = [], verdict: Verdict.Kind = .converged
  ) -> TrialResult {
    var training = TrainingResult()
    training.losses = losses
    training.steps = losses.count
    training.finalLoss = final
    training.metrics = metrics
    return TrialResult(
      settings: settings.map { TrialResult.Setting(key: $0.0, value: $0.1) },
      verdict: Verdict(kind: verdict, reason: ""), training: training, scalarParameters: false)
  }

  private func notebook(_ blocks: [(String, [TrialResult])]) -> NotebookResult {
    NotebookResult(
      header: Header(),
      blocks: blocks.map { name, trials in
        SampleResults.block(
          name, .experiment,
          .experiment(
            ExperimentResult(
              model: .minimize(expression: "w", variables: ["w"]), trials: trials, axes: [],
              data: nil, derivatives: [], explanation: nil)))
      }, diagnostics: [])
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("trials of all blocks are rows; settings and metrics that a block lacks are empty")
  func trials() {
    let result = notebook([
      (
        "lr",
        [
          trial(
            [
              ("learning rate", .number(0.1)),
              ("optimizer", .text("{adam: {beta1: 0.5, x: \"y\"}}")),
              ("seed", .number(0)),
            ], losses: [1, 0.5], final: 0.1 + 0.2, metrics: [NamedValue("accuracy", 1)])
        ]
      ),
      (
        "steps",
        [
          trial(
            [("learning rate", .number(3)), ("steps", .number(7)), ("seed", .number(1))],
            losses: [1], final: -.infinity, verdict: .diverged)
        ]
      ),
    ])
    #expect(
      text(CSVRenderer.trials(result)) == """
        block,trial,learning_rate,optimizer,seed,steps_setting,verdict,steps,final_loss,accuracy
        lr,0,0.1,"{adam: {beta1: 0.5, x: ""y""}}",0,,converged,2,0.30000000000000004,1
        steps,0,3,,1,7,diverged,1,-Inf,

        """)
  }

  @Test("curves are in long form, losses by step from 0 and what goes by epoch from 1")
  func curves() {
    var one = trial([], losses: [1, .nan], final: 1)
    one.training.epochLosses = [0.75]
    one.training.validationLosses = [2]
    one.training.epochMetrics = [RecordedSeries("accuracy", .scalar, [0.5])]
    one.training.recorded = [
      RecordedSeries("rate", .scalar, [0.1, 0.2]),
      RecordedSeries("W1", .matrix(1, 2), [1, 2, 3, 4]),
    ]
    #expect(
      text(CSVRenderer.curves(notebook([("a", [one])]))) == """
        block,trial,series,index,value
        a,0,loss,0,1
        a,0,loss,1,NaN
        a,0,epoch_loss,1,0.75
        a,0,validation_loss,1,2
        a,0,epoch_accuracy,1,0.5
        a,0,rate,0,0.1
        a,0,rate,1,0.2

        """)
  }

  @Test("curves of more than 1000 points keep the first, every k-th and the last")
  func thinning() {
    #expect(CSVRenderer.kept(of: 1000) == Array(0..<1000))
    let kept = CSVRenderer.kept(of: 2501)
    #expect(kept.prefix(3) == [0, 3, 6])
    #expect(kept.last == 2500)
    #expect(kept.count == 835)
    for count in [0, 1, 1001, 1999, 2000, 123_456] {
      let kept = CSVRenderer.kept(of: count)
      #expect(kept.count <= CSVRenderer.mostPoints + 1)
      #expect(kept.last == (count == 0 ? nil : count - 1))
      #expect(Set(kept).count == kept.count)
    }
  }
}
