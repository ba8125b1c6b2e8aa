import CKernels

// What instructions have in common, whatever their opcode.
extension ck_instruction {
  enum Form {
    /// f(a) at each element, with strides between rows.
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

  /// What it writes.
  var result: ArenaRegion { region(resultFields) }

  /// What it reads.
  var operands: [ArenaRegion] { operandFields.map(region) }

  /// What a logarithm of softmax of wide rows works in besides its result: a row for all of them.
  var space: ArenaRegion? {
    guard form == .logSoftmax, columns > CK_GROUP else { return nil }
    return region(Fields(\.b, rows: .one, columns: .single(\.columns)))
  }

  /// The fields that say where an operand or the result lies: two nested loops over its elements.
  struct Fields {
    let start: WritableKeyPath<ck_instruction, Int64>
    let rows: Loop
    let columns: Loop

    init(_ start: WritableKeyPath<ck_instruction, Int64>, rows: Loop, columns: Loop) {
      self.start = start
      self.rows = rows
      self.columns = columns
    }
  }

  enum Loop {
    /// A single time.
    case one
    /// From element to element.
    case single(KeyPath<ck_instruction, Int32>)
    /// By steps as wide as the rows.
    case wide(KeyPath<ck_instruction, Int32>)
    /// By steps that a field gives.
    case steps(KeyPath<ck_instruction, Int32>, by: WritableKeyPath<ck_instruction, Int32>)
  }

  var resultFields: Fields {
    switch form {
    case .rowReduction: Fields(\.out, rows: .one, columns: .single(\.rows))
    case .columnReduction: Fields(\.out, rows: .one, columns: .single(\.columns))
    case .unary, .binary, .product, .copy:
      Fields(\.out, rows: .steps(\.rows, by: \.out_row), columns: .single(\.columns))
    case .softmax, .logSoftmax, .oneHot:
      Fields(\.out, rows: .wide(\.rows), columns: .single(\.columns))
    }
  }

  var operandFields: [Fields] {
    switch form {
    case .unary, .columnReduction:
      [Fields(\.a, rows: .steps(\.rows, by: \.a_row), columns: .single(\.columns))]
    case .binary:
      [
        Fields(
          \.a, rows: .steps(\.rows, by: \.a_row), columns: .steps(\.columns, by: \.a_column)),
        Fields(
          \.b, rows: .steps(\.rows, by: \.b_row), columns: .steps(\.columns, by: \.b_column)),
      ]
    case .product:
      [
        Fields(\.a, rows: .steps(\.rows, by: \.a_row), columns: .steps(\.inner, by: \.a_column)),
        Fields(\.b, rows: .steps(\.inner, by: \.b_row), columns: .single(\.columns)),
      ] + (opcode == CK_AFFINE.rawValue ? [biasFields] : [])
    case .copy:
      [Fields(\.a, rows: .steps(\.rows, by: \.a_row), columns: .steps(\.columns, by: \.a_column))]
    case .rowReduction, .softmax, .logSoftmax:
      [Fields(\.a, rows: .wide(\.rows), columns: .single(\.columns))]
    case .oneHot: [Fields(\.a, rows: .one, columns: .single(\.rows))]
    }
  }

  private var biasFields: Fields {
    Fields(\.c, rows: .one, columns: .steps(\.columns, by: \.b_column))
  }

  /// How often a loop is gone through, and how far a step goes.
  func extent(_ loop: Loop) -> (count: Int, step: Int) {
    switch loop {
    case .one: (1, 0)
    case .single(let count): (Int(self[keyPath: count]), 1)
    case .wide(let count): (Int(self[keyPath: count]), Int(columns))
    case .steps(let count, let step): (Int(self[keyPath: count]), Int(self[keyPath: step]))
    }
  }

  private func region(_ fields: Fields) -> ArenaRegion {
    ArenaRegion(
      start: Int(self[keyPath: fields.start]), extent(fields.rows), extent(fields.columns))
  }
}
