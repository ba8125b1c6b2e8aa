/// The space between the atoms of a row, as far as MathML's own operator dictionary does not set it
/// (The TeXbook, chapter 18 and appendix G, rules 5 and 6).
enum MathSpacing {
  /// The class of each node, binary operators without an operand turned into ordinary atoms.
  static func classes(of nodes: [MathNode], isContinued: Bool) -> [MathClass] {
    var classes = nodes.map(mathClass)
    var previous: Int?
    for index in nodes.indices {
      if case .space = nodes[index] { continue }
      if classes[index] == .binary {
        let before = previous.map { classes[$0] } ?? (isContinued ? .ordinary : .opening)
        switch before {
        case .binary, .relation, .opening, .punctuation, .largeOperator:
          classes[index] = .ordinary
        case .ordinary, .closing, .inner: break
        }
      } else if let last = previous, classes[last] == .binary {
        switch classes[index] {
        case .relation, .closing, .punctuation: classes[last] = .ordinary
        case .ordinary, .largeOperator, .binary, .opening, .inner: break
        }
      }
      previous = index
    }
    if let last = previous, classes[last] == .binary { classes[last] = .ordinary }
    return classes
  }

  static func mathClass(_ node: MathNode) -> MathClass {
    switch node {
    case .symbol(_, let own), .classed(_, let own), .sizedFence(_, _, let own): own
    case .largeOperator, .function: .largeOperator
    case .scripts(let base, _), .negated(let base): mathClass(base)
    case .stacked(let base, _, _): mathClass(base)
    case .font(_, let node), .color(_, let node), .style(_, let node):
      mathClass(onlyNode(of: node))
    case .fenced, .fraction: .inner
    case .labelledArrow: .relation
    case .identifier, .number, .text, .space, .row, .root, .table, .accent, .boxed, .phantom,
      .smashed, .source:
      .ordinary
    }
  }

  /// The node of a group that holds one; the group itself otherwise.
  private static func onlyNode(of node: MathNode) -> MathNode {
    if case .row(let nodes) = node, nodes.count == 1 { return nodes[0] }
    return node
  }

  /// Whether TeX sets a thin space that no dictionary sets.
  ///
  /// That is around operators and dots and beside fractions, but not before a fence:
  /// `f\left(x\right)` is a function of x.
  static func isThin(
    between left: MathNode, _ leftClass: MathClass, and right: MathNode, _ rightClass: MathClass
  ) -> Bool {
    if case .space = right { return false }
    if leftClass == .largeOperator {
      switch rightClass {
      case .ordinary, .largeOperator: return true
      case .inner:
        if case .fenced = right { return !isFunction(left) }
        return true
      case .binary, .relation, .opening, .closing, .punctuation: return false
      }
    }
    if rightClass == .largeOperator {
      return leftClass == .ordinary || leftClass == .closing || leftClass == .inner
    }
    if leftClass == .inner {
      return rightClass == .ordinary || rightClass == .inner || rightClass == .opening
    }
    if rightClass == .inner {
      if case .fenced = right { return false }
      if case .symbol(_, .binary) = left { return false }
      return leftClass == .ordinary || leftClass == .closing
    }
    return false
  }

  static func isFunction(_ node: MathNode) -> Bool {
    switch node {
    case .function: true
    case .scripts(let base, _): isFunction(base)
    default: false
    }
  }

  /// Whether a function's argument may begin so.
  static func isOperand(_ mathClass: MathClass) -> Bool {
    switch mathClass {
    case .ordinary, .opening, .inner, .largeOperator: true
    case .binary, .relation, .closing, .punctuation: false
    }
  }
}
