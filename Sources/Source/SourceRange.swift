/// A half-open range of byte offsets in a ``SourceText``.
package struct SourceRange: Hashable, Sendable, Codable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  package static func point(_ offset: Int) -> SourceRange { SourceRange(offset, offset) }

  package var count: Int { end - start }
  package var isEmpty: Bool { start >= end }
  package var bytes: Range<Int> { start..<max(start, end) }

  package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
}

/// A place as people say it: both numbers count from 1, columns in Unicode scalars.
package struct SourceLocation: Hashable, Sendable, Codable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
