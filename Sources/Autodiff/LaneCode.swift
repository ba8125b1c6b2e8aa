import CKernels

/// A program for several trials side by side: element i of a value is a block of numbers, one of each
/// trial, and begins at i × lanes.
///
/// The instructions are those of the program for one trial. What works on single elements or combines
/// whole rows runs on so many more columns; the rest has kernels of its own.
struct LaneCode {
  let instructions: [ck_instruction]
  let setup: [ck_instruction]

  init(_ program: Program, lanes: Int) {
    var widening = Widening(lanes: lanes)
    for constant in program.constants {
      widening.constants.formUnion(constant.offset..<constant.offset + constant.values.count)
    }
    setup = program.setup.flatMap { widening.widened($0) }
    for instruction in program.setup { widening.constants.formUnion(instruction.result.range) }
    instructions = program.instructions.flatMap { widening.widened($0) }
  }
}

/// Turns instructions on numbers into instructions on blocks.
private struct Widening {
  let lanes: Int
  /// Where numbers lie that all trials share.
  var constants: Set<Int> = []

  func widened(_ instruction: ck_instruction) -> [ck_instruction] {
    var wide = instruction
    wide.out *= Int64(lanes)
    wide.a *= Int64(lanes)
    wide.b *= Int64(lanes)
    wide.c *= Int64(lanes)
    wide.out_row *= Int32(lanes)
    switch instruction.form {
    case .unary: wide.columns *= Int32(lanes)
    case .columnReduction:
      wide.columns *= Int32(lanes)
      wide.a_row *= Int32(lanes)
    case .binary: return binary(wide, instruction)
    case .product, .copy, .rowReduction, .softmax, .logSoftmax, .oneHot:
      wide.opcode = Self.opcode(for: ck_opcode(instruction.opcode)).rawValue
    }
    return [wide]
  }

  private static func opcode(for opcode: ck_opcode) -> ck_opcode {
    switch opcode {
    case CK_MATMUL: CK_LANES_MATMUL
    case CK_AFFINE: CK_LANES_AFFINE
    case CK_COPY: CK_LANES_COPY
    case CK_SUM_ROWS: CK_LANES_SUM_ROWS
    case CK_MAXIMUM_ROWS: CK_LANES_MAXIMUM_ROWS
    case CK_MINIMUM_ROWS: CK_LANES_MINIMUM_ROWS
    case CK_SOFTMAX: CK_LANES_SOFTMAX
    case CK_LOG_SOFTMAX: CK_LANES_LOG_SOFTMAX
    case CK_ONE_HOT: CK_LANES_ONE_HOT
    default: preconditionFailure("works on blocks as it is")
    }
  }

  /// An operand that is one number for a whole row lies in one block, which is read again for each of
  /// the row's blocks: then these are the kernel's rows. A constant is the same number for all.
  private func binary(_ wide: ck_instruction, _ narrow: ck_instruction) -> [ck_instruction] {
    var wide = wide
    wide.a_row *= Int32(lanes)
    wide.b_row *= Int32(lanes)
    let isSingle = narrow.rows == 1
    let repeatsA = narrow.a_column == 0 && !(isSingle && constants.contains(Int(narrow.a)))
    let repeatsB = narrow.b_column == 0 && !(isSingle && constants.contains(Int(narrow.b)))
    guard repeatsA || repeatsB else {
      wide.columns *= Int32(lanes)
      return [wide]
    }
    return (0..<Int64(narrow.rows)).map { row in
      var call = wide
      call.out += row * Int64(wide.out_row)
      call.a += row * Int64(wide.a_row)
      call.b += row * Int64(wide.b_row)
      call.rows = narrow.columns
      call.columns = Int32(lanes)
      call.out_row = Int32(lanes)
      call.a_row = Int32(lanes) * narrow.a_column
      call.b_row = Int32(lanes) * narrow.b_column
      call.a_column = narrow.a_column == 0 && !repeatsA ? 0 : 1
      call.b_column = narrow.b_column == 0 && !repeatsB ? 0 : 1
      return call
    }
  }
}
