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
