/// Writes symbolic expressions.
struct SymbolicWriter {
  enum Notation: Hashable, Sendable {
    /// ASCII where the names are, and readable by the expression language: `2x*(x + 1)`,
    /// `exp(-x)/2`.
    case plain
    /// For text that people read: `2x·(x + 1)`, `−x²`, `e^(−x)`.
    case display
    /// For TeX maths: `2 x \left(x + 1\right)`, `e^{-x}`.
    case tex
  }

  let notation: Notation
  /// Whether fractions such as 1/5 are written as decimals where they end: as in the text that they
  /// come from.
  let decimals: Bool

  func text(_ expression: SymbolicExpression) -> String { sum(expression.terms) }

  // MARK: Sums

  /// A positive term, if there is one, comes first; else the order is kept.
  private func sum(_ terms: [SymbolicExpression]) -> String {
    var terms = terms
    let isNegative = terms.map { $0.coefficientAndRest.0.isNegative }
    if isNegative.first == true, let positive = isNegative.firstIndex(of: false) {
      terms.insert(terms.remove(at: positive), at: 0)
    }
    var text = ""
    for (index, term) in terms.enumerated() {
      let (coefficient, rest) = term.coefficientAndRest
      let magnitude = coefficient.isNegative ? coefficient.negated : coefficient
      let sign = coefficient.isNegative ? minus : "+"
      if index > 0 { text += " \(sign) " } else if coefficient.isNegative { text += sign }
      text += product(magnitude, rest == .one ? [] : rest.factors)
    }
    return text
  }

  private var minus: String { notation == .display ? "−" : "-" }

  // MARK: Products

  /// A product of a positive coefficient and factors, as a fraction where exponents are negative.
  private func product(_ coefficient: ExactNumber, _ factors: [SymbolicExpression]) -> String {
    var upper: [SymbolicExpression] = []
    var lower: [SymbolicExpression] = []
    for factor in factors {
      let (base, exponent) = factor.baseAndExponent
      if let number = exponent.number, number.isNegative, base != .euler {
        lower.append(.power(of: base, .number(number.negated)))
      } else {
        upper.append(factor)
      }
    }
    var (top, bottom) = (coefficient, ExactNumber.one)
    if case .fraction(let numerator, let denominator) = coefficient, denominator != 1,
      !writesAsDecimal(denominator)
    {
      (top, bottom) = (ExactNumber(numerator), ExactNumber(denominator))
    }
    let isFraction = !bottom.isOne || !lower.isEmpty
    let numerator = join(top, upper, alone: isFraction && notation == .tex)
    if !isFraction { return numerator }
    if notation == .tex { return "\\frac{\(numerator)}{\(join(bottom, lower, alone: true))}" }
    let isSingle = lower.count + (bottom.isOne ? 0 : 1) == 1
    let denominator = join(bottom, lower, alone: false)
    return "\(numerator)/" + (isSingle ? denominator : "(\(denominator))")
  }

  /// - Parameter alone: whether it stands above or below a line, where a single sum needs no
  ///   parentheses.
  private func join(
    _ coefficient: ExactNumber, _ factors: [SymbolicExpression], alone: Bool
  ) -> String {
    if factors.isEmpty { return number(coefficient) }
    if alone, coefficient.isOne, factors.count == 1, case .sum(let terms) = factors[0] {
      return sum(terms)
    }
    let ordered = factors.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    var text = coefficient.isOne ? "" : number(coefficient)
    for (index, factor) in ordered.enumerated() {
      let next = power(factor.element)
      if index > 0 || !coefficient.isOne {
        text += productSign(text, next, afterNumber: index == 0)
      }
      text += next
    }
    return text
  }

  private func productSign(_ left: String, _ right: String, afterNumber: Bool) -> String {
    let beginsWithDigit = right.first.map { $0.isNumber || $0 == "[" } ?? false
    switch notation {
    case .plain: return afterNumber && !beginsWithDigit && !Self.looksLikeExponent(right) ? "" : "*"
    case .display:
      if beginsWithDigit { return "·" }
      return afterNumber || right.hasPrefix("(") && left.hasSuffix(")") ? "" : "·"
    case .tex:
      if beginsWithDigit { return " \\cdot " }
      return " "
    }
  }

  /// Whether a number before it would take the text for its exponent, as in `2e1`.
  private static func looksLikeExponent(_ text: String) -> Bool {
    guard let first = text.first, first == "e" || first == "E" else { return false }
    return text.dropFirst().first?.isNumber ?? false
  }

  /// Numbers first, then symbols, functions, exponentials and sums.
  private func rank(_ factor: SymbolicExpression) -> Int {
    let (base, exponent) = factor.baseAndExponent
    switch base {
    case .number: return exponent.number == nil ? 3 : 0
    case .symbol: return exponent.number == nil ? 3 : 1
    case .function, .product, .power: return 2
    case .euler: return 3
    case .sum: return 4
    }
  }

  // MARK: Powers and smaller

  private func power(_ expression: SymbolicExpression) -> String {
    guard case .power(let base, let exponent) = expression else { return atom(expression) }
    if base == .euler { return exponential(exponent) }
    if exponent == .number(ExactNumber(1, over: 2)) { return squareRoot(base) }
    let whole = exponent.number?.integer
    if notation == .tex {
      return "\(atom(base))^{\(text(exponent))}"
    }
    if notation == .display, let whole { return atom(base) + Self.superscript(whole) }
    if let whole, whole >= 0 { return "\(atom(base))^\(whole)" }
    if case .symbol(let name) = exponent { return "\(atom(base))^\(symbol(name))" }
    return "\(atom(base))^(\(text(exponent)))"
  }

  private func exponential(_ exponent: SymbolicExpression) -> String {
    switch notation {
    case .plain: return "exp(\(text(exponent)))"
    case .tex: return "e^{\(text(exponent))}"
    case .display:
      if case .symbol(let name) = exponent { return "e^\(symbol(name))" }
      return "e^(\(text(exponent)))"
    }
  }

  private func squareRoot(_ base: SymbolicExpression) -> String {
    switch notation {
    case .plain: return "sqrt(\(text(base)))"
    case .tex: return "\\sqrt{\(text(base))}"
    case .display:
      if case .symbol(let name) = base { return "√\(symbol(name))" }
      return "√(\(text(base)))"
    }
  }

  /// What needs no parentheses as the base of a power.
  private func atom(_ expression: SymbolicExpression) -> String {
    switch expression {
    case .symbol(let name): return symbol(name)
    case .euler: return notation == .plain ? "exp(1)" : "e"
    case .function(let function, let arguments): return call(function, arguments)
    case .number(let value) where !value.isNegative && (value.integer != nil || isDecimal(value)):
      return number(value)
    case .number, .sum, .product, .power:
      let inner = text(expression)
      return notation == .tex ? "\\left(\(inner)\\right)" : "(\(inner))"
    }
  }

  private func call(_ function: SymbolicFunction, _ arguments: [SymbolicExpression]) -> String {
    let list = arguments.map { text($0) }.joined(separator: ", ")
    switch notation {
    case .plain: return "\(function.rawValue)(\(list))"
    case .display: return function == .abs ? "|\(list)|" : "\(function.displayName)(\(list))"
    case .tex:
      if function == .abs { return "\\left|\(list)\\right|" }
      return "\(function.texName)\\left(\(list)\\right)"
    }
  }

  private func symbol(_ name: String) -> String {
    notation == .tex ? SymbolName.tex(name) : name
  }

  // MARK: Numbers

  private func number(_ value: ExactNumber) -> String {
    switch value {
    case .float(let double): return scientific(double.description)
    case .fraction(let numerator, 1): return String(numerator)
    case .fraction(let numerator, let denominator):
      if writesAsDecimal(denominator) { return scientific(value.double.description) }
      return "\(numerator)/\(denominator)"
    }
  }

  private func scientific(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard notation == .tex, parts.count == 2 else { return text }
    return "\(parts[0]) \\cdot 10^{\(Int(parts[1]) ?? 0)}"
  }

  private func isDecimal(_ value: ExactNumber) -> Bool {
    switch value {
    case .float: true
    case .fraction(_, let denominator): writesAsDecimal(denominator)
    }
  }

  /// Whether a fraction with this denominator is a decimal that ends.
  private func writesAsDecimal(_ denominator: Int) -> Bool {
    guard decimals else { return false }
    var rest = denominator
    while rest % 2 == 0 { rest /= 2 }
    while rest % 5 == 0 { rest /= 5 }
    return rest == 1
  }

  private static func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let text = String(abs(value)).compactMap { $0.wholeNumberValue }.map { digits[$0] }
    return (value < 0 ? "⁻" : "") + String(text)
  }
}
