import Source

/// Holds the conditions of `expect` against results.
struct ExpectationChecker {
  private let result: NotebookResult
  private let tree: ResultTree
  private let expectations: [(block: String, conditions: [Expectation])]

  init(_ result: NotebookResult, _ expectations: [(block: String, conditions: [Expectation])]) {
    self.result = result
    self.expectations = expectations
    tree =
      expectations.isEmpty
      ? ResultTree(NotebookResult(header: result.header, blocks: [], diagnostics: []))
      : ResultTree(result)
  }

  /// The conditions that do not hold, each at its line.
  func failures() -> [Diagnostic] {
    expectations.flatMap { name, conditions -> [Diagnostic] in
      guard let block = result.blocks.first(where: { $0.name == name }),
        case .experiment(let experiment) = block.outcome
      else { return [] }
      return conditions.compactMap { failure($0, block, experiment) }
    }
  }

  private func failure(
    _ condition: Expectation, _ block: BlockResult, _ experiment: ExperimentResult
  ) -> Diagnostic? {
    var failed: (trial: Int?, problem: ResultProblem)?
    var others = 0
    for (trial, path) in paths(condition, block, experiment) {
      guard let problem = problem(condition, path, trial.map { experiment.trials[$0] }) else {
        continue
      }
      if failed == nil { failed = (trial, problem) } else { others += 1 }
    }
    guard let failed else { return nil }
    var problem = failed.problem
    if others > 0, case .expectationFailed(let facts) = problem {
      problem = .expectationFailed(facts.with(others: others))
    }
    return Diagnostic(.error, problem, at: condition.range)
  }

  /// The full paths that the condition speaks of: of the block itself, of each of its trials, or of
  /// another block that it names.
  private func paths(
    _ condition: Expectation, _ block: BlockResult, _ experiment: ExperimentResult
  ) -> [(trial: Int?, path: String)] {
    let head = condition.path.head
    let own = ["trials", "best", "study", "finder", "derivatives", "name", "kind", "line"]
    let text = condition.path.text
    if own.contains(head) { return [(nil, block.name + "." + text)] }
    let isTrial = experiment.trials.first?.value.member(head) != nil
    if !isTrial, head != block.name, tree.contains(block: head) { return [(nil, text)] }
    if head == block.name, !isTrial { return [(nil, text)] }
    if experiment.trials.count == 1 { return [(nil, block.name + "." + text)] }
    return experiment.trials.indices.map { ($0, "\(block.name).trials[\($0)].\(text)") }
  }

  private func problem(
    _ condition: Expectation, _ text: String, _ trial: TrialResult?
  ) -> ResultProblem? {
    guard let path = ResultPath(text) else { return .unreadablePath(text) }
    let value: ResultValue
    do {
      value = try tree.value(at: path)
    } catch {
      return error
    }
    var facts = ResultProblem.FailedExpectation(condition: condition.text, measured: value.text)
    facts.settings = trial.map { Self.description($0.settings) }
    switch condition.value {
    case .word(let word):
      guard case .string(let measured) = value else {
        return .notComparable(condition.path.text, isList: value.number == nil)
      }
      let isEqual = measured == word
      return isEqual == (condition.comparison == .equal) ? nil : .expectationFailed(facts)
    case .number(let wanted):
      guard let measured = value.number ?? Self.nonFinite(value) else {
        return .notComparable(condition.path.text, isList: !value.isText)
      }
      if condition.holds(measured, wanted) { return nil }
      if measured.isFinite, wanted.isFinite { facts.difference = measured - wanted }
      return .expectationFailed(facts)
    }
  }

  private static func description(_ settings: [TrialResult.Setting]) -> String {
    settings.map { $0.key + " " + $0.value.value.text }.joined(separator: ", ")
  }

  private static func nonFinite(_ value: ResultValue) -> Double? {
    switch value {
    case .string("nan"): .nan
    case .string("inf"): .infinity
    case .string("-inf"): -.infinity
    default: nil
    }
  }
}

extension Expectation {
  func holds(_ measured: Double, _ wanted: Double) -> Bool {
    switch comparison {
    case .less: measured < wanted + tolerance
    case .lessOrEqual: measured <= wanted + tolerance
    case .greater: measured > wanted - tolerance
    case .greaterOrEqual: measured >= wanted - tolerance
    case .equal, .near: isEqual(measured, wanted)
    case .notEqual: !isEqual(measured, wanted)
    }
  }

  private func isEqual(_ measured: Double, _ wanted: Double) -> Bool {
    measured == wanted || measured.isNaN && wanted.isNaN || abs(measured - wanted) <= tolerance
  }
}

extension ResultValue {
  fileprivate var isText: Bool { if case .string = self { true } else { false } }
}
