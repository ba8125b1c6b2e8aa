/// A scalar expression in canonical form: sums and products are flat, like terms and equal factors
/// are collected, in the order of their first appearance.
///
/// Functions on it recurse; `SymbolicReader` bounds depth and size.
indirect enum SymbolicExpression: Sendable {
  case number(ExactNumber)
  case symbol(String)
  /// Euler's number; eᵘ is a power of it.
  case euler
  /// At least two terms, none a sum.
  case sum([SymbolicExpression])
  /// At least two factors, none a product; a number only as the first.
  case product([SymbolicExpression])
  case power(SymbolicExpression, SymbolicExpression)
  case function(SymbolicFunction, [SymbolicExpression])
}

// MARK: Equality

/// Sums and products are equal in any order of their parts.
extension SymbolicExpression: Hashable {
  static func == (a: SymbolicExpression, b: SymbolicExpression) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a == b
    case (.symbol(let a), .symbol(let b)): a == b
    case (.euler, .euler): true
    // In canonical form the parts differ from each other, so that they make a set.
    case (.sum(let a), .sum(let b)), (.product(let a), .product(let b)):
      a.count == b.count && Set(a) == Set(b)
    case (.power(let a, let m), .power(let b, let n)): a == b && m == n
    case (.function(let f, let a), .function(let g, let b)): f == g && a == b
    case (.number, _), (.symbol, _), (.euler, _), (.sum, _), (.product, _), (.power, _),
      (.function, _):
      false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .number(let number): hasher.combine(number)
    case .symbol(let name): hasher.combine(name)
    case .euler: hasher.combine(0)
    case .sum(let parts):
      hasher.combine(1)
      hasher.combine(Self.hash(ofSet: parts))
    case .product(let parts):
      hasher.combine(2)
      hasher.combine(Self.hash(ofSet: parts))
    case .power(let base, let exponent):
      hasher.combine(base)
      hasher.combine(exponent)
    case .function(let function, let arguments):
      hasher.combine(function)
      hasher.combine(arguments)
    }
  }

  /// The same in any order of the parts.
  private static func hash(ofSet parts: [SymbolicExpression]) -> Int {
    var total = 0
    for part in parts { total &+= part.hashValue }
    return total
  }
}

/// The functions of symbolic expressions: those of the language, and the derivatives that have no
/// name there.
enum SymbolicFunction: String, Hashable, Sendable {
  case ln
  case abs
  case sin
  case cos
  case tan
  case tanh
  case sigmoid
  case relu
  case leakyRelu = "leaky_relu"
  case elu
  case gelu
  case silu
  case softplus
  case max
  case min
  /// 1 for x > 0, else 0: the derivative of `relu`.
  case step
  /// 1 for x > 0, 1/2 at 0, else 0: the derivative of `max(x, 0)`, whose ties share evenly.
  case heaviside
  /// −1, 0 or 1: the derivative of `abs`.
  case sign
  /// The normal distribution function Φ.
  case normalCDF = "Phi"
  /// The normal density φ.
  case normalDensity = "phi"
}

// MARK: Canonical construction

extension SymbolicExpression {
  static let zero = SymbolicExpression.number(.zero)
  static let one = SymbolicExpression.number(.one)

  static func integer(_ value: Int) -> SymbolicExpression { .number(ExactNumber(value)) }

  var number: ExactNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  var isZero: Bool { number?.isZero ?? false }

  /// A term as a coefficient and the rest, whose own coefficient is 1.
  var coefficientAndRest: (ExactNumber, SymbolicExpression) {
    switch self {
    case .number(let number): return (number, .one)
    case .product(let factors):
      guard case .number(let number) = factors[0] else { return (.one, self) }
      return (number, factors.count == 2 ? factors[1] : .product(Array(factors.dropFirst())))
    case .symbol, .euler, .sum, .power, .function: return (.one, self)
    }
  }

  /// A factor as a base and its exponent.
  var baseAndExponent: (SymbolicExpression, SymbolicExpression) {
    if case .power(let base, let exponent) = self { (base, exponent) } else { (self, .one) }
  }

  var terms: [SymbolicExpression] {
    if case .sum(let terms) = self { terms } else { [self] }
  }

  var factors: [SymbolicExpression] {
    if case .product(let factors) = self { factors } else { [self] }
  }

  /// The sum, like terms collected: 2x + 3x is 5x. A sum inside, or its negative, is opened.
  static func sum(of summands: [SymbolicExpression]) -> SymbolicExpression {
    var order: [SymbolicExpression] = []
    var coefficients: [SymbolicExpression: ExactNumber] = [:]
    for summand in summands {
      let (outer, inner) = summand.coefficientAndRest
      let opens = outer.isOne || outer == ExactNumber(-1)
      for term in opens ? inner.terms : [inner] {
        let (coefficient, rest) = term.coefficientAndRest
        if coefficients[rest] == nil { order.append(rest) }
        coefficients[rest] = (coefficients[rest] ?? .zero) + outer * coefficient
      }
    }
    let terms = order.compactMap { rest -> SymbolicExpression? in
      guard let coefficient = coefficients[rest], !coefficient.isZero else { return nil }
      return rest.scaled(by: coefficient)
    }
    return terms.isEmpty ? .zero : terms.count == 1 ? terms[0] : .sum(terms)
  }

  /// The same times a number, for an expression whose own coefficient is 1.
  private func scaled(by coefficient: ExactNumber) -> SymbolicExpression {
    if coefficient.isOne { return self }
    if self == .one { return .number(coefficient) }
    return .product([.number(coefficient)] + factors)
  }

  /// The product, equal bases collected: x · x² is x³, and x / x is 1.
  static func product(of multiplicands: [SymbolicExpression]) -> SymbolicExpression {
    var coefficient = ExactNumber.one
    var order: [SymbolicExpression] = []
    var exponents: [SymbolicExpression: [SymbolicExpression]] = [:]
    for factor in multiplicands.flatMap(\.factors) {
      if let number = factor.number {
        coefficient = coefficient * number
        continue
      }
      let (base, exponent) = factor.baseAndExponent
      if exponents[base] == nil { order.append(base) }
      exponents[base, default: []].append(exponent)
    }
    if coefficient.isZero { return .zero }
    var factors: [SymbolicExpression] = []
    for base in order {
      let collected = exponents[base] ?? []
      let exponent = collected.count == 1 ? collected[0] : sum(of: collected)
      // A power may come out as a number, or as a product of several.
      for factor in power(of: base, exponent).factors {
        if let number = factor.number {
          coefficient = coefficient * number
        } else {
          factors.append(factor)
        }
      }
    }
    if coefficient.isZero { return .zero }
    if factors.isEmpty { return .number(coefficient) }
    if !coefficient.isOne { factors.insert(.number(coefficient), at: 0) }
    return factors.count == 1 ? factors[0] : .product(factors)
  }

  /// The power; whole exponents are carried out on numbers, products and powers.
  static func power(
    of base: SymbolicExpression, _ exponent: SymbolicExpression
  ) -> SymbolicExpression {
    guard let number = exponent.number else {
      return base == .one ? .one : .power(base, exponent)
    }
    if number.isZero { return .one }
    if number.isOne || base == .one { return base }
    guard let whole = number.integer else { return .power(base, exponent) }
    switch base {
    case .number(let value):
      return value.power(whole).map { .number($0) } ?? .power(base, exponent)
    case .product(let factors):
      return product(of: factors.map { power(of: $0, exponent) })
    case .power(let inner, let innerExponent):
      return power(of: inner, product(of: [innerExponent, exponent]))
    case .symbol, .euler, .sum, .function:
      return .power(base, exponent)
    }
  }

  static func quotient(
    _ a: SymbolicExpression, _ b: SymbolicExpression
  ) -> SymbolicExpression {
    product(of: [a, power(of: b, .integer(-1))])
  }

  static func negation(_ a: SymbolicExpression) -> SymbolicExpression {
    product(of: [.integer(-1), a])
  }

  static func difference(
    _ a: SymbolicExpression, _ b: SymbolicExpression
  ) -> SymbolicExpression {
    sum(of: [a, negation(b)])
  }

  static func exponential(_ a: SymbolicExpression) -> SymbolicExpression { power(of: .euler, a) }

  static func squareRoot(_ a: SymbolicExpression) -> SymbolicExpression {
    power(of: a, .number(ExactNumber(1, over: 2)))
  }

  /// A function's value, with the few exact ones carried out: ln 1, sin 0, cos 0.
  static func call(
    _ function: SymbolicFunction, _ arguments: SymbolicExpression...
  ) -> SymbolicExpression {
    switch (function, arguments[0]) {
    case (.ln, .one), (.sin, .zero), (.tan, .zero), (.tanh, .zero), (.abs, .zero): .zero
    case (.ln, .euler), (.cos, .zero): .one
    case (.ln, .power(.euler, let exponent)): exponent
    default: .function(function, arguments)
    }
  }
}
