import Autodiff
import Experiments

/// The computational graph of an explained computation.
enum GraphPart {
  static func parts(_ explanation: Explanation) -> [Report.Part] {
    var places: [String: Int] = [:]
    var nodes: [ComputationGraph.Node] = []
    for (place, step) in explanation.steps.enumerated() {
      var inputs: [Int] = []
      for local in step.locals {
        if let input = places[local.name], !inputs.contains(input) { inputs.append(input) }
      }
      nodes.append(
        ComputationGraph.Node(
          name: step.name, formula: step.formula, value: text(step.value),
          gradient: step.gradient.map { text($0) }, inputs: inputs))
      places[step.name] = place
    }
    guard !nodes.isEmpty else { return [] }
    return [.graph(ComputationGraph(caption: "The computational graph", nodes: nodes))]
  }

  private static func text(_ tensor: Tensor) -> String {
    tensor.shape.rank == 0
      ? NumberText(tensor.values[0]).written(.ascii) : "shape \(tensor.shape)"
  }
}
