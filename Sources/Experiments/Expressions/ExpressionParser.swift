import Source

/// Reads one expression from tokens by operator precedence, with explicit stacks: linear time, and
/// no recursion however deep the parentheses.
struct ExpressionParser {
  /// What waits for its right operand or its closing parenthesis.
  enum Pending {
    case binary(ExpressionTree.BinaryOperator)
    /// The product in `3x`.
    case implicitProduct
    case negate(SourceRange)
    case group(SourceRange)
    case call(FunctionName, SourceRange, arguments: [Int], axis: Int?)
    case array(SourceRange, items: [Int])

    /// Nil for what a closing parenthesis ends.
    var precedence: Int? {
      switch self {
      case .binary(let binary): binary.precedence
      case .negate: 3
      case .implicitProduct: 4
      case .group, .call, .array: nil
      }
    }
  }

  let tokens: ArraySlice<Token>
  /// Where the text before the missing token ends, for an expression that stops too early.
  let start: Int
  var position: Int
  var pending: [Pending] = []
  var operands: [Int] = []
  var tree = ExpressionTree()
  /// The last token was a number and has not been used by an operator.
  var follows: Previous = .nothing

  enum Previous {
    case nothing
    case number(Token)
    case value
  }

  private init(_ tokens: ArraySlice<Token>, start: Int) {
    self.tokens = tokens
    self.start = start
    position = tokens.startIndex
  }

  /// - Parameters:
  ///   - tokens: one line's, without newlines.
  ///   - start: where an expression without any token would have stood.
  static func parse(
    _ tokens: ArraySlice<Token>, start: Int
  ) throws(LocatedTapeProblem) -> ExpressionTree {
    var parser = ExpressionParser(tokens, start: start)
    return try parser.parse()
  }

  mutating func parse() throws(LocatedTapeProblem) -> ExpressionTree {
    while position < tokens.endIndex {
      let token = tokens[position]
      if case .invalid(let problem) = token.kind { throw LocatedTapeProblem(problem, token.range) }
      switch follows {
      case .nothing: try readOperand(token)
      case .number, .value: try readOperator(token)
      }
    }
    if case .nothing = follows { throw missingValue(at: .point(endOfText)) }
    reduce(above: 0)
    switch pending.last {
    case .group(let open): throw LocatedTapeProblem(.unclosed("("), open)
    case .call(_, let open, _, _): throw LocatedTapeProblem(.unclosed("("), open)
    case .array(let open, _): throw LocatedTapeProblem(.unclosed("["), open)
    default: return tree
    }
  }

  var endOfText: Int { tokens.last?.range.end ?? start }

  func missingValue(at range: SourceRange) -> LocatedTapeProblem {
    let before = position > tokens.startIndex ? tokens[position - 1].text : nil
    let found = position < tokens.endIndex ? tokens[position].text : nil
    return LocatedTapeProblem(.missingValue(after: before, found: found), range)
  }

  // MARK: Operands

  mutating func readOperand(_ token: Token) throws(LocatedTapeProblem) {
    switch token.kind {
    case .number(let value):
      position += 1
      push(.number(value), token.range)
      follows = .number(token)
    case .name(let name):
      try readName(name, token)
    case .open:
      position += 1
      pending.append(.group(token.range))
    case .openBracket:
      position += 1
      pending.append(.array(token.range, items: []))
    case .minus:
      position += 1
      pending.append(.negate(token.range))
    case .plus:
      position += 1
    case .closeBracket:
      if case .array(let open, _)? = pending.last {
        throw LocatedTapeProblem(.emptyArray, SourceRange(open.start, token.range.end))
      }
      throw missingValue(at: token.range)
    case .times, .divide, .power, .matrixProduct, .close, .comma, .equals, .newline, .invalid:
      throw missingValue(at: token.range)
    }
  }

  mutating func readName(_ name: String, _ token: Token) throws(LocatedTapeProblem) {
    let next = position + 1 < tokens.endIndex ? tokens[position + 1] : nil
    if next?.kind == .open {
      guard let function = FunctionName(rawValue: name) else {
        throw LocatedTapeProblem(.notAFunction(name), token.range)
      }
      position += 2
      pending.append(
        .call(
          function, SourceRange(token.range.start, next?.range.end ?? token.range.end),
          arguments: [], axis: nil))
      try closeEmptyCall(of: function)
      return
    }
    if next?.kind == .equals, case .call(let function, _, _, _)? = pending.last {
      try readAxis(of: function, keyword: name, token)
      return
    }
    if let function = FunctionName(rawValue: name) {
      throw LocatedTapeProblem(.functionWithoutArguments(function), token.range)
    }
    position += 1
    push(.name(name), token.range)
    follows = .value
  }

  func closeEmptyCall(of function: FunctionName) throws(LocatedTapeProblem) {
    guard position < tokens.endIndex, tokens[position].kind == .close,
      case .call(_, let head, _, _)? = pending.last
    else { return }
    throw LocatedTapeProblem(
      .argumentCount(function, found: 0), SourceRange(head.start, tokens[position].range.end))
  }

  /// `axis=0`, the last thing in a call.
  mutating func readAxis(
    of function: FunctionName, keyword: String, _ token: Token
  ) throws(LocatedTapeProblem) {
    guard keyword == "axis" else {
      throw LocatedTapeProblem(.unknownKeyword(keyword, function), token.range)
    }
    guard function.takesAxis else {
      throw LocatedTapeProblem(.axisNotTaken(function), token.range)
    }
    position += 2
    let valueStart = position
    var sign = 1.0
    if position < tokens.endIndex, tokens[position].kind == .minus {
      sign = -1
      position += 1
    }
    guard position < tokens.endIndex, case .number(let number) = tokens[position].kind,
      let axis = Int(exactly: sign * number)
    else {
      let end = position < tokens.endIndex ? tokens[position].range.end : endOfText
      let from = valueStart < tokens.endIndex ? tokens[valueStart].range.start : endOfText
      throw LocatedTapeProblem(.axisNotAnInteger, SourceRange(from, end))
    }
    position += 1
    guard position < tokens.endIndex, tokens[position].kind == .close else {
      let range = position < tokens.endIndex ? tokens[position].range : .point(endOfText)
      throw LocatedTapeProblem(.axisNotLast, range)
    }
    guard case .call(_, let head, let arguments, _)? = pending.popLast() else { return }
    pending.append(.call(function, head, arguments: arguments, axis: axis))
    try closeCall(position)
  }

  // MARK: The tree

  mutating func push(_ kind: ExpressionTree.Kind, _ range: SourceRange) {
    tree.nodes.append(ExpressionTree.Node(kind: kind, range: range))
    operands.append(tree.nodes.count - 1)
  }

  /// Applies the operators on top of the stack that bind at least as tightly as `precedence`.
  mutating func reduce(above precedence: Int) {
    while let top = pending.last, let tightness = top.precedence, tightness >= precedence {
      pending.removeLast()
      let right = operands.removeLast()
      let rightRange = tree.nodes[right].range
      switch top {
      case .negate(let sign):
        push(.negate(right), SourceRange(sign.start, rightRange.end))
      case .binary(let binary):
        pushBinary(binary, right)
      case .implicitProduct:
        pushBinary(.multiply, right)
      case .group, .call, .array:
        return
      }
    }
  }

  mutating func pushBinary(_ binary: ExpressionTree.BinaryOperator, _ right: Int) {
    let left = operands.removeLast()
    let range = SourceRange(tree.nodes[left].range.start, tree.nodes[right].range.end)
    push(.binary(binary, left, right), range)
  }
}
