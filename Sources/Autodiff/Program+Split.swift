import CKernels

/// A program's instructions cut into parts for several threads, and where these wait for each other.
///
/// Results are split, never sums: a part is so many rows of each result, or so many elements, of all
/// that it reads. Every number is computed as it is by one thread. A member waits only before it reads
/// or overwrites what another member may be writing or reading: in a network the rows of a batch go
/// through all layers without a wait.
package struct SplitProgram: Sendable {
  package let members: Int
  /// All members' instructions, one member's behind the other's.
  private(set) var instructions: [ck_instruction] = []
  private(set) var parts: [Part] = []

  /// A member's share.
  struct Part: Sendable {
    /// In `instructions`.
    var code = 0..<0
    /// The elements of the parameters that it updates.
    var parameters = 0..<0
    /// The rows of a batch that it fetches.
    var rows = 0..<0
  }

  /// - Parameters:
  ///   - members: the threads, from 2 to 16.
  ///   - rows: of a batch.
  ///   - gathered: where the batch's features and targets are put at each step; empty where they stay.
  package init(_ program: Program, members: Int, rows: Int, gathered: [Range<Int>]) {
    self.members = members
    for member in 0..<members {
      parts.append(
        Part(
          parameters: Self.share(member, of: members, program.parameterCount),
          rows: Self.share(member, of: members, rows)))
    }
    var lists = [[ck_instruction]](repeating: [], count: members)
    var hazards = Hazards(members: members)
    func wait(before accesses: [Access]) {
      if hazards.conflict(with: accesses) {
        for member in lists.indices { lists[member].append(.barrier) }
        hazards = Hazards(members: members)
      }
      hazards.add(accesses)
    }
    hazards.add(
      parts.map { part in
        Access(
          writes: gathered.map { place in
            let width = place.count / max(1, rows)
            let start = place.lowerBound + part.rows.lowerBound * width
            return start..<start + part.rows.count * width
          })
      })
    for instruction in program.instructions {
      let pieces = instruction.pieces(members)
      wait(before: pieces.map { $0?.access ?? Access() })
      for (member, piece) in pieces.enumerated() {
        if let piece { lists[member].append(piece) }
      }
    }
    wait(
      before: parts.map { part in
        let stretches = (0..<2 + program.stateSlots).map { slab in
          let start = slab * program.parameterCount
          return start + part.parameters.lowerBound..<start + part.parameters.upperBound
        }
        return Access(reads: stretches, writes: stretches)
      })
    for (member, list) in lists.enumerated() {
      parts[member].code = instructions.count..<instructions.count + list.count
      instructions += list
    }
  }

  /// A member's of so many in a row.
  fileprivate static func share(_ member: Int, of members: Int, _ count: Int) -> Range<Int> {
    count * member / members..<count * (member + 1) / members
  }
}

/// The stretches of the arena that a member reads and writes.
private struct Access {
  var reads: [Range<Int>] = []
  var writes: [Range<Int>] = []
}

/// What the members have read and written since they last waited for each other.
private struct Hazards {
  private var reads: [[Range<Int>]]
  private var writes: [[Range<Int>]]

  init(members: Int) {
    reads = Array(repeating: [], count: members)
    writes = reads
  }

  func conflict(with accesses: [Access]) -> Bool {
    for (member, access) in accesses.enumerated() {
      for other in accesses.indices where other != member {
        if Self.overlap(access.reads, writes[other]) || Self.overlap(access.writes, writes[other])
          || Self.overlap(access.writes, reads[other])
        {
          return true
        }
      }
    }
    return false
  }

  mutating func add(_ accesses: [Access]) {
    for (member, access) in accesses.enumerated() {
      reads[member] += access.reads
      writes[member] += access.writes
    }
  }

  private static func overlap(_ some: [Range<Int>], _ others: [Range<Int>]) -> Bool {
    some.contains { range in others.contains { $0.overlaps(range) } }
  }
}

extension ck_instruction {
  fileprivate static var barrier: ck_instruction {
    var instruction = ck_instruction()
    instruction.opcode = CK_BARRIER.rawValue
    return instruction
  }

  fileprivate var access: Access {
    let space = form == .logSoftmax ? [Int(b)..<Int(b) + Int(columns)] : []
    return Access(reads: operands, writes: [result] + space)
  }

  /// Each member's part; nil where it has none. What cannot be split is the first member's.
  fileprivate func pieces(_ members: Int) -> [ck_instruction?] {
    let count = Int(splitsRows ? rows : columns)
    guard isSplittable, count >= members else {
      return [self] + Array(repeating: nil, count: members - 1)
    }
    return (0..<members).map { member in
      let range = SplitProgram.share(member, of: members, count)
      return splitsRows ? rows(range) : columns(range)
    }
  }

  private var isSplittable: Bool {
    switch form {
    case .unary, .binary, .product, .copy, .rowReduction, .softmax, .oneHot: true
    // One row of space serves all rows; the step from row to row is the width.
    case .logSoftmax, .columnReduction: false
    }
  }

  private var splitsRows: Bool {
    switch form {
    case .unary: false
    case .binary, .product, .copy: rows > 1
    case .rowReduction, .columnReduction, .softmax, .logSoftmax, .oneHot: true
    }
  }

  private func rows(_ range: Range<Int>) -> ck_instruction {
    var part = self
    let start = Int64(range.lowerBound)
    part.rows = Int32(range.count)
    part.out += start * (form == .rowReduction ? 1 : Int64(columns))
    switch form {
    case .rowReduction, .softmax: part.a += start * Int64(columns)
    case .oneHot: part.a += start
    default: part.a += start * Int64(a_row)
    }
    if form == .binary { part.b += start * Int64(b_row) }
    return part
  }

  private func columns(_ range: Range<Int>) -> ck_instruction {
    var part = self
    let start = Int64(range.lowerBound)
    part.columns = Int32(range.count)
    part.out += start
    switch form {
    case .product:
      part.b += start
      part.c += start * Int64(b_column)
    case .unary: part.a += start
    default:
      part.a += start * Int64(a_column)
      part.b += start * Int64(b_column)
    }
    return part
  }
}

extension Program {
  /// About how many operations a run takes: two for each term of a product, one for each element, and
  /// some dozens where that is a function.
  package var operationCount: Int {
    instructions.reduce(0) { total, instruction in
      let count = instruction.result.count
      return switch instruction.form {
      case .product: total + 2 * count * Int(instruction.inner)
      case .unary, .softmax, .logSoftmax: total + 30 * count
      case .binary, .copy, .oneHot: total + count
      case .rowReduction, .columnReduction: total + instruction.operands[0].count
      }
    }
  }
}
