extension ResultValue {
  /// Lists of more numbers than this are abridged in a page, which would be many megabytes large
  /// otherwise; the JSON holds them whole.
  package static let abridgedAbove = 5000

  /// The member of an abridged list that tells it from an object of results.
  package static let digestKey = "fnv1a"

  /// Where one block holds more numbers than `largeBlock`, already lists of more than these are, and
  /// a trial's parameters together.
  package static let abridgedInLargeBlocks = 8
  package static let largeBlock = 20_000

  /// A record of results with its long lists abridged, those of large blocks sooner.
  package var abridgedRecord: ResultValue {
    guard case .object(let members) = self else { return abridged() }
    return .object(
      members.map { member in
        guard member.key == "blocks", case .array(let blocks) = member.value else {
          return Member(member.key, member.value.abridged())
        }
        return Member(
          member.key,
          .array(
            blocks.map { block in
              block.numberCount > Self.largeBlock
                ? block.abridged(above: Self.abridgedInLargeBlocks, wholeObjects: true)
                : block.abridged()
            }))
      })
  }

  private var numberCount: Int {
    switch self {
    case .string: 0
    case .integer, .number: 1
    case .numbers(let numbers, _): numbers.count
    case .array(let items): items.reduce(0) { $0 + $1.numberCount }
    case .object(let members): members.reduce(0) { $0 + $1.value.numberCount }
    }
  }

  /// The same with each list of more numbers than `limit`, or of rows of so many numbers, as their count,
  /// their norm and a digest of their bits.
  ///
  /// - Parameter wholeObjects: whether objects of nothing but numbers are taken together too.
  package func abridged(
    above limit: Int = abridgedAbove, wholeObjects: Bool = false
  ) -> ResultValue {
    switch self {
    case .string, .integer, .number: return self
    case .numbers(let numbers, _):
      return numbers.count > limit ? digest ?? self : self
    case .array(let items):
      if isMatrix, numberCount > limit { return digest ?? self }
      return .array(items.map { $0.abridged(above: limit, wholeObjects: wholeObjects) })
    case .object(let members):
      if wholeObjects, numberCount > limit, let digest { return digest }
      return .object(
        members.map {
          Member($0.key, $0.value.abridged(above: limit, wholeObjects: wholeObjects))
        })
    }
  }

  private var isMatrix: Bool {
    guard case .array(let items) = self, !items.isEmpty else { return false }
    return items.allSatisfy { if case .numbers = $0 { true } else { false } }
  }

  /// All numbers in it in order; nil where anything else is in it.
  private var allNumbers: [[Double]]? {
    switch self {
    case .string: return nil
    case .integer(let number): return [[Double(number)]]
    case .number(let number, _): return [[number]]
    case .numbers(let numbers, _): return [numbers]
    case .array(let items): return Self.joined(items)
    case .object(let members): return Self.joined(members.map(\.value))
    }
  }

  private static func joined(_ values: [ResultValue]) -> [[Double]]? {
    var rows: [[Double]] = []
    for value in values {
      guard let part = value.allNumbers else { return nil }
      rows += part
    }
    return rows
  }

  /// What an abridged record has in place of this; nil where it holds more than numbers.
  package var digest: ResultValue? { allNumbers.map(Self.digest) }

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
