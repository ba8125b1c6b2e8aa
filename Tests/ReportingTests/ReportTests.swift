import Autodiff
import Experiments
import Testing
import Training

@testable import Reporting

@Suite("Reports")
struct ReportTests {
  private func captions(_ parts: [Report.Part]) -> [String] {
    parts.map { part in
      switch part {
      case .table(let table): table.caption
      case .plot(let plot): plot.title
      case .equations(let equations): equations.caption
      case .text: "text"
      case .code(let listing): listing.caption
      case .graph(let graph): graph.caption
      }
    }
  }

  @Test("a table of losses has the first steps, then thins out to the last")
  func thinning() {
    #expect(LossTable.thinned(last: 3) == [0, 1, 2, 3])
    #expect(LossTable.thinned(last: 7) == [0, 1, 2, 3, 4, 5, 7])
    #expect(LossTable.thinned(last: 500) == [0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500])
    #expect(LossTable.thinned(last: 1234).suffix(3) == [500, 1000, 1234])
    #expect(LossTable.thinned(last: 0) == [0])
  }

  @Test("a descent on one variable shows derivative, path, updates, losses and verdict")
  func minimizeDefault() {
    let result = SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 50)])
    let parts = ExperimentParts(result: result, block: "walk").parts(showing: nil)
    #expect(
      captions(parts) == [
        "The derivative", "Descent on L(w)", "The first updates", "Loss by step",
        "Loss of walk by step", "text",
      ])
  }

  @Test("show selects exactly, in its order")
  func show() {
    let result = SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 50)])
    let parts = ExperimentParts(result: result, block: "walk").parts(
      showing: [.lossPlot, .updates])
    #expect(captions(parts) == ["Loss of walk by step", "The first updates"])
  }

  @Test("a sweep of one-variable descents stands side by side, with a table and the losses")
  func sweep() throws {
    let parts = ExperimentParts(result: SampleResults.rates, block: "rates").parts(showing: nil)
    #expect(
      captions(parts) == [
        "The derivative", "Descent on L(w), learning rate 0.01: converging",
        "Descent on L(w), learning rate 0.1: converged",
        "Descent on L(w), learning rate 1: oscillating",
        "Descent on L(w), learning rate 1.1: diverged", "Trials",
        "Loss of rates by step",
      ])
    guard case .table(let table) = parts[5] else { return }
    #expect(table.columns.map(\.heading) == ["learning rate", "Final loss", "Steps", "Verdict"])
    #expect(table.rows[1].last == .strong("converged, best"))
  }

  @Test("an update that is η times the gradient says so, another does not")
  func updates() throws {
    var trial = try #require(SampleResults.xor.trials.first)
    func heading() throws -> String? {
      let part = try #require(UpdateTable.parts(trial).first)
      guard case .table(let table) = part else { return nil }
      return table.columns[3].heading
    }
    #expect(try heading() == "η·∂L/∂w")
    trial.training.afterFirstStep = trial.training.initial
    #expect(try heading() == "update")
    trial.training.afterFirstStep = []
    #expect(UpdateTable.parts(trial).isEmpty)
  }

  @Test("gradients too many to read are summed up by parameter")
  func largeGradients() throws {
    let gradient = NamedTensor("W1", Tensor(.matrix(20, 20), [Double](repeating: 0.5, count: 400)))
    guard case .table(let table)? = GradientTable.parts([gradient]).first else { return }
    #expect(table.rows == [[.formula("W1"), .text("(20, 20)"), .number(10), .number(0.5)]])
  }

  @Test("a tape shows its graph, its passes, the chain rule and the derivative")
  func tape() {
    #expect(
      captions(TapeParts.parts(SampleResults.chain, showing: nil)) == [
        "The computational graph", "Forward pass", "Backward pass, in the chain rule's order",
        "The chain rule", "The derivative",
      ])
    #expect(
      captions(TapeParts.parts(SampleResults.chain, showing: [.graph]))
        == ["The computational graph"])
  }

  @Test("the chain rule has symbols, then numbers, negative ones in parentheses")
  func chainRule() {
    let explanation = Explanation(
      steps: [],
      chains: [
        Explanation.Chain(
          parameter: "w",
          products: [
            [
              Explanation.Chain.Factor(numerator: "L", denominator: "e", value: -0.935),
              Explanation.Chain.Factor(numerator: "e", denominator: "w", value: 2),
            ]
          ], value: -1.87)
      ], target: "L")
    #expect(
      ExplanationParts.chains(explanation) == [
        .equations(
          Equations(
            caption: "The chain rule",
            lines: [
              Equations.Line("∂L/∂w", "∂L/∂e · ∂e/∂w"), Equations.Line("", "(-0.935) · 2"),
              Equations.Line("", "-1.87"),
            ]))
      ])
  }

  @Test("local derivatives of larger matrices are left to their rules")
  func largeLocals() throws {
    let matrix = Tensor([[Double]](repeating: [1, 2], count: 4))
    var explanation = try #require(SampleResults.chain.explanation)
    explanation.steps[1].locals[0].value = matrix
    let mixed = ExplanationParts.backward(explanation)
    guard case .table(let table)? = mixed.first else {
      Issue.record("no table")
      return
    }
    #expect(table.columns.count == 6)
    #expect(table.rows[1].suffix(2) == [.empty, .empty])
    explanation.steps[2].locals[0].value = matrix
    guard case .table(let bare)? = ExplanationParts.backward(explanation).first else {
      Issue.record("no table")
      return
    }
    #expect(bare.columns.count == 4)
  }
}
