import Autodiff

/// A gradient on its way back through a formula, with symbols: what arrives, times a factor.
struct Cotangent {
  /// What arrives, where that is more than the factor alone.
  struct Arrival {
    var text: String
    /// Whether the text needs no parentheses as a factor.
    var isAtom: Bool
    /// The shape that the text has, read by the expression language.
    var shape: Shape
    /// Whether it is still the gradient that arrives at the whole formula.
    var isWhole = false
  }

  var arrival: Arrival?
  var factor = SymbolicExpression.one
  /// The shapes of the matrix products on the way: `(2, 3) @ (3, 1)`.
  var products: [String] = []
  /// Whether a column was summed to a vector: right number by number, but no factor of a product.
  var isFinal = false

  func scaled(by other: SymbolicExpression) -> Cotangent {
    var result = self
    result.factor = SymbolicExpression.product(of: [factor, other]).simplified()
    return result
  }
}

/// The texts that stand for values in the factors of cotangents, with their shapes.
struct ShapedSymbols {
  private(set) var shapes: [String: Shape]
  let writer: SymbolicWriter

  init(shapes: [String: Shape], decimals: Bool) {
    self.shapes = shapes
    writer = SymbolicWriter(notation: .plain, decimals: decimals)
  }

  mutating func symbol(_ text: String, _ shape: Shape) -> SymbolicExpression {
    shapes[text] = shape
    return .symbol(text)
  }

  /// The shape that an expression has by itself: that of the names in it, broadcast.
  func shape(of expression: SymbolicExpression) -> Shape? {
    var result = Shape.scalar
    for name in expression.symbolNames {
      guard let shape = shapes[name], let both = Shape.broadcast(result, shape) else { return nil }
      result = both
    }
    return result
  }

  func shape(of cotangent: Cotangent) -> Shape? {
    guard let factor = shape(of: cotangent.factor) else { return nil }
    guard let arrival = cotangent.arrival else { return factor }
    return Shape.broadcast(arrival.shape, factor)
  }

  /// The cotangent written out, and whether that needs no parentheses as a factor.
  func text(_ cotangent: Cotangent) -> (text: String, isAtom: Bool) {
    let factor = writer.text(cotangent.factor)
    guard let arrival = cotangent.arrival else { return (factor, isAtom(cotangent.factor)) }
    if cotangent.factor == .one { return (arrival.text, arrival.isAtom) }
    let isNumber = shape(of: cotangent.factor)?.rank == 0 || arrival.shape.rank == 0
    let left = arrival.isAtom ? arrival.text : "(\(arrival.text))"
    let right = isAtom(cotangent.factor) ? factor : "(\(factor))"
    return ("\(left) \(isNumber ? "·" : "⊙") \(right)", false)
  }

  /// The text as a factor of a product.
  func factorText(_ cotangent: Cotangent) -> String {
    let (text, isAtom) = text(cotangent)
    return isAtom ? text : "(\(text))"
  }

  private func isAtom(_ expression: SymbolicExpression) -> Bool {
    switch expression {
    case .symbol, .euler, .function: return true
    case .power(_, let exponent): return !(exponent.number?.isNegative ?? false)
    case .number(let number): return !number.isNegative && number.integer != nil
    case .sum, .product: return false
    }
  }
}

extension ShapedSymbols {
  /// A cotangent with exactly this shape, ones standing where a number is meant for every element;
  /// nil where it has another one.
  func filled(_ cotangent: Cotangent, to shape: Shape) -> Cotangent? {
    guard !cotangent.isFinal, let own = self.shape(of: cotangent) else { return nil }
    if own == shape { return cotangent }
    guard cotangent.arrival == nil, Shape.broadcast(own, shape) == shape else { return nil }
    var result = cotangent
    let ones = "ones\(shape.rank == 1 ? "(\(shape.columns))" : shape.description)"
    result.arrival = Cotangent.Arrival(text: ones, isAtom: true, shape: shape)
    return result
  }

  /// The sum over the axes along which a value of one shape was repeated to reach another.
  mutating func reduced(_ cotangent: Cotangent, from outer: Shape, to inner: Shape) -> Cotangent? {
    let overRows = outer.rows != inner.rows
    let overColumns = outer.columns != inner.columns
    guard overRows || overColumns else { return cotangent }
    guard !cotangent.isFinal, let own = shape(of: cotangent) else { return nil }
    let sumsRows = overRows && own.rows > 1
    let sumsColumns = overColumns && own.columns > 1
    // What is the same in every row or column is counted instead of added.
    var count = overRows && !sumsRows ? outer.rows : 1
    if overColumns, !sumsColumns { count *= outer.columns }
    var result = cotangent
    if sumsRows || sumsColumns {
      let isTotal = (sumsRows || own.rows == 1) && (sumsColumns || own.columns == 1)
      result = summed(cotangent, axis: isTotal ? nil : sumsRows ? 0 : 1, own)
      result.isFinal = !isTotal && !sumsRows
    }
    return result.scaled(by: .integer(count))
  }

  private mutating func summed(_ cotangent: Cotangent, axis: Int?, _ own: Shape) -> Cotangent {
    let shape: Shape =
      switch axis {
      case nil: .scalar
      case 0: .vector(own.columns)
      default: .vector(own.rows)
      }
    let option = axis.map { ", axis=\($0)" } ?? ""
    var result = cotangent
    if cotangent.arrival == nil {
      let (coefficient, rest) = cotangent.factor.coefficientAndRest
      let sum = symbol("sum(\(writer.text(rest))\(option))", shape)
      result.factor = .product(of: [.number(coefficient), sum])
    } else {
      let text = "sum(\(text(cotangent).text)\(option))"
      result.arrival = Cotangent.Arrival(text: text, isAtom: true, shape: shape)
      result.factor = .one
    }
    return result
  }
}
