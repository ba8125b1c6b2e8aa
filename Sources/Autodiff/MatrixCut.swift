/// How a matrix is shared out to the members of a team: by rows or by columns.
struct MatrixCut: Sendable {
  /// A member's part.
  struct Part {
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// Along which to cut where both would do.
  let side: SplitProgram.Side
  let members: Int

  /// Each member's part of a matrix; nil where it is too small to be cut.
  ///
  /// - Parameters:
  ///   - cutsRows: whether it may be cut between rows.
  ///   - cutsColumns: whether it may be cut between columns.
  func parts(rows: Int, columns: Int, cutsRows: Bool = true, cutsColumns: Bool = true) -> [Part]? {
    let byRows = cutsRows && rows >= members
    let byColumns = cutsColumns && columns >= members
    // Parts of fewer columns would be lines of memory that two members write, and half a vector.
    let isWide = byColumns && columns >= Self.line * members
    guard byRows || byColumns else { return nil }
    if byRows && !(isWide && side == .columns) {
      return (0..<members).map {
        Part(rows: share($0, of: rows), columns: 0..<columns)
      }
    }
    return (0..<members).map { Part(rows: 0..<rows, columns: columnShare($0, of: columns)) }
  }

  /// A member's of so many in a row.
  func share(_ member: Int, of count: Int) -> Range<Int> {
    count * member / members..<count * (member + 1) / members
  }

  /// The same, whole lines of memory where there are enough of them.
  private func columnShare(_ member: Int, of columns: Int) -> Range<Int> {
    guard columns >= Self.line * members else { return share(member, of: columns) }
    let lines = share(member, of: columns / Self.line)
    let end = member == members - 1 ? columns : lines.upperBound * Self.line
    return lines.lowerBound * Self.line..<end
  }

  /// The elements of a line of memory in float32, two lines in float64.
  private static let line = 16
}
