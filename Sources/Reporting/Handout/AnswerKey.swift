import Experiments

/// What a page needs to tell whether an answer is right, without the answer standing in it.
///
/// Numbers are told apart by cells of twice the tolerance, laid so that the accepted interval is one cell:
/// x lies in cell ⌊(x − offset) / width⌋. The page holds the digest of the right cell's number. Trying all
/// cells finds it, so this serves readers who check themselves and hides nothing from others.
struct AnswerKey: Hashable, Sendable {
  struct Grid: Hashable, Sendable {
    /// Of the cells' lower ends, from 0 up to `width`.
    let offset: Double
    let width: Double

    func cell(of value: Double) -> Double { ((value - offset) / width).rounded(.down) }
  }

  /// Nil: the answer is a word.
  let grid: Grid?
  let salt: String
  let digest: String

  /// The share of a number by which an answer may be off where the author says nothing.
  private static let standardTolerance = 0.01

  /// Nil of values that are neither a word nor a finite number, and where the tolerance is too small for
  /// the number's own precision.
  init?(_ value: ResultValue, tolerance: Double?, salt: String) {
    self.salt = salt
    switch value {
    case .string(let text):
      grid = nil
      digest = Self.digest(of: Self.normalized(text), salt: salt)
    case .integer(let number):
      // A whole number is right exactly.
      guard let grid = Self.grid(around: Double(number), tolerance ?? 1e-6) else { return nil }
      self.grid = grid
      digest = Self.digest(of: Self.text(grid.cell(of: Double(number))), salt: salt)
    case .number(let number, _):
      let tolerance = tolerance ?? max(Self.standardTolerance * number.magnitude, 1e-9)
      guard let grid = Self.grid(around: number, tolerance) else { return nil }
      self.grid = grid
      digest = Self.digest(of: Self.text(grid.cell(of: number)), salt: salt)
    case .numbers, .array, .object: return nil
    }
  }

  private static func grid(around value: Double, _ tolerance: Double) -> Grid? {
    // The ends of the interval belong to it, whatever they were rounded to.
    let reach = max(tolerance, 1e-300) * (1 + 1e-9) + 4 * value.ulp
    let width = 2 * reach
    let low = value - reach
    let offset = low - width * (low / width).rounded(.down)
    let grid = Grid(offset: offset, width: width)
    let cell = grid.cell(of: value)
    guard value.isFinite, width.isFinite, offset.isFinite, cell.magnitude < 1e15 else { return nil }
    return grid
  }

  private static func text(_ cell: Double) -> String { String(Int(cell)) }

  /// Words are compared in lower case, without blanks at their ends.
  static func normalized(_ word: String) -> String {
    let trimmed = word.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return trimmed.lowercased()
  }

  /// A slow digest of 64 bits that a page can compute without the browser's cryptography, which there is
  /// none of on a page from a file: FNV-1a with two starts (Fowler, Noll, Vo), stirred many times.
  static func digest(of text: String, salt: String) -> String {
    var a: UInt32 = 0x811C_9DC5
    var b: UInt32 = 0x1234_5678
    for byte in (salt + ":" + text).utf8 {
      a = (a ^ UInt32(byte)) &* 0x0100_0193
      b = (b ^ UInt32(byte)) &* 0x0100_0193
    }
    for _ in 0..<rounds {
      a = (a ^ b >> 13) &* 0x9E37_79B1 &+ b
      b = (b ^ a >> 16) &* 0x85EB_CA6B ^ a
    }
    return hex(a) + hex(b)
  }

  static let rounds = 20_000

  private static func hex(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
