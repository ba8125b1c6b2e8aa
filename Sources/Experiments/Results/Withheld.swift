import Autodiff
import Training

/// What a student's version leaves open of a block: the words of `blank`, and the answers to find.
package struct Withheld: Hashable, Sendable {
  /// Parts whose numbers are gaps.
  package private(set) var parts: Set<Presentation.Part> = []
  /// Quantities that are gaps wherever they stand, and in no record: `["gradients", "W1"]`, `["final"]`.
  private(set) var quantities: Set<[String]> = []
  /// Quantities that are asked for: in no record either.
  private(set) var answers: Set<[String]> = []

  package init() {}

  init(_ blanks: [String]) {
    for blank in blanks {
      guard let path = ResultPath(blank)?.quantity, let head = path.first else { continue }
      if path.count == 1, let part = Self.part(head) { parts.insert(part) }
      if ["gradients", "final", "initial", "final_loss"].contains(head) { quantities.insert(path) }
    }
    if parts.contains(.lossTable) || parts.contains(.lossPlot) {
      for name in ["losses", "epoch_losses", "validation_losses", "epoch_metrics"] {
        quantities.insert([name])
      }
    }
    if parts.contains(.verdict) { quantities.insert(["verdict"]) }
  }

  mutating func ask(for quantity: [String]) { answers.insert(quantity) }

  /// Of a training of one step the new parameters are the final ones.
  mutating func hideOnlyUpdate() {
    if parts.contains(.updates) { quantities.insert(["final"]) }
  }

  private static func part(_ word: String) -> Presentation.Part? {
    Presentation.Part.allCases.first { normalizedWords($0.rawValue) == normalizedWords(word) }
  }

  /// Whether anything is left open on the page.
  package var hasGaps: Bool { !parts.isEmpty || !quantities.isEmpty }

  var isEmpty: Bool { parts.isEmpty && quantities.isEmpty && answers.isEmpty }

  /// Whether a quantity or one that it belongs to is a gap.
  func hides(_ quantity: [String]) -> Bool {
    quantities.contains { quantity.starts(with: $0) }
  }

  /// Whether no record may hold a quantity.
  func keepsOut(_ quantity: [String]) -> Bool {
    hides(quantity) || answers.contains { quantity.starts(with: $0) }
  }
}

extension ResultPath {
  /// What it names, without the trial and the places in lists: of `trials[2].final.W1[0][1]` and of
  /// `best.final.W1` it is `["final", "W1"]`.
  package var quantity: [String] {
    var names: [String] = []
    for element in elements {
      guard case .member(let name) = element.step else { continue }
      if names.isEmpty, name == "trials" || name == "best" { continue }
      names.append(names.isEmpty ? name.replacing(" ", with: "_") : name)
    }
    return names
  }
}

extension BlockResult {
  /// The block with not-a-numbers in place of what is withheld, so that no renderer can show it.
  func redacted(_ withheld: Withheld) -> BlockResult {
    var block = self
    var withheld = withheld
    if case .experiment(let result) = outcome,
      result.trials.contains(where: { $0.training.steps == 1 })
    {
      withheld.hideOnlyUpdate()
    }
    block.withheld = withheld
    guard case .experiment(var result) = outcome, !withheld.isEmpty else { return block }
    for index in result.trials.indices { result.trials[index].redact(withheld) }
    if withheld.hides(["gradients"]) { result.flow = nil }
    result.explanation?.redact(withheld)
    block.outcome = .experiment(result)
    return block
  }
}

extension TrialResult {
  fileprivate mutating func redact(_ withheld: Withheld) {
    training.initial.redact { withheld.hides(["initial", $0]) }
    training.gradients.redact { withheld.hides(["gradients", $0]) }
    training.final.redact { withheld.hides(["final", $0]) }
    if withheld.hides(["final_loss"]) { training.finalLoss = .nan }
    guard var path else { return }
    for (index, name) in path.names.enumerated() where withheld.hides(["gradients", name]) {
      for step in path.gradients.indices { path.gradients[step][index] = .nan }
    }
    self.path = path
  }
}

extension [NamedTensor] {
  fileprivate mutating func redact(_ isHidden: (String) -> Bool) {
    self = map { isHidden($0.name) ? NamedTensor($0.name, $0.tensor.redacted) : $0 }
  }
}

extension Tensor {
  fileprivate var redacted: Tensor {
    Tensor(shape, Array(repeating: .nan, count: values.count))
  }
}

extension Explanation {
  fileprivate mutating func redact(_ withheld: Withheld) {
    for index in steps.indices where withheld.hides(["gradients", steps[index].name]) {
      steps[index].gradient = steps[index].gradient?.redacted
    }
    for index in chains.indices {
      // A chain belongs to a parameter or to one of its numbers: `W1[0]`.
      let name = chains[index].parameter.prefix { $0 != "[" }
      if withheld.hides(["gradients", String(name)]) { chains[index].value = .nan }
    }
  }
}

extension ResultValue {
  /// A block's record less what is withheld.
  func without(_ withheld: Withheld) -> ResultValue {
    guard !withheld.isEmpty, case .object(let members) = self else { return self }
    return .object(
      members.compactMap { member in
        switch (member.key, member.value) {
        case ("trials", .array(let trials)):
          Member(member.key, .array(trials.map { $0.cut(withheld, []) }))
        case ("best", _): Member(member.key, member.value.cut(withheld, []))
        default:
          withheld.keepsOut([member.key])
            ? nil : Member(member.key, member.value.cut(withheld, [member.key]))
        }
      })
  }

  private func cut(_ withheld: Withheld, _ path: [String]) -> ResultValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.compactMap { member in
        let inner = path + [member.key]
        return withheld.keepsOut(inner)
          ? nil : Member(member.key, member.value.cut(withheld, inner))
      })
  }
}
