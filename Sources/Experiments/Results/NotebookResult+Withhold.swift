extension NotebookResult {
  /// The results less those of some blocks.
  package func without(_ names: Set<String>) -> NotebookResult {
    var result = self
    result.blocks.removeAll { names.contains($0.name) }
    return result
  }

  /// The results with gaps where blocks say `blank`, and no record of what is asked for.
  ///
  /// - Parameter answers: paths whose values readers are to find.
  package func withGaps(answers: [ResultPath]) -> NotebookResult {
    var result = self
    for index in result.blocks.indices {
      let block = result.blocks[index]
      var withheld = Withheld(block.presentation.blank)
      for path in answers where path.head == block.name {
        withheld.ask(for: path.withoutHead.quantity)
      }
      result.blocks[index] = block.redacted(withheld)
    }
    return result
  }

  /// Whether a path leads to what is a gap.
  package func hides(_ path: ResultPath) -> Bool {
    guard let block = blocks.first(where: { $0.name == path.head }) else { return false }
    return block.withheld.hides(path.withoutHead.quantity)
  }
}

extension ResultValue {
  /// An object less some members; anything else as it is.
  package func without(_ keys: Set<String>) -> ResultValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }
}
