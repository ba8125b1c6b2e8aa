import CKernels

extension ck_instruction {
  /// All members wait for each other.
  static var barrier: ck_instruction {
    var instruction = ck_instruction()
    instruction.opcode = CK_BARRIER.rawValue
    return instruction
  }

  /// What it reads and writes.
  var access: SplitProgram.Access {
    let space = form == .logSoftmax ? [Int(b)..<Int(b) + Int(columns)] : []
    return SplitProgram.Access(reads: operands, writes: [result] + space)
  }

  /// Each member's part; nil where it has none. What cannot be split is the first member's.
  func pieces(_ members: Int) -> [ck_instruction?] {
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
