import Autodiff
import Testing

@testable import Experiments

@Suite("Printed derivatives and rules")
struct PrintedRuleTests {
  /// Counts what was printed, so that a test of nothing is seen.
  struct Count {
    var all = 0
    var printed = 0
  }

  private func check(_ text: String, _ label: String, _ count: inout Count) throws {
    let result = try #require(readTape(text), "\(label): \(text)").run()
    let explanation = try #require(result.explanation, "\(label)")
    let values = result.values.map { (name: $0.name, tensor: $0.tensor) }
    let gradients = explanation.steps.compactMap { step in
      step.gradient.map { (name: step.name, tensor: $0) }
    }
    for step in explanation.steps {
      guard let gradient = step.gradient else { continue }
      for local in step.locals {
        count.all += 1
        let symbolic = local.symbolic
        if symbolic.isEmpty || symbolic.contains("δ") { continue }
        count.printed += 1
        let whole = symbolic.contains("…") ? symbolic : "arriving * (\(symbolic))"
        let wanted = try contribution(of: step, to: local.name, gradient, values)
        let found = PrintedRule.value(
          of: whole, at: values + [("arriving", gradient)], names: [("…", "arriving")])
        let agrees = found.map { PrintedRule.agrees($0, wanted) } ?? false
        #expect(
          agrees,
          "\(label)\n\(text)\n∂\(step.name)/∂\(local.name) = \(symbolic)\n\(String(describing: found)) is not \(wanted)"
        )
        if let value = local.value, !symbolic.contains("…") {
          let found = PrintedRule.value(of: symbolic, at: values)
          #expect(found.map { PrintedRule.agrees($0, value) } ?? false, "\(label): \(symbolic)")
        }
      }
      if step.rule.isEmpty { continue }
      let names =
        explanation.steps.flatMap { outer in
          outer.locals.map { ("∂\(outer.name)/∂\($0.name)", "local_\(outer.name)_\($0.name)") }
        }.filter { !$0.0.hasPrefix("∂L/") }
        + gradients.map { ("∂L/∂\($0.name)", "gradient_\($0.name)") }
      let known =
        values + gradients.map { ("gradient_\($0.name)", $0.tensor) }
        + explanation.steps.flatMap { outer in
          outer.locals.compactMap { local in
            local.value.map { ("local_\(outer.name)_\(local.name)", $0) }
          }
        }
      let found = PrintedRule.value(of: step.rule, at: known, names: names)
      #expect(
        found.map { PrintedRule.agrees($0, gradient) } ?? false,
        "\(label)\n\(text)\n∂L/∂\(step.name) = \(step.rule)\n\(String(describing: found)) is not \(gradient)"
      )
      #expect(!step.rule.contains("∂L/∂L"))
    }
  }

  /// What an input gets through one quantity alone.
  private func contribution(
    of step: Explanation.Step, to input: String, _ gradient: Tensor,
    _ values: [(name: String, tensor: Tensor)]
  ) throws -> Tensor {
    let before = values.prefix { $0.name != step.name }
    let lines =
      before.map { "\($0.name) = \(PrintedRule.literal($0.tensor))" } + [
        "arriving = \(PrintedRule.literal(gradient))", "\(step.name) = \(step.formula)",
        "total = sum(arriving * \(step.name))", "gradient total wrt \(input)",
      ]
    let tape = try #require(readTape(lines.joined(separator: "\n")))
    return try #require(tape.run().gradients.first?.values.first?.tensor)
  }

  @Test("what is printed of a random tape of matrices gives its gradients")
  func random() throws {
    var count = Count()
    for seed in 0..<300 {
      var tape = RandomTape(seed: UInt64(seed))
      try check(tape.text(), "seed \(seed)", &count)
    }
    #expect(count.printed * 10 >= count.all * 7, "\(count)")
  }

  @Test("what is printed of the reference's tapes gives their gradients")
  func reference() throws {
    var count = Count()
    let known = ["gelu", "gradient"]
    for fixture in FixtureTape.all where !fixture.tape.contains(known[0]) {
      let targets = fixture.gradients.keys
      guard targets.count == 1, targets.first == "L" else { continue }
      try check(fixture.tape, fixture.name, &count)
    }
    #expect(count.printed > 20, "\(count)")
  }

  @Test("a loss of a linear layer in one line has the transpose and the sum")
  func nestedLoss() throws {
    let text = """
      x = [[1], [2]]
      w = [[0.5]]
      b = 0
      L = mse(x @ w + b, [[3], [5]])
      gradient L
      """
    let explanation = try #require(readTape(text)?.run().explanation)
    let rules = explanation.steps.prefix(3).map(\.rule)
    #expect(
      rules == [
        "((x @ w) + b - [[3], [5]]) @ wᵀ", "xᵀ @ ((x @ w) + b - [[3], [5]])",
        "sum((x @ w) + b - [[3], [5]])",
      ])
    #expect(explanation.steps.last?.locals.map(\.symbolic) == Array(rules))
  }

  @Test("each target of a tape is explained")
  func targets() throws {
    let text = "x = 2\na = x^2\nb = sum([1, 2] * x)\ngradient a\ngradient b"
    let result = try #require(readTape(text)).run()
    #expect(result.explanations.map(\.target) == ["a", "b"])
    #expect(result.explanations[1].steps.first?.gradient == Tensor(3))
  }
}
