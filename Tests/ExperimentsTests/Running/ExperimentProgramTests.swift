import Autodiff
import Testing
import Training

@testable import Experiments

@Suite struct ExperimentProgramTests {
  private func experiment(_ run: Run, _ index: Int = 0) -> ExperimentResult? {
    guard case .experiment(let result) = run.result.blocks[index].outcome else { return nil }
    return result
  }

  @Test("what a program needs is kept where show asks for code, and nowhere else")
  func asked() async throws {
    let run = await Run(
      """
      ```yaml experiment a
      minimize: w^2
      start: {w: 1}
      steps: 3
      show: code(keras)
      ```
      ```yaml experiment b
      minimize: w^2
      start: {w: 1}
      steps: 3
      show: verdict
      ```
      """)
    #expect(run.messages == "")
    let program = try #require(experiment(run)?.program)
    #expect(program.steps == 3)
    #expect(program.initial == [NamedTensor("w", Tensor(1))])
    #expect(program.learningRates.isEmpty && program.choices.isEmpty)
    #expect(experiment(run, 1)?.program == nil)
  }

  @Test("a sweep of the learning rate alone keeps all rates, any other what its first trial is")
  func sweeps() async throws {
    let run = await Run(
      """
      ```yaml experiment rates
      minimize: w^2
      start: {w: 1}
      steps: 3
      sweep: {learning rate: [0.1, 0.2]}
      show: code
      ```
      ```yaml experiment others
      minimize: w^2
      start: {w: 1}
      steps: 3
      sweep: {learning rate: [0.1, 0.2], optimizer: [momentum, adam]}
      show: code
      ```
      """)
    #expect(experiment(run)?.program?.learningRates == [0.1, 0.2])
    let first = try #require(experiment(run, 1)?.program)
    #expect(first.learningRates.isEmpty)
    #expect(first.settings.optimizer == .momentum(beta: 0.9))
    #expect(first.choices.map(\.key) == ["learning rate", "optimizer"])
  }

  @Test("the samples are kept as they were read, with the order of the split")
  func data() async throws {
    let run = await Run(
      """
      ```yaml experiment a
      network: [dense 1]
      data: {from: 'line(samples=10)', standardize: true, split: 0.8}
      steps: 1
      show: code
      ```
      """)
    #expect(run.messages == "")
    let data = try #require(experiment(run)?.program?.data)
    #expect(data.rows == (try BuiltinData.line.dataset([NamedValue("samples", 10)])))
    #expect(data.standardize)
    let split = try #require(data.split)
    #expect(split.training == 8)
    #expect(split.order.sorted() == Array(0..<10))
    #expect(data.rows.rows(split.order[..<8]) == data.rows.split(0.8, seed: 0).training)
  }
}
