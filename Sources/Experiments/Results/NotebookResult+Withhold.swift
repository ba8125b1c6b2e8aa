extension NotebookResult {
  /// The results less those of some blocks.
  package func without(_ names: Set<String>) -> NotebookResult {
    var result = self
    result.blocks.removeAll { names.contains($0.name) }
    return result
  }
}

extension ResultValue {
  /// An object less some members; anything else as it is.
  package func without(_ keys: Set<String>) -> ResultValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }
}
