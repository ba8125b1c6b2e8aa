/// A computation in Mermaid's language, which GitHub draws.
enum MermaidGraph {
  static func draw(_ graph: ComputationGraph) -> String {
    var lines = ["flowchart " + (GraphLayout(graph).isVertical ? "TB" : "LR")]
    for (index, node) in graph.nodes.enumerated() {
      let formula = node.formula.isEmpty ? node.name : "\(node.name) = \(node.formula)"
      let gradient = node.gradient.map { "<br>∇ \(escaped($0))" } ?? ""
      lines.append("  n\(index)[\"\(escaped(formula))<br>\(escaped(node.value))\(gradient)\"]")
    }
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs { lines.append("  n\(input) --> n\(index)") }
    }
    return lines.joined(separator: "\n")
  }

  /// Mermaid reads `#name;` as a character's code.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\"": result += "#quot;"
      case "<": result += "#lt;"
      case ">": result += "#gt;"
      case "#": result += "#35;"
      case "&": result += "#amp;"
      default: result.append(character)
      }
    }
    return result
  }
}
