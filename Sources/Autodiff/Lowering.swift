import CKernels

/// Turns the nodes of a planned graph into kernel calls.
struct Lowering {
  let graph: Graph
  let plan: MemoryPlan
  private(set) var instructions: [ck_instruction] = []
  private(set) var setup: [ck_instruction] = []

  init(_ graph: Graph, _ plan: MemoryPlan) {
    self.graph = graph
    self.plan = plan
    for index in graph.nodes.indices
    where plan.analysis.roots[index] == index && !plan.fusion.isAbsorbed[index] {
      let code = lower(graph.nodes[index], index)
      if plan.analysis.isConstant[index] { setup += code } else { instructions += code }
    }
    for copy in plan.copies {
      let call = Call(
        CK_COPY, rows: 1, columns: graph.nodes[copy.source].shape.count,
        out: copy.destination, a: plan.offset(copy.source), aColumn: 1)
      instructions.append(call.instruction)
    }
  }

  private func lower(_ node: Node, _ index: Int) -> [ck_instruction] {
    if let kernel = plan.fusion.kernels[index] { return fused(kernel, index) }
    return switch node.operation.kind.form {
    case .leaf: []
    case .unary: [unary(node, index).instruction]
    case .binary: [binary(node, index).instruction]
    case .structured: structured(node, index).map { $0.instruction }
    }
  }

  private func fused(_ kernel: Fusion.Kernel, _ index: Int) -> [ck_instruction] {
    switch kernel.work {
    case .affine: structured(plan.fusion.structured(index), index).map { $0.instruction }
    case .elementwise(let opcode):
      [
        Call(
          opcode, columns: graph.nodes[index].shape.count,
          outRow: graph.nodes[index].shape.columns, out: plan.offset(index),
          a: plan.offset(kernel.inputs[0].index), aColumn: 1,
          b: plan.offset(kernel.inputs[1].index), bColumn: 1
        ).instruction
      ]
    }
  }

  private func unary(_ node: Node, _ index: Int) -> Call {
    Call(
      node.operation.opcode, columns: node.shape.count, outRow: node.shape.columns,
      out: plan.offset(index), a: plan.offset(node.inputs[0].index), aColumn: 1)
  }

  private func binary(_ node: Node, _ index: Int) -> Call {
    let shapes = node.inputs.map { graph.shape(of: $0) }
    // Where each operand is as large as the result or a single number, one long row does.
    let isFlat = shapes.allSatisfy { $0.count == node.shape.count || $0.count == 1 }
    let shape = isFlat ? Shape.vector(node.shape.count) : node.shape
    let steps = shapes.map { operand in
      Self.steps(of: isFlat ? .vector(operand.count) : operand, in: shape)
    }
    return Call(
      node.operation.opcode, rows: shape.rows, columns: shape.columns, outRow: node.shape.columns,
      out: plan.offset(index), a: plan.offset(node.inputs[0].index), aRow: steps[0].row,
      aColumn: steps[0].column,
      b: plan.offset(node.inputs[1].index), bRow: steps[1].row, bColumn: steps[1].column)
  }

  /// The steps in memory from row to row and from column to column of a value that is repeated to
  /// a larger shape.
  private static func steps(of operand: Shape, in shape: Shape) -> (row: Int, column: Int) {
    (
      operand.rows == 1 && shape.rows > 1 ? 0 : operand.columns,
      operand.columns == 1 && shape.columns > 1 ? 0 : 1
    )
  }

  private func structured(_ node: Node, _ index: Int) -> [Call] {
    let x = graph.shape(of: node.inputs[0])
    switch node.operation {
    case .matmul(let transposeLeft, let transposeRight):
      let plan = ProductPlan(
        node, transposeLeft: transposeLeft, transposeRight: transposeRight, in: graph)
      return product(plan, index)
    case .transpose: return [copy(node, index, row: 1, column: x.columns)]
    case .broadcast(let shape):
      let steps = Self.steps(of: x, in: shape)
      return [copy(node, index, row: steps.row, column: steps.column)]
    case .sum(let axis), .maximumOver(let axis), .minimumOver(let axis):
      return [reading(node, index, as: axis == nil ? .vector(x.count) : x)]
    case .softmax, .logSoftmax: return [reading(node, index, as: x)]
    case .oneHot(let classes): return [reading(node, index, as: .matrix(x.count, classes))]
    case .constant, .input, .parameter, .reshape, .negate, .square, .exp, .ln, .sqrt, .abs, .sin,
      .cos, .tan, .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF,
      .step, .sign, .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal,
      .logisticLoss:
      preconditionFailure("\(node.operation.name) is not structured")
    }
  }

  private func copy(_ node: Node, _ index: Int, row: Int, column: Int) -> Call {
    Call(
      node.operation.opcode, rows: node.shape.rows, columns: node.shape.columns,
      out: plan.offset(index), a: plan.offset(node.inputs[0].index), aRow: row, aColumn: column)
  }

  /// A kernel over the rows of its only input.
  private func reading(_ node: Node, _ index: Int, as shape: Shape) -> Call {
    Call(
      node.operation.opcode, rows: shape.rows, columns: shape.columns, out: plan.offset(index),
      a: plan.offset(node.inputs[0].index), aRow: shape.columns, b: plan.scratch(index))
  }

  private func product(_ product: ProductPlan, _ index: Int) -> [Call] {
    var calls: [Call] = []
    var right = plan.offset(product.right.node.index)
    var step = product.right.inner
    if product.packs {
      let scratch = plan.scratch(index)
      calls.append(
        Call(
          CK_COPY, rows: product.inner, columns: product.columns, out: scratch, a: right,
          aRow: step, aColumn: product.right.outer))
      right = scratch
      step = product.columns
    }
    let bias = plan.fusion.kernels[index]?.inputs.last
    let isVector = bias.map { graph.shape(of: $0).count > 1 } ?? false
    calls.append(
      Call(
        bias == nil ? CK_MATMUL : CK_AFFINE, rows: product.rows, columns: product.columns,
        inner: product.inner, out: plan.offset(index), a: plan.offset(product.left.node.index),
        aRow: product.left.outer, aColumn: product.left.inner, b: right, bRow: step,
        bColumn: isVector ? 1 : 0, c: bias.map { plan.offset($0.index) } ?? 0))
    return calls
  }
}

/// An instruction by its named parts, zero where they do not count.
///
/// What is computed element by element in one long row has as `outRow` the columns of the matrix that it
/// is.
private struct Call {
  let instruction: ck_instruction

  init(
    _ opcode: ck_opcode, rows: Int = 1, columns: Int, inner: Int = 0, outRow: Int? = nil, out: Int,
    a: Int, aRow: Int = 0, aColumn: Int = 0, b: Int = 0, bRow: Int = 0, bColumn: Int = 0, c: Int = 0
  ) {
    instruction = ck_instruction(
      opcode: opcode.rawValue, rows: Int32(rows), columns: Int32(columns), inner: Int32(inner),
      out_row: Int32(outRow ?? columns), a_row: Int32(aRow), a_column: Int32(aColumn),
      b_row: Int32(bRow), b_column: Int32(bColumn),
      out: Int64(out), a: Int64(a), b: Int64(b), c: Int64(c))
  }
}
