extension SymbolicExpression {
  /// The most terms that an expansion may have.
  private static let expansionLimit = 64

  /// Products of sums multiplied out, at the top alone; nil where that gives too many terms.
  func expanded() -> SymbolicExpression? {
    switch self {
    case .number, .symbol, .euler, .function: return self
    case .sum(let terms):
      var result: [SymbolicExpression] = []
      for term in terms {
        guard let expanded = term.expanded() else { return nil }
        result += expanded.terms
      }
      return .sum(of: result)
    case .product(let factors):
      var terms: [SymbolicExpression] = [.one]
      for factor in factors {
        guard let expanded = factor.expanded() else { return nil }
        let others = expanded.terms
        guard terms.count * others.count <= Self.expansionLimit else { return nil }
        terms = terms.flatMap { term in others.map { .product(of: [term, $0]) } }
      }
      return .sum(of: terms)
    case .power(let base, let exponent):
      guard case .sum = base, let count = exponent.number?.integer, (2...4).contains(count) else {
        return self
      }
      return SymbolicExpression.product([SymbolicExpression](repeating: base, count: count))
        .expanded()
    }
  }
}
