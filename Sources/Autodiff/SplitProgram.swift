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

  /// The stretches of the arena that a member reads and writes.
  struct Access {
    var reads: [Range<Int>] = []
    var writes: [Range<Int>] = []
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
  static func share(_ member: Int, of members: Int, _ count: Int) -> Range<Int> {
    count * member / members..<count * (member + 1) / members
  }
}

/// What the members have read and written since they last waited for each other.
private struct Hazards {
  private var reads: [[Range<Int>]]
  private var writes: [[Range<Int>]]

  init(members: Int) {
    reads = Array(repeating: [], count: members)
    writes = reads
  }

  func conflict(with accesses: [SplitProgram.Access]) -> Bool {
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

  mutating func add(_ accesses: [SplitProgram.Access]) {
    for (member, access) in accesses.enumerated() {
      reads[member] += access.reads
      writes[member] += access.writes
    }
  }

  private static func overlap(_ some: [Range<Int>], _ others: [Range<Int>]) -> Bool {
    some.contains { range in others.contains { $0.overlaps(range) } }
  }
}
