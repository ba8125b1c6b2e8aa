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
    SplitProgram.Access(reads: operands, writes: [result] + (space.map { [$0] } ?? []))
  }

  /// Each member's part; nil where it has none. What cannot be cut is the first member's.
  func pieces(_ cut: MatrixCut) -> [ck_instruction?] {
    let matrix = asMatrix
    guard let parts = matrix.parts(cut) else {
      return [self] + Array(repeating: nil, count: cut.members - 1)
    }
    return parts.map { matrix.piece($0) }
  }

  private func parts(_ cut: MatrixCut) -> [MatrixCut.Part]? {
    let (rows, columns) = (Int(rows), Int(columns))
    if form == .copy && a_row == 1 && a_column > 1 {
      // A matrix is turned as its own rows and columns are cut.
      return cut.parts(rows: columns, columns: rows)?.map {
        MatrixCut.Part(rows: $0.columns, columns: $0.rows)
      }
    }
    return cut.parts(rows: rows, columns: columns, cutsRows: cutsRows, cutsColumns: cutsColumns)
  }

  private var cutsRows: Bool {
    switch form {
    case .unary, .binary, .product, .copy, .rowReduction, .softmax, .oneHot: true
    case .logSoftmax: space == nil
    // A sum is never cut.
    case .columnReduction: false
    }
  }

  private var cutsColumns: Bool {
    switch form {
    case .unary, .binary, .product, .copy, .columnReduction: true
    case .rowReduction, .softmax, .logSoftmax, .oneHot: false
    }
  }

  /// Elements that are computed in one long row, as the matrix that they are.
  private var asMatrix: ck_instruction {
    guard rows == 1, form == .unary || form == .binary, out_row > 0, out_row < columns else {
      return self
    }
    var matrix = self
    matrix.rows = columns / out_row
    matrix.columns = out_row
    matrix.a_row = out_row * a_column
    matrix.b_row = out_row * b_column
    return matrix
  }

  private func piece(_ part: MatrixCut.Part) -> ck_instruction {
    var piece = self
    let (row, column) = (Int64(part.rows.lowerBound), Int64(part.columns.lowerBound))
    piece.rows = Int32(part.rows.count)
    piece.columns = Int32(part.columns.count)
    switch form {
    case .unary, .copy:
      piece.a += row * Int64(a_row) + column * Int64(a_column)
    case .binary:
      piece.a += row * Int64(a_row) + column * Int64(a_column)
      piece.b += row * Int64(b_row) + column * Int64(b_column)
    case .product:
      piece.a += row * Int64(a_row)
      piece.b += column
      piece.c += column * Int64(b_column)
    case .columnReduction: piece.a += column
    case .rowReduction, .softmax, .logSoftmax: piece.a += row * Int64(columns)
    case .oneHot: piece.a += row
    }
    switch form {
    case .rowReduction: piece.out += row
    case .columnReduction: piece.out += column
    default: piece.out += row * Int64(out_row) + column
    }
    return piece
  }
}
