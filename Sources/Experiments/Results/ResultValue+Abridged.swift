extension ResultValue {
  /// Lists of more numbers than this are abridged in a page, which would be many megabytes large
  /// otherwise; the JSON holds them whole.
  package static let abridgedAbove = 5000

  /// The member of an abridged list that tells it from an object of results.
  package static let digestKey = "fnv1a"

  /// The same with each longer list of numbers, or of rows of numbers, as their count, their norm and
  /// a digest of their bits.
  package var abridged: ResultValue {
    switch self {
    case .string, .integer, .number: return self
    case .numbers(let numbers, _):
      return numbers.count > Self.abridgedAbove ? Self.digest(of: [numbers]) : self
    case .array(let items):
      let rows = items.compactMap { item -> [Double]? in
        if case .numbers(let row, _) = item { row } else { nil }
      }
      let count = rows.reduce(0) { $0 + $1.count }
      if rows.count == items.count, count > Self.abridgedAbove { return Self.digest(of: rows) }
      return .array(items.map(\.abridged))
    case .object(let members):
      return .object(members.map { Member($0.key, $0.value.abridged) })
    }
  }

  /// The 64-bit FNV-1a hash (Fowler, Noll, Vo) of the numbers' bits as float64, the lowest byte first;
  /// every nan counts as one.
  private static func digest(of rows: [[Double]]) -> ResultValue {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var squares = 0.0
    for number in rows.joined() {
      squares += number * number
      let bits = number.isNaN ? Double.nan.bitPattern : number.bitPattern
      for shift in stride(from: 0, to: 64, by: 8) {
        hash = (hash ^ (bits >> UInt64(shift) & 0xFF)) &* 0x100_0000_01B3
      }
    }
    return .object([
      Member("count", .integer(rows.reduce(0) { $0 + $1.count })),
      Member("norm", .number(squares.squareRoot(), .float64)),
      Member(digestKey, .string(String(hash, radix: 16))),
    ])
  }
}
