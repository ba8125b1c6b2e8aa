import Source

/// A notebook's results as a tree of values, for paths to be looked up in.
package struct ResultTree: Sendable {
  private let names: [String]
  private let blocks: [String: BlockResult]
  private let values: [String: ResultValue]

  package init(_ result: NotebookResult) {
    names = result.blocks.map(\.name)
    var blocks: [String: BlockResult] = [:]
    var values: [String: ResultValue] = [:]
    for block in result.blocks where blocks[block.name] == nil {
      blocks[block.name] = block
      values[block.name] = block.value(diagnostics: result.diagnostics)
    }
    self.blocks = blocks
    self.values = values
  }

  package func contains(block name: String) -> Bool { blocks[name] != nil }

  /// The value that a path leads to: of JSON's members, `best`, and with one trial those of
  /// `trials[0]`.
  package func value(at path: ResultPath) throws(ResultProblem) -> ResultValue {
    let name = path.head
    guard let block = blocks[name], let value = values[name] else {
      let nearest = Suggestion.nearest(to: name, among: names)
      throw .unknownBlock(name, nearest: nearest, known: names)
    }
    if case .failed = block.outcome { throw .failedBlock(name) }
    return try self.value(at: path.elements.dropFirst(), in: value, of: block)
  }

  /// The value that the rest of a path leads to within a block.
  package func value(
    at elements: some Collection<ResultPath.Element>, in value: ResultValue, of block: BlockResult
  ) throws(ResultProblem) -> ResultValue {
    var current = value
    var owner = "'\(block.name)'"
    for (depth, element) in elements.enumerated() {
      switch element.step {
      case .member(let member):
        if member != "best" || depth > 0, let next = current.member(member) {
          current = next
        } else if depth == 0, let next = try trialMember(member, value, block) {
          current = next
        } else {
          throw missing(member, in: current, owner, isBlock: depth == 0)
        }
        owner = "'\(member)'"
      case .index(let index):
        current = try current.item(index, of: owner)
        owner = "item \(index) of \(owner)"
      }
    }
    return current
  }

  /// A member of the only trial, or `best`.
  private func trialMember(
    _ member: String, _ value: ResultValue, _ block: BlockResult
  ) throws(ResultProblem) -> ResultValue? {
    guard case .experiment(let experiment) = block.outcome,
      case .array(let trials)? = value.member("trials"), let first = trials.first
    else { return nil }
    if member == "best" {
      guard let best = experiment.best() else { throw .noBest(block.name) }
      return best.lookupValue(trials)
    }
    guard let found = first.member(member) else { return nil }
    if trials.count == 1 { return found }
    throw .severalTrials(member: member, block: block.name, count: trials.count)
  }

  private func missing(
    _ member: String, in value: ResultValue, _ owner: String, isBlock: Bool
  ) -> ResultProblem {
    guard case .object(let members) = value else {
      return value.isScalar
        ? .noMembers(of: owner)
        : .unknownMember(
          member, of: owner, nearest: nil, known: [])
    }
    var known = members.map(\.key)
    if isBlock, case .array(let trials)? = value.member("trials"), trials.count == 1,
      case .object(let inner)? = trials.first
    {
      known = inner.map(\.key) + known
    }
    let nearest = Suggestion.nearest(to: member, among: known)
    return .unknownMember(member, of: owner, nearest: nearest, known: known)
  }
}

extension ResultValue {
  /// A member by its key; spaces, hyphens and underscores count as equal where no key is the same.
  package func member(_ name: String) -> ResultValue? {
    guard case .object(let members) = self else { return nil }
    if let exact = members.first(where: { $0.key == name }) { return exact.value }
    let wanted = normalizedWords(name)
    return members.first { normalizedWords($0.key) == wanted }?.value
  }

  fileprivate func item(_ index: Int, of owner: String) throws(ResultProblem) -> ResultValue {
    switch self {
    case .array(let items):
      guard items.indices.contains(index) else {
        throw .indexOutOfRange(index, of: owner, count: items.count)
      }
      return items[index]
    case .numbers(let values, let precision):
      guard values.indices.contains(index) else {
        throw .indexOutOfRange(index, of: owner, count: values.count)
      }
      return .number(values[index], precision)
    case .string, .integer, .number, .object: throw .noItems(of: owner)
    }
  }

  fileprivate var isScalar: Bool {
    switch self {
    case .string, .integer, .number: true
    case .numbers, .array, .object: false
    }
  }
}
