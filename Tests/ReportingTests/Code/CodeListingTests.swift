import Autodiff
import Experiments
import Source
import Testing
import Training

@testable import Reporting

@Suite struct CodeListingTests {
  /// A handout whose block shows the program of a network of so many layers.
  private func handout(layers: Int) throws -> Handout {
    let network = Network(
      inputs: 2, layers: .init(repeating: .dense(units: 1, .tanh), count: layers))
    let model = try NetworkModel(network, loss: .mse, data: SampleResults.xorData)
    var program = ExperimentProgram(
      model: .network(model), settings: TrainingSettings(), steps: 10,
      initial: (1...layers).flatMap {
        [
          NamedTensor("W\($0)", $0 == 1 ? Tensor([[0.5], [0.25]]) : Tensor([[0.5]])),
          NamedTensor("b\($0)", Tensor([0.125])),
        ]
      })
    program.data = ExperimentProgram.Data(
      source: .builtin(name: "xor", arguments: []), rows: SampleResults.xorData)
    var result = SampleResults.xor
    result.program = program
    let block = SampleResults.block("net", .experiment, .experiment(result), show: [.code])
    return ReportingTests.handout("```yaml experiment net\n```\n", [block])
  }

  @Test("a short program stands below its caption")
  func short() throws {
    let handout = try handout(layers: 1)
    #expect(
      article(handout).contains(
        """
        <figure class="listing">
        <figcaption id="net.1">The same experiment in PyTorch</figcaption>
        <pre tabindex="0"><code class="language-python"><span class="hw">import</span> torch
        """))
    #expect(
      markdown(handout).contains(
        "\n**The same experiment in PyTorch**\n\n```python\nimport torch\n"))
  }

  @Test("one of more than 60 lines is folded")
  func long() throws {
    let handout = try handout(layers: 30)
    #expect(
      article(handout).contains(
        """
        <details class="listing">
        <summary>The same experiment in PyTorch</summary>
        <pre tabindex="0"><code class="language-python"><span class="hw">import</span> torch
        """))
    #expect(
      markdown(handout).contains(
        "\n<details><summary>The same experiment in PyTorch</summary>\n\n```python\nimport torch\n")
    )
    #expect(markdown(handout).contains("```\n\n</details>\n"))
  }
}
