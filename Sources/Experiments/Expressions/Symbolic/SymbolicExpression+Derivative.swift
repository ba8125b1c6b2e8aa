extension SymbolicExpression {
  /// The derivative by a symbol, as the rules give it: like terms are collected, and nothing is
  /// expanded.
  func derivative(by name: String) -> SymbolicExpression {
    switch self {
    case .number, .euler: return .zero
    case .symbol(let symbol): return symbol == name ? .one : .zero
    case .sum(let terms): return .sum(of: terms.map { $0.derivative(by: name) })
    case .product(let factors): return Self.productRule(factors, name)
    case .power(let base, let exponent): return Self.powerRule(base, exponent, name)
    case .function(let function, let arguments):
      return Self.functionRule(function, arguments, name)
    }
  }

  private static func productRule(
    _ factors: [SymbolicExpression], _ name: String
  ) -> SymbolicExpression {
    var terms: [SymbolicExpression] = []
    for (index, factor) in factors.enumerated() {
      let derivative = factor.derivative(by: name)
      if derivative.isZero { continue }
      var parts = factors
      parts[index] = derivative
      terms.append(product(of: parts))
    }
    return sum(of: terms)
  }

  /// (uᵛ)′ = v uᵛ⁻¹ u′ + uᵛ ln(u) v′; where both parts stand, uᵛ (v′ ln u + v u′ / u).
  private static func powerRule(
    _ base: SymbolicExpression, _ exponent: SymbolicExpression, _ name: String
  ) -> SymbolicExpression {
    let inner = base.derivative(by: name)
    let upper = exponent.derivative(by: name)
    if upper.isZero {
      if inner.isZero { return .zero }
      let lowered = power(of: base, sum(of: [exponent, .integer(-1)]))
      return product(of: [exponent, lowered, inner])
    }
    let logarithm = call(.ln, base)
    let itself = power(of: base, exponent)
    if inner.isZero { return product(of: [itself, logarithm, upper]) }
    let growth = sum(of: [
      product(of: [upper, logarithm]),
      product(of: [exponent, inner, power(of: base, .integer(-1))]),
    ])
    return product(of: [itself, growth])
  }

  private static func functionRule(
    _ function: SymbolicFunction, _ arguments: [SymbolicExpression], _ name: String
  ) -> SymbolicExpression {
    let u = arguments[0]
    if function == .max || function == .min {
      return extremeRule(function, u, arguments[1], name)
    }
    if function == .ln { return logarithmRule(u, name) }
    let inner = u.derivative(by: name)
    if inner.isZero { return .zero }
    return product(of: [outerDerivative(function, u), inner])
  }

  /// ln of a product is a sum of logarithms: (ln Π fᵢ^eᵢ)′ = Σ eᵢ fᵢ′ / fᵢ.
  private static func logarithmRule(
    _ u: SymbolicExpression, _ name: String
  ) -> SymbolicExpression {
    sum(
      of: u.factors.map { factor in
        let (base, exponent) = factor.baseAndExponent
        if exponent.number != nil {
          return product(of: [exponent, quotient(base.derivative(by: name), base)])
        }
        return quotient(factor.derivative(by: name), factor)
      })
  }

  private static func extremeRule(
    _ function: SymbolicFunction, _ a: SymbolicExpression, _ b: SymbolicExpression, _ name: String
  ) -> SymbolicExpression {
    let (forward, backward) = (difference(a, b), difference(b, a))
    let (first, second) = function == .max ? (forward, backward) : (backward, forward)
    return sum(of: [
      product(of: [a.derivative(by: name), call(.heaviside, first)]),
      product(of: [b.derivative(by: name), call(.heaviside, second)]),
    ])
  }

  /// The derivative of a function of one value at u.
  private static func outerDerivative(
    _ function: SymbolicFunction, _ u: SymbolicExpression
  ) -> SymbolicExpression {
    let value = call(function, u)
    switch function {
    case .ln: return power(of: u, .integer(-1))
    case .abs: return call(.sign, u)
    case .sin: return call(.cos, u)
    case .cos: return negation(call(.sin, u))
    case .tan: return power(of: call(.cos, u), .integer(-2))
    case .tanh: return difference(.one, power(of: value, .integer(2)))
    case .sigmoid: return product(of: [value, difference(.one, value)])
    case .relu: return call(.step, u)
    case .leakyRelu: return call(.max, .number(.float(0.01)), call(.step, u))
    // e^min(u, 0) is 1 above the kink and at it.
    case .elu: return exponential(call(.min, u, .zero))
    case .gelu:
      return sum(of: [call(.normalCDF, u), product(of: [u, call(.normalDensity, u)])])
    case .silu:
      let gate = call(.sigmoid, u)
      return product(of: [
        gate, sum(of: [.one, product(of: [u, difference(.one, gate)])]),
      ])
    case .softplus: return call(.sigmoid, u)
    case .normalCDF: return call(.normalDensity, u)
    case .normalDensity: return negation(product(of: [u, value]))
    case .step, .heaviside, .sign: return .zero
    case .max, .min: preconditionFailure("max and min have two arguments")
    }
  }
}
