import Source

// What follows a complete operand: operators, separators and what closes.
extension ExpressionParser {
  mutating func readOperator(_ token: Token) throws(LocatedTapeProblem) {
    switch token.kind {
    case .plus: pushBinary(.add)
    case .minus: pushBinary(.subtract)
    case .times: pushBinary(.multiply)
    case .divide: pushBinary(.divide)
    case .power: pushBinary(.power)
    case .matrixProduct: pushBinary(.matrixProduct)
    case .number, .name, .open, .openBracket: try pushImplicitProduct(before: token)
    case .comma: try readComma(token)
    case .close: try readClose(token)
    case .closeBracket: try readCloseBracket(token)
    case .equals: throw LocatedTapeProblem(.unexpectedEquals, token.range)
    case .newline: throw LocatedTapeProblem(.unexpectedCharacter("\n"), token.range)
    case .invalid(let problem): throw LocatedTapeProblem(problem, token.range)
    }
  }

  mutating func pushBinary(_ binary: ExpressionTree.BinaryOperator) {
    reduce(above: binary == .power ? binary.precedence + 1 : binary.precedence)
    pending.append(.binary(binary))
    follows = .nothing
    position += 1
  }

  /// `3x`, `2(x + 1)`: the number's left neighbour decides whether a reader could take it otherwise.
  mutating func pushImplicitProduct(before token: Token) throws(LocatedTapeProblem) {
    guard case .number(let number) = follows, case let second = token.kind, !second.isNumber else {
      let left = tokens[position - 1]
      throw LocatedTapeProblem(
        .implicitProduct(left: left.text, right: token.text),
        SourceRange(left.range.start, token.range.end))
    }
    var index = pending.count - 1
    while index >= 0, case .negate = pending[index] { index -= 1 }
    if index >= 0, case .binary(let binary) = pending[index] {
      let range = SourceRange(number.range.start, token.range.end)
      let (first, second) = (number.text, factorText(token))
      switch binary {
      case .divide:
        throw LocatedTapeProblem(.divisorNeedsParentheses(number: first, factor: second), range)
      case .power:
        throw LocatedTapeProblem(.exponentNeedsParentheses(number: first, factor: second), range)
      case .add, .subtract, .multiply, .matrixProduct: break
      }
    }
    pending.append(.implicitProduct)
    follows = .nothing
  }

  /// How messages show a factor that begins here: `x`, `(…)`, `exp(…)`.
  func factorText(_ token: Token) -> String {
    switch token.kind {
    case .open: return "(…)"
    case .openBracket: return "[…]"
    default:
      let isCall = position + 1 < tokens.endIndex && tokens[position + 1].kind == .open
      return token.text + (isCall ? "(…)" : "")
    }
  }

  mutating func readComma(_ token: Token) throws(LocatedTapeProblem) {
    reduce(above: 0)
    switch pending.popLast() {
    case .call(let function, let head, var arguments, let axis):
      arguments.append(operands.removeLast())
      pending.append(.call(function, head, arguments: arguments, axis: axis))
    case .array(let open, var items):
      items.append(operands.removeLast())
      pending.append(.array(open, items: items))
    case .binary, .implicitProduct, .negate, .group, nil:
      throw LocatedTapeProblem(.unexpectedComma, token.range)
    }
    follows = .nothing
    position += 1
  }

  mutating func readClose(_ token: Token) throws(LocatedTapeProblem) {
    reduce(above: 0)
    switch pending.popLast() {
    case .group(let open):
      if let operand = operands.last {
        tree.nodes[operand].range = SourceRange(open.start, token.range.end)
      }
      position += 1
      follows = .value
    case .call(let function, let head, var arguments, let axis):
      arguments.append(operands.removeLast())
      pending.append(.call(function, head, arguments: arguments, axis: axis))
      try closeCall(position)
    case .array(let open, _): throw LocatedTapeProblem(.unclosed("["), open)
    case .binary, .implicitProduct, .negate, nil:
      throw LocatedTapeProblem(.unopened(")"), token.range)
    }
  }

  mutating func closeCall(_ closing: Int) throws(LocatedTapeProblem) {
    guard case .call(let function, let head, let arguments, let axis)? = pending.popLast() else {
      return
    }
    let range = SourceRange(head.start, tokens[closing].range.end)
    guard function.arity.contains(arguments.count) else {
      throw LocatedTapeProblem(.argumentCount(function, found: arguments.count), range)
    }
    if axis != nil, arguments.count != 1 {
      throw LocatedTapeProblem(.axisOfTwo(function), range)
    }
    push(.call(function, arguments, axis: axis), range)
    position = closing + 1
    follows = .value
  }

  mutating func readCloseBracket(_ token: Token) throws(LocatedTapeProblem) {
    reduce(above: 0)
    switch pending.popLast() {
    case .array(let open, var items):
      items.append(operands.removeLast())
      let range = SourceRange(open.start, token.range.end)
      try checkArray(items, range)
      push(.array(items), range)
      position += 1
      follows = .value
    case .group(let open): throw LocatedTapeProblem(.unclosed("("), open)
    case .call(_, let head, _, _): throw LocatedTapeProblem(.unclosed("("), head)
    case .binary, .implicitProduct, .negate, nil:
      throw LocatedTapeProblem(.unopened("]"), token.range)
    }
  }

  /// A vector's entries are scalars; a matrix's rows are vectors of one length.
  func checkArray(_ items: [Int], _ range: SourceRange) throws(LocatedTapeProblem) {
    var lengths: [Int?] = []
    for item in items {
      guard case .array(let entries) = tree.nodes[item].kind else {
        lengths.append(nil)
        continue
      }
      if let first = entries.first, case .array = tree.nodes[first].kind {
        throw LocatedTapeProblem(.arrayTooDeep, range)
      }
      lengths.append(entries.count)
    }
    for (item, length) in zip(items, lengths) where length != lengths[0] {
      let place = tree.nodes[item].range
      guard let length, let first = lengths[0] else {
        throw LocatedTapeProblem(.mixedArray, place)
      }
      throw LocatedTapeProblem(.raggedMatrix(first: first, other: length), place)
    }
  }
}

extension Token.Kind {
  fileprivate var isNumber: Bool {
    if case .number = self { true } else { false }
  }
}
