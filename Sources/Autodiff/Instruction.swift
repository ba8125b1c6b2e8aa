import CKernels

// What instructions have in common, whatever their opcode.
extension ck_instruction {
  enum Form {
    /// f(a) at each of `columns` elements.
    case unary
    /// f(a, b) at each element, with strides.
    case binary
    /// A product of matrices.
    case product
    case copy
    /// A number of each row.
    case rowReduction
    /// A number of each column.
    case columnReduction
    case softmax
    case logSoftmax
    case oneHot
  }

  /// - Precondition: an instruction of a program for one trial.
  var form: Form {
    switch ck_opcode(opcode) {
    case CK_ADD, CK_SUBTRACT, CK_MULTIPLY, CK_DIVIDE, CK_POWER, CK_MAXIMUM, CK_MINIMUM, CK_EQUAL,
      CK_LOGISTIC_LOSS, CK_TANH_GRADIENT, CK_SIGMOID_GRADIENT, CK_RELU_GRADIENT:
      .binary
    case CK_MATMUL, CK_AFFINE: .product
    case CK_COPY: .copy
    case CK_SUM_ROWS, CK_MAXIMUM_ROWS, CK_MINIMUM_ROWS: .rowReduction
    case CK_SUM_COLUMNS, CK_MAXIMUM_COLUMNS, CK_MINIMUM_COLUMNS: .columnReduction
    case CK_SOFTMAX: .softmax
    case CK_LOG_SOFTMAX: .logSoftmax
    case CK_ONE_HOT: .oneHot
    default: .unary
    }
  }

  /// The places that it writes.
  var result: Range<Int> {
    let count =
      switch form {
      case .rowReduction: Int(rows)
      case .columnReduction, .unary: Int(columns)
      case .binary, .product, .copy, .softmax, .logSoftmax, .oneHot: Int(rows) * Int(columns)
      }
    return Int(out)..<Int(out) + count
  }

  /// The stretches in which lies all that it reads.
  var operands: [Range<Int>] {
    switch form {
    case .unary: [stretch(a, (columns, 1))]
    case .binary:
      [
        stretch(a, (rows, a_row), (columns, a_column)),
        stretch(b, (rows, b_row), (columns, b_column)),
      ]
    case .product:
      [
        stretch(a, (rows, a_row), (inner, a_column)), stretch(b, (inner, b_row), (columns, 1)),
      ] + (opcode == CK_AFFINE.rawValue ? [stretch(c, (columns, b_column))] : [])
    case .copy: [stretch(a, (rows, a_row), (columns, a_column))]
    case .rowReduction, .columnReduction, .softmax, .logSoftmax:
      [stretch(a, (rows, columns), (columns, 1))]
    case .oneHot: [stretch(a, (rows, 1))]
    }
  }

  private func stretch(_ start: Int64, _ steps: (count: Int32, step: Int32)...) -> Range<Int> {
    let last = steps.reduce(0) { $0 + Int($1.count - 1) * Int($1.step) }
    return Int(start)..<Int(start) + last + 1
  }
}
