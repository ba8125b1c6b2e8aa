/// A field of letters to draw on; row 0 is the top.
struct LetterGrid: Sendable {
  let columns: Int
  let rows: Int
  private var letters: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    letters = [UInt8](repeating: UInt8(ascii: " "), count: columns * rows)
  }

  /// The column for a share of the width, ends included.
  func column(at position: Double) -> Int { place(position, columns) }

  /// The row for a share of the height, counted from the bottom.
  func row(at position: Double) -> Int { place(1 - position, rows) }

  private func place(_ position: Double, _ count: Int) -> Int {
    Int((min(1, max(0, position)) * Double(count - 1)).rounded())
  }

  func isFree(_ column: Int, _ row: Int) -> Bool {
    let letter = letters[row * columns + column]
    return [" ", ".", ":", ";", "'", ","].contains(Character(Unicode.Scalar(letter)))
  }

  mutating func set(_ column: Int, _ row: Int, _ letter: UInt8) {
    letters[row * columns + column] = letter
  }

  func line(_ row: Int) -> String {
    String(decoding: letters[(row * columns)..<((row + 1) * columns)], as: UTF8.self)
  }
}
