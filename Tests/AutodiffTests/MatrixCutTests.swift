import Testing

@testable import Autodiff

/// How matrices are shared out.
struct MatrixCutTests {
  private func text(
    _ side: SplitProgram.Side, _ members: Int, rows: Int, columns: Int
  ) -> [String]? {
    MatrixCut(side: side, members: members).parts(rows: rows, columns: columns)?.map {
      "\($0.rows) \($0.columns)"
    }
  }

  @Test("along rows each has so many of them")
  func rows() {
    #expect(
      text(.rows, 3, rows: 8, columns: 100) == ["0..<2 0..<100", "2..<5 0..<100", "5..<8 0..<100"])
  }

  @Test("along columns each has whole lines of memory, the last one what is left")
  func columns() {
    #expect(text(.columns, 2, rows: 8, columns: 100) == ["0..<8 0..<48", "0..<8 48..<100"])
  }

  @Test("a narrow matrix is cut along rows, a single row wherever it can be")
  func narrow() {
    #expect(text(.columns, 2, rows: 8, columns: 31) == ["0..<4 0..<31", "4..<8 0..<31"])
    #expect(text(.columns, 2, rows: 1, columns: 5) == ["0..<1 0..<2", "0..<1 2..<5"])
    #expect(text(.rows, 2, rows: 1, columns: 40) == ["0..<1 0..<16", "0..<1 16..<40"])
  }

  @Test("what has fewer rows and columns than there are members is not cut")
  func small() {
    #expect(text(.rows, 4, rows: 3, columns: 2) == nil)
    #expect(text(.columns, 4, rows: 3, columns: 2) == nil)
  }
}
