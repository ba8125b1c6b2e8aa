import CKernels

extension Program {
  /// About how many operations a run takes: two for each term of a product, one for each element, and
  /// some dozens where that is a function.
  package var operationCount: Int {
    instructions.reduce(0) { total, instruction in
      let count = instruction.result.count
      return switch instruction.form {
      case .product: total + 2 * count * Int(instruction.inner)
      case .unary: total + (instruction.isFunction ? 30 : 1) * count
      case .softmax, .logSoftmax: total + 30 * count
      case .binary, .copy, .oneHot: total + count
      case .rowReduction, .columnReduction: total + instruction.operands[0].count
      }
    }
  }
}

extension ck_instruction {
  /// Whether what it does to an element takes more than an instruction or two.
  fileprivate var isFunction: Bool {
    switch ck_opcode(opcode) {
    case CK_NEGATE, CK_SQUARE, CK_SQRT, CK_ABS, CK_RELU, CK_LEAKY_RELU, CK_STEP, CK_SIGN: false
    default: true
    }
  }
}
