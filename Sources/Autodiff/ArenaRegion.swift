/// Part of a matrix in the arena: rows that begin `stride` apart, of so many elements each.
struct ArenaRegion: Hashable, Sendable {
  let start: Int
  let rows: Int
  let columns: Int
  let stride: Int

  init(start: Int, rows: Int, columns: Int, stride: Int) {
    self.start = start
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// What is read in two nested loops: so many times a step of so many elements, either way round. Where
  /// neither step is a single element, all from the first to the last.
  init(start: Int, _ outer: (count: Int, step: Int), _ inner: (count: Int, step: Int)) {
    let loops = [outer, inner].map { $0.step == 0 ? (count: 1, step: 1) : $0 }
    if let columns = loops.lastIndex(where: { $0.count == 1 || $0.step == 1 }) {
      let rows = loops[1 - columns]
      self.init(start: start, rows: rows.count, columns: loops[columns].count, stride: rows.step)
    } else {
      let last = loops.reduce(0) { $0 + ($1.count - 1) * $1.step }
      self.init(start: start, rows: 1, columns: last + 1, stride: last + 1)
    }
  }

  /// From its first to behind its last element.
  var range: Range<Int> { start..<start + (rows - 1) * stride + columns }

  /// Its elements.
  var count: Int { rows * columns }

  /// The same so many elements on.
  func moved(by offset: Int) -> ArenaRegion {
    ArenaRegion(start: start + offset, rows: rows, columns: columns, stride: stride)
  }

  /// Whether an element belongs to both.
  func overlaps(_ other: ArenaRegion) -> Bool {
    guard range.overlaps(other.range) else { return false }
    if rows > other.rows { return other.overlaps(self) }
    return (0..<rows).contains { row in
      let first = start + row * stride
      return other.hasElement(in: first..<first + columns)
    }
  }

  private func hasElement(in stretch: Range<Int>) -> Bool {
    // The first row that ends behind the stretch's beginning.
    let behind = stretch.lowerBound - start - columns
    let row = behind < 0 ? 0 : behind / max(1, stride) + 1
    return row < rows && start + row * stride < stretch.upperBound
  }
}
