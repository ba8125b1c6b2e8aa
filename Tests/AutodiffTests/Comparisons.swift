import Testing

@testable import Autodiff

/// Whether two tensors hold the same bits; any NaN equals any other.
func sameBits(_ a: Tensor, _ b: Tensor) -> Bool {
  a.shape.count == b.shape.count
    && zip(a.values, b.values).allSatisfy {
      $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
    }
}

/// Runs a graph compiled and interpreted and demands equal bits of all outputs and gradients, in
/// both precisions and at every level that this machine has.
func expectCompiledEqualsInterpreted(
  _ graph: Graph, parameters: [NodeID], gradients: [NodeID], outputs: [NodeID],
  feeds: [NodeID: Tensor], _ comment: String
) throws {
  try graph.verify()
  let program = Program(
    graph, parameters: parameters, gradients: gradients, outputs: outputs, stateSlots: 1)
  compare(Double.self, program, graph, parameters, gradients, outputs, feeds, comment)
  compare(Float.self, program, graph, parameters, gradients, outputs, feeds, comment)
}

private func compare<Element: Real>(
  _ type: Element.Type, _ program: Program, _ graph: Graph, _ parameters: [NodeID],
  _ gradients: [NodeID], _ outputs: [NodeID], _ feeds: [NodeID: Tensor], _ comment: String
) {
  let expected = Interpreter<Element>.evaluate(graph, feeds: feeds)
  for level in SIMDLevel.available {
    let workspace = Workspace<Element>([program], level: level)
    for (node, tensor) in feeds { workspace.store(tensor, at: program.offset(of: node)) }
    // Twice: a run must leave its inputs and constants as they are.
    for run in 1...2 {
      workspace.run(program)
      var gradientOffset = program.parameterCount
      for gradient in gradients {
        let value = workspace.tensor(graph.shape(of: gradient), at: gradientOffset)
        gradientOffset += value.shape.count
        #expect(
          sameBits(value, expected[gradient.index]),
          "\(comment), gradient, \(type) \(level), run \(run)")
      }
      for output in outputs {
        let value = workspace.tensor(graph.shape(of: output), at: program.offset(of: output))
        #expect(
          sameBits(value, expected[output.index]),
          "\(comment), node \(output.index), \(type) \(level), run \(run)")
      }
    }
  }
}

/// The largest difference between a gradient and central finite differences, relative to the
/// largest element of either.
func differenceFromFiniteDifferences(
  _ graph: Graph, of node: NodeID, gradients: [NodeID], parameters: [NodeID],
  feeds: [NodeID: Tensor], step: Double = 1e-5
) -> Double {
  let values = Interpreter<Double>.evaluate(graph, feeds: feeds)
  var worst = 0.0
  for (parameter, gradient) in zip(parameters, gradients) {
    let claimed = values[gradient.index].values
    var found: [Double] = []
    // Of a large tensor a dozen elements, spread evenly.
    let stride = max(1, claimed.count / 12)
    let sample = Array(Swift.stride(from: 0, to: claimed.count, by: stride))
    for index in sample {
      let sides = [step, -step].map { change in
        var moved = feeds
        moved[parameter]?.values[index] += change
        return Interpreter<Double>.evaluate(graph, feeds: moved)[node.index].values[0]
      }
      found.append((sides[0] - sides[1]) / (2 * step))
    }
    let scale = max(1, (claimed + found).map { $0.magnitude }.max() ?? 0)
    for (index, b) in zip(sample, found) {
      worst = max(worst, (claimed[index] - b).magnitude / scale)
    }
  }
  return worst
}
