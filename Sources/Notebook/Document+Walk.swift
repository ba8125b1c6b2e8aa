extension Document {
  /// A step of a walk: a node is entered before and left after its children; nodes that cannot
  /// have children are entered only.
  package enum Event: Hashable, Sendable {
    case enter(Int)
    case leave(Int)
  }

  /// Walks the tree below (and with) `root` in document order, without recursion.
  package func walk(from root: Int = 0, _ visit: (Event) throws -> Void) rethrows {
    fatalError()
  }
}
