extension Interpreter {
  /// An operation that mixes elements, on its inputs.
  static func structured(_ node: Node, _ inputs: [Matrix]) -> [Element] {
    let x = inputs[0]
    switch node.operation {
    case .matmul(let transposeLeft, let transposeRight):
      return product(node.shape, x, transposeLeft, inputs[1], transposeRight)
    case .transpose: return elements(node.shape) { row, column in x[column, row] }
    case .reshape: return x.values
    case .broadcast: return elements(node.shape) { row, column in x.broadcast(row, column) }
    case .sum(let axis):
      return reduce(x, node, axis, alongRows: laneSum, downColumns: { $0.reduce(0, +) })
    case .maximumOver(let axis):
      let start = -Element.infinity
      return reduce(
        x, node, axis, alongRows: { lanes($0, start, maximum) },
        downColumns: { $0.reduce(start, maximum) })
    case .minimumOver(let axis):
      let start = Element.infinity
      return reduce(
        x, node, axis, alongRows: { lanes($0, start, minimum) },
        downColumns: { $0.reduce(start, minimum) })
    case .softmax: return (0..<x.rows).flatMap { softmax(x.row($0)) }
    case .logSoftmax: return (0..<x.rows).flatMap { logSoftmax(x.row($0)) }
    case .oneHot(let classes):
      return x.values.flatMap { index in (0..<classes).map { Element($0) == index ? 1 : 0 } }
    case .constant, .input, .parameter, .negate, .square, .exp, .ln, .sqrt, .abs, .sin, .cos, .tan,
      .tanh, .sigmoid, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .normalCDF, .step, .sign,
      .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal, .logisticLoss:
      preconditionFailure("\(node.operation.name) is not structured")
    }
  }

  private static func product(
    _ shape: Shape, _ a: Matrix, _ transposeLeft: Bool, _ b: Matrix, _ transposeRight: Bool
  ) -> [Element] {
    let inner = transposeLeft ? a.rows : a.columns
    return elements(shape) { row, column in
      var sum: Element = 0
      for k in 0..<inner {
        let left = transposeLeft ? a[k, row] : a[row, k]
        let right = transposeRight ? b[column, k] : b[k, column]
        sum.addProduct(left, right)
      }
      return sum
    }
  }

  /// Reduces everything, each row, or each column; `downColumns` takes a column's elements in
  /// order.
  private static func reduce(
    _ x: Matrix, _ node: Node, _ axis: Int?, alongRows: ([Element]) -> Element,
    downColumns: ([Element]) -> Element
  ) -> [Element] {
    guard let axis, node.shape.rank == 1 else { return [alongRows(x.values)] }
    return axis == 0
      ? (0..<x.columns).map { downColumns(x.column($0)) }
      : (0..<x.rows).map { alongRows(x.row($0)) }
  }

  /// The sum in 16 lanes and blocks of 4096 elements.
  static func laneSum(_ values: [Element]) -> Element {
    var total: Element = 0
    for start in stride(from: 0, to: values.count, by: 4096) {
      total += lanes(Array(values[start..<min(start + 4096, values.count)]), 0, +)
    }
    return total
  }

  /// Element i goes to lane i mod 16; then the fixed tree.
  private static func lanes(
    _ values: [Element], _ start: Element, _ combine: (Element, Element) -> Element
  ) -> Element {
    var lanes = [Element](repeating: start, count: 16)
    for (index, value) in values.enumerated() {
      lanes[index % 16] = combine(lanes[index % 16], value)
    }
    for width in [8, 4, 2, 1] {
      for lane in 0..<width { lanes[lane] = combine(lanes[lane], lanes[lane + width]) }
    }
    return lanes[0]
  }

  private static func softmax(_ row: [Element]) -> [Element] {
    let largest = lanes(row, -Element.infinity, maximum)
    let powers = row.map { Element.elementary(.exp, $0 - largest) }
    let total = laneSum(powers)
    return powers.map { $0 / total }
  }

  private static func logSoftmax(_ row: [Element]) -> [Element] {
    let largest = lanes(row, -Element.infinity, maximum)
    let total = laneSum(row.map { Element.elementary(.exp, $0 - largest) })
    let logarithm = Element.elementary(.ln, total)
    return row.map { ($0 - largest) - logarithm }
  }
}
