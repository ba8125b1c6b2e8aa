import CKernels

/// A program's instructions cut into parts for several threads, and where these wait for each other.
///
/// Results are split, never sums: a part is so many rows or columns of each result, of all that it
/// reads. Every number is computed as it is by one thread. A member waits only before it reads or
/// overwrites what another member may be writing or reading.
///
/// Cut along rows, a batch's rows go through all layers without a wait, but each member reads all the
/// parameters, part of which others have just changed. Cut along columns, a member keeps its columns of
/// each layer's weights: it computes its units' values, what flows back to them, their weights'
/// gradients and new values, and what passes between members are the batch's values from layer to layer.
package struct SplitProgram: Sendable {
  package let members: Int
  /// Along which matrices are cut where both sides would do.
  package let side: Side
  /// All members' instructions, one member's behind the other's.
  private(set) var instructions: [ck_instruction] = []
  /// The parameters that members update, likewise.
  private(set) var updates: [ck_share] = []
  /// The elements of the stretches that hold parameters, gradients and state meanwhile.
  let slab: Int
  /// The arena's size in elements, with these stretches behind the program's own part.
  package let end: Int
  private(set) var parts: [Part] = []

  /// A side of a matrix.
  package enum Side: Hashable, Sendable {
    case rows
    case columns
  }

  /// A member's share.
  struct Part: Sendable {
    /// In `instructions`.
    var code = 0..<0
    /// In `updates`.
    var updates = 0..<0
    /// The rows of a batch that it fetches.
    var rows = 0..<0
  }

  /// What a member reads and writes in the arena.
  struct Access {
    var reads: [ArenaRegion] = []
    var writes: [ArenaRegion] = []
  }

  /// - Parameters:
  ///   - members: the threads, from 2 to 16.
  ///   - side: along which matrices are cut where both sides would do.
  ///   - rows: of a batch.
  ///   - gathered: where the batch's features and targets are put at each step; empty where they stay.
  package init(
    _ program: Program, members: Int, along side: Side, rows: Int, gathered: [Range<Int>]
  ) {
    self.members = members
    self.side = side
    let cut = MatrixCut(side: side, members: members)
    var lists = [[ck_instruction]](repeating: [], count: members)
    var hazards = Hazards(members: members)
    func wait(before accesses: [Access]) {
      if hazards.conflict(with: accesses) {
        for member in lists.indices { lists[member].append(.barrier) }
        hazards = Hazards(members: members)
      }
      hazards.add(accesses)
    }
    let shares = (0..<members).map { cut.share($0, of: rows) }
    hazards.add(
      shares.map { share in
        Access(
          writes: gathered.map { place in
            let width = place.count / max(1, rows)
            return ArenaRegion(
              start: place.lowerBound + share.lowerBound * width, rows: share.count, columns: width,
              stride: width)
          })
      })
    for instruction in program.instructions {
      let pieces = instruction.pieces(cut)
      wait(before: pieces.map { $0?.access ?? Access() })
      for (member, piece) in pieces.enumerated() {
        if let piece { lists[member].append(piece) }
      }
    }
    let layout = SplitLayout(program, cut, lists, start: (program.end + 15) / 16 * 16)
    slab = layout.slab
    end = layout.end(stateSlots: program.stateSlots)
    wait(
      before: (0..<members).map { member in
        // Parameters and gradients; state is nobody else's.
        let updated = layout.shares.filter { $0.member == member }.map(\.home)
        let accessed = updated + updated.map { $0.moved(by: program.parameterCount) }
        return Access(reads: accessed, writes: accessed)
      })
    for member in 0..<members {
      let own = layout.shares.filter { $0.member == member }.map(\.kernelShare)
      let code = instructions.count..<instructions.count + lists[member].count
      let updated = updates.count..<updates.count + own.count
      parts.append(Part(code: code, updates: updated, rows: shares[member]))
      instructions += lists[member].map(layout.moved)
      updates += own
    }
  }
}

extension SplitLayout.Share {
  /// As the kernels take it, in one long row where nothing lies between rows.
  fileprivate var kernelShare: ck_share {
    let isRow = home.columns == home.stride && place.columns == place.stride
    return ck_share(
      rows: isRow ? 1 : Int64(home.rows), columns: Int64(isRow ? home.count : home.columns),
      home: Int64(home.start), home_row: Int64(home.stride), place: Int64(place.start),
      place_row: Int64(place.stride))
  }
}

/// What the members have read and written since they last waited for each other.
private struct Hazards {
  private var reads: [[ArenaRegion]]
  private var writes: [[ArenaRegion]]

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

  private static func overlap(_ some: [ArenaRegion], _ others: [ArenaRegion]) -> Bool {
    some.contains { region in others.contains { $0.overlaps(region) } }
  }
}
