extension SymbolicExpression {
  /// The expression with every occurrence of a part replaced.
  func replacing(
    _ part: SymbolicExpression, with replacement: SymbolicExpression
  ) -> SymbolicExpression {
    if self == part { return replacement }
    switch self {
    case .number, .symbol, .euler: return self
    case .sum(let terms):
      return .sum(of: terms.map { $0.replacing(part, with: replacement) })
    case .product(let factors):
      return .product(of: factors.map { $0.replacing(part, with: replacement) })
    case .power(let base, let exponent):
      return .power(
        of: base.replacing(part, with: replacement), exponent.replacing(part, with: replacement))
    case .function(let function, let arguments):
      return .function(function, arguments.map { $0.replacing(part, with: replacement) })
    }
  }

  /// Whether it is a function of nothing but a symbol: `sigmoid(z)`.
  var isSimpleCall: Bool {
    switch self {
    case .function(_, let arguments):
      return arguments.allSatisfy { if case .symbol = $0 { true } else { false } }
    case .power(.euler, .symbol): return true
    case .number, .symbol, .euler, .sum, .product, .power: return false
    }
  }
}

extension SymbolicExpression {
  /// The symbols that occur.
  var symbolNames: Set<String> {
    switch self {
    case .number, .euler: return []
    case .symbol(let name): return [name]
    case .sum(let parts), .product(let parts), .function(_, let parts):
      return parts.reduce(into: []) { $0.formUnion($1.symbolNames) }
    case .power(let base, let exponent): return base.symbolNames.union(exponent.symbolNames)
    }
  }
}
