extension SymbolicExpression {
  /// The form that a textbook would print.
  ///
  /// What came factored stays factored: 4(2x + 3), not 8x + 12. Sums are expanded, put over one
  /// denominator or freed of a common factor only where fewer symbols remain.
  func simplified() -> SymbolicExpression {
    switch self {
    case .number, .symbol, .euler: return self
    case .sum(let terms): return Self.simplifiedSum(.sum(of: terms.map { $0.simplified() }))
    case .product(let factors):
      return Self.withPositiveSum(.product(of: factors.map { $0.simplified() }))
    case .power(let base, let exponent):
      return .power(of: base.simplified(), exponent.simplified())
    case .function(let function, let arguments):
      return .function(function, arguments.map { $0.simplified() })
    }
  }

  private static func simplifiedSum(_ sum: SymbolicExpression) -> SymbolicExpression {
    guard case .sum = sum else { return sum }
    var best = sum
    func consider(_ candidate: SymbolicExpression?, tieWins: Bool = false) {
      guard let candidate else { return }
      if candidate.cost < best.cost || tieWins && candidate.cost.symbols == best.cost.symbols {
        best = candidate
      }
    }
    consider(sum.expanded())
    consider(factored(best))
    if let fraction = overOneDenominator(sum) {
      let (numerator, denominator) = fraction
      let expanded = numerator.expanded() ?? numerator
      let top = expanded.cost < numerator.cost ? expanded : numerator
      // A single term above the line reads better than a sum of fractions.
      let isTerm = if case .sum = top { false } else { true }
      consider(product(of: [factored(top) ?? top, denominator]), tieWins: isTerm)
    }
    return withPositiveSum(best)
  }

  /// How much there is to read: symbols and functions first, then numbers.
  struct Cost: Comparable {
    var symbols: Int
    var numbers: Int

    static func < (a: Cost, b: Cost) -> Bool { (a.symbols, a.numbers) < (b.symbols, b.numbers) }
  }

  var cost: Cost {
    var cost = Cost(symbols: 0, numbers: 0)
    add(to: &cost)
    return cost
  }

  private func add(to cost: inout Cost) {
    switch self {
    case .number: cost.numbers += 1
    case .symbol: cost.symbols += 1
    case .euler: break
    case .sum(let parts): for part in parts { part.add(to: &cost) }
    case .product(let parts):
      for part in parts where part != .integer(-1) { part.add(to: &cost) }
    case .function(_, let parts):
      cost.symbols += 1
      for part in parts { part.add(to: &cost) }
    case .power(let base, let exponent):
      base.add(to: &cost)
      if exponent.number == nil { exponent.add(to: &cost) }
    }
  }

  // MARK: Signs

  /// −x(t − y) as x(y − t). A sum that begins with a number, such as 1 − y, stays.
  private static func withPositiveSum(_ expression: SymbolicExpression) -> SymbolicExpression {
    guard case .product(var factors) = expression, let coefficient = factors[0].number,
      coefficient.isNegative
    else { return expression }
    let place = factors.firstIndex { factor in
      guard case .sum(let terms) = factor, terms[0].number == nil else { return false }
      let negative = terms.filter { $0.coefficientAndRest.0.isNegative }.count
      return 2 * negative >= terms.count
    }
    guard let place else { return expression }
    factors[0] = .number(coefficient.negated)
    factors[place] = .sum(of: factors[place].terms.map { negation($0) })
    return product(of: factors)
  }

  // MARK: Common factors

  /// The sum with what all its terms share taken out, or nil where they share nothing.
  private static func factored(_ sum: SymbolicExpression) -> SymbolicExpression? {
    guard case .sum(let terms) = sum else { return nil }
    var common = numericContent(terms).map { [SymbolicExpression.number($0)] } ?? []
    var found = false
    for factor in terms[0].factors where factor.number == nil {
      let (base, _) = factor.baseAndExponent
      guard let exponent = commonExponent(of: base, in: terms) else { continue }
      common.append(power(of: base, exponent))
      found = true
    }
    guard found else { return nil }
    let divisor = product(of: common)
    return product(of: [divisor, .sum(of: terms.map { quotient($0, divisor) })])
  }

  /// The least numeric exponent that a base has in all terms, or the one symbolic exponent.
  private static func commonExponent(
    of base: SymbolicExpression, in terms: [SymbolicExpression]
  ) -> SymbolicExpression? {
    var common: SymbolicExpression?
    for term in terms {
      let match = term.factors.first { $0.number == nil && $0.baseAndExponent.0 == base }
      guard let exponent = match?.baseAndExponent.1 else { return nil }
      guard let known = common else {
        common = exponent
        continue
      }
      if exponent == known { continue }
      guard let a = exponent.number, let b = known.number else { return nil }
      common = a.double < b.double ? exponent : known
    }
    return common
  }

  /// The greatest whole number that divides all coefficients.
  private static func numericContent(_ terms: [SymbolicExpression]) -> ExactNumber? {
    var content = 0
    for term in terms {
      guard let integer = term.coefficientAndRest.0.integer,
        let divisor = ExactNumber.greatestCommonDivisor(content, integer)
      else { return nil }
      content = divisor
    }
    return content > 1 ? ExactNumber(content) : nil
  }

  // MARK: Fractions

  /// The sum over its common denominator, as numerator and 1/denominator; nil without fractions.
  private static func overOneDenominator(
    _ sum: SymbolicExpression
  ) -> (numerator: SymbolicExpression, denominator: SymbolicExpression)? {
    var order: [SymbolicExpression] = []
    var exponents: [SymbolicExpression: ExactNumber] = [:]
    for factor in sum.terms.flatMap(\.factors) {
      let (base, exponent) = factor.baseAndExponent
      guard let exponent = exponent.number, exponent.isNegative, base.number == nil, base != .euler
      else {
        continue
      }
      if exponents[base] == nil { order.append(base) }
      if exponent.double < exponents[base]?.double ?? 0 { exponents[base] = exponent }
    }
    if order.isEmpty { return nil }
    let denominator = product(
      of: order.map { power(of: $0, .number(exponents[$0] ?? .one)) })
    let inverse = power(of: denominator, .integer(-1))
    return (.sum(of: sum.terms.map { product(of: [$0, inverse]) }), denominator)
  }
}
