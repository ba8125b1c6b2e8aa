import CKernels

/// Where the members of a team keep the parameters that they update, with gradients and state: each its
/// own columns of a matrix in one piece. In rows of which other members write the rest, a processor that
/// fetches ahead would take lines of memory from them again and again.
///
/// `[parameters][gradients][state]` as in an arena's head, each stretch `slab` elements long.
struct SplitLayout {
  /// The part of a parameter that a member updates.
  struct Share {
    let member: Int
    /// In the arena's head.
    let home: ArenaRegion
    /// Where it is kept.
    let place: ArenaRegion
  }

  private(set) var shares: [Share] = []
  /// The elements of a stretch.
  private(set) var slab = 0
  private let start: Int
  private let parameterCount: Int
  private var blocks: [Block] = []

  /// - Parameters:
  ///   - lists: the members' instructions.
  ///   - start: where in the arena there is room.
  init(_ program: Program, _ cut: MatrixCut, _ lists: [[ck_instruction]], start: Int) {
    self.start = start
    parameterCount = program.parameterCount
    let accesses = lists.joined().flatMap { instruction in
      instruction.allFields.compactMap { headAccess(instruction, $0) }
    }
    var whole: [(home: ArenaRegion, parts: [ArenaRegion])] = []
    var pieces: [(member: Int, home: ArenaRegion)] = []
    for (offset, shape) in program.parameters where shape.count > 0 {
      let home = ArenaRegion(
        start: offset, rows: shape.rows, columns: shape.columns, stride: shape.columns)
      let parts = Self.parts(home, cut)
      let fits = accesses.allSatisfy { access in
        !home.range.contains(access.start)
          || parts.contains { Block(home: $0, place: 0).moved(access) != nil }
      }
      if fits {
        pieces += parts.enumerated().map { ($0, $1) }
      } else {
        whole.append((home, parts))
      }
    }
    for member in 0..<cut.members {
      for piece in pieces where piece.member == member {
        add(block(piece.home), [(member, piece.home)])
      }
    }
    for (home, parts) in whole { add(block(home), parts.enumerated().map { ($0, $1) }) }
  }

  /// Room from `start` on: parameters, gradients and so many stretches of state.
  func end(stateSlots: Int) -> Int { start + (2 + stateSlots) * slab }

  /// An instruction on parameters and gradients where they are kept.
  func moved(_ instruction: ck_instruction) -> ck_instruction {
    var moved = instruction
    for fields in instruction.allFields {
      guard let access = headAccess(instruction, fields) else { continue }
      guard let (place, steps) = blocks.lazy.compactMap({ $0.moved(access) }).first else {
        preconditionFailure("what is read in one piece is kept in one piece")
      }
      moved[keyPath: fields.start] = Int64(place + access.stretch * slab)
      for (loop, step) in zip([fields.rows, fields.columns], steps) {
        if case .steps(_, let field) = loop { moved[keyPath: field] = Int32(step) }
      }
    }
    return moved
  }

  /// The members' parts of a parameter; what is not cut is the first member's.
  private static func parts(_ home: ArenaRegion, _ cut: MatrixCut) -> [ArenaRegion] {
    guard let parts = cut.parts(rows: home.rows, columns: home.columns) else { return [home] }
    return parts.map { part in
      ArenaRegion(
        start: home.start + part.rows.lowerBound * home.stride + part.columns.lowerBound,
        rows: part.rows.count, columns: part.columns.count, stride: home.stride)
    }
  }

  private mutating func block(_ home: ArenaRegion) -> Block {
    defer { slab += (home.count + 15) / 16 * 16 }
    return Block(home: home, place: start + slab)
  }

  private mutating func add(_ block: Block, _ parts: [(member: Int, home: ArenaRegion)]) {
    blocks.append(block)
    for (member, home) in parts {
      shares.append(Share(member: member, home: home, place: block.place(of: home)))
    }
  }

  /// How an instruction reads or writes parameters or gradients; nil where it works on something else.
  private func headAccess(_ instruction: ck_instruction, _ fields: ck_instruction.Fields) -> Access?
  {
    let start = Int(instruction[keyPath: fields.start])
    guard start < 2 * parameterCount else { return nil }
    return Access(
      stretch: start / parameterCount, start: start % parameterCount,
      loops: [fields.rows, fields.columns].map { loop in
        let (count, step) = instruction.extent(loop)
        if case .steps = loop { return (count, step, true) }
        return (count, step, false)
      })
  }

  /// Two loops over elements of parameters or gradients.
  private struct Access {
    /// 0 for parameters, 1 for gradients.
    let stretch: Int
    /// In the stretch.
    let start: Int
    let loops: [(count: Int, step: Int, canChange: Bool)]
  }

  /// Part of a parameter that is kept in one piece, row by row without gaps.
  private struct Block {
    let home: ArenaRegion
    let place: Int

    /// Where an access begins here and how far its steps go; nil where it leaves the block.
    func moved(_ access: Access) -> (start: Int, steps: [Int])? {
      let offset = access.start - home.start
      guard offset >= 0 else { return nil }
      if home.rows == 1 || home.columns == home.stride {
        let last = access.loops.reduce(offset) { $0 + ($1.count - 1) * $1.step }
        return last < home.count ? (place + offset, access.loops.map(\.step)) : nil
      }
      let (row, column) = offset.quotientAndRemainder(dividingBy: home.stride)
      var (lastRow, lastColumn) = (row, column)
      var steps: [Int] = []
      for (count, step, canChange) in access.loops {
        switch step {
        case _ where count == 1, 0: steps.append(step)
        case 1:
          lastColumn += count - 1
          steps.append(1)
        case home.stride where canChange:
          lastRow += count - 1
          steps.append(home.columns)
        default: return nil
        }
      }
      guard lastRow < home.rows, lastColumn < home.columns else { return nil }
      return (place + row * home.columns + column, steps)
    }

    /// A part of it, where it is kept.
    func place(of part: ArenaRegion) -> ArenaRegion {
      let offset = part.start - home.start
      let row = home.rows == 1 ? 0 : offset / home.stride
      let column = home.rows == 1 ? offset : offset % home.stride
      return ArenaRegion(
        start: place + row * home.columns + column, rows: part.rows, columns: part.columns,
        stride: home.columns)
    }
  }
}

extension ck_instruction {
  fileprivate var allFields: [Fields] { [resultFields] + operandFields }
}
