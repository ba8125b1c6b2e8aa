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

  func contains(symbol name: String) -> Bool {
    switch self {
    case .number, .euler: return false
    case .symbol(let symbol): return symbol == name
    case .sum(let parts), .product(let parts), .function(_, let parts):
      return parts.contains { $0.contains(symbol: name) }
    case .power(let base, let exponent):
      return base.contains(symbol: name) || exponent.contains(symbol: name)
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
