/// The shape of a value: a scalar `()`, a vector `(n)` or a matrix `(rows, columns)`.
///
/// In memory every value is a row-major matrix: a scalar is 1 × 1 and a vector a single row. Read
/// so, NumPy's broadcasting rule is: along each of the two axes sizes are equal or one is 1.
package struct Shape: Hashable, Sendable, Codable {
  /// 0, 1 or 2.
  package let rank: Int
  package let rows: Int
  package let columns: Int

  private init(rank: Int, rows: Int, columns: Int) {
    self.rank = rank
    self.rows = rows
    self.columns = columns
  }

  package static let scalar = Shape(rank: 0, rows: 1, columns: 1)

  package static func vector(_ count: Int) -> Shape { Shape(rank: 1, rows: 1, columns: count) }

  package static func matrix(_ rows: Int, _ columns: Int) -> Shape {
    Shape(rank: 2, rows: rows, columns: columns)
  }

  package var count: Int { rows * columns }

  package var dimensions: [Int] {
    switch rank {
    case 0: []
    case 1: [columns]
    default: [rows, columns]
    }
  }

  /// The shape of an elementwise operation on two values, or nil where they do not fit.
  package static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    guard a.rows == b.rows || a.rows == 1 || b.rows == 1,
      a.columns == b.columns || a.columns == 1 || b.columns == 1
    else { return nil }
    let rows = a.rows == 1 ? b.rows : a.rows
    let columns = a.columns == 1 ? b.columns : a.columns
    return Shape(rank: max(a.rank, b.rank), rows: rows, columns: columns)
  }
}

extension Shape: CustomStringConvertible {
  /// `()`, `(3)`, `(2, 3)`.
  package var description: String {
    "(" + dimensions.map { String($0) }.joined(separator: ", ") + ")"
  }
}
