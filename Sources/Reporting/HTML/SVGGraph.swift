/// Draws a computation from left to right, each quantity one column after the last of its inputs.
enum SVGGraph {
  private static let box = (width: 128.0, height: 58.0)
  private static let gap = (x: 32.0, y: 18.0)

  static func draw(_ graph: ComputationGraph, id: String) -> String {
    let places = layout(graph)
    let columns = (places.map(\.column).max() ?? 0) + 1
    let rows = (places.map(\.row).max() ?? 0) + 1
    let width = Double(columns) * (box.width + gap.x) - gap.x + 4
    let height = Double(rows) * (box.height + gap.y) - gap.y + 4
    let size = "\(SVGNumber.text(width)) \(SVGNumber.text(height))"
    var svg = "<svg class=\"graph\" viewBox=\"0 0 \(size)\" role=\"img\""
    svg += " style=\"max-width:\(SVGNumber.text(width * 1.1))px;"
    svg += "min-width:\(SVGNumber.text(width * 0.8))px\""
    svg += " aria-labelledby=\"\(id)-t \(id)-d\">\n"
    svg += "<title id=\"\(id)-t\">\(Escape.html(graph.caption))</title>\n"
    svg += "<desc id=\"\(id)-d\">\(Escape.html(description(of: graph)))</desc>\n"
    for (target, node) in graph.nodes.enumerated() {
      for input in node.inputs { svg += edge(from: places[input], to: places[target]) }
    }
    for (index, node) in graph.nodes.enumerated() { svg += draw(node, at: places[index]) }
    return svg + "</svg>\n"
  }

  static func description(of graph: ComputationGraph) -> String {
    graph.nodes.map { node in
      let formula = node.formula.isEmpty ? "" : " = \(node.formula)"
      let gradient = node.gradient.map { ", gradient \($0)" } ?? ""
      return "\(node.name)\(formula) = \(node.value)\(gradient)"
    }.joined(separator: "; ") + "."
  }

  private struct Place {
    var column: Int
    var row: Int

    var x: Double { 2 + Double(column) * (box.width + gap.x) }
    var y: Double { 2 + Double(row) * (box.height + gap.y) }
  }

  /// The column is the longest way from the inputs; leaves stand just before their first use.
  private static func layout(_ graph: ComputationGraph) -> [Place] {
    var columns = [Int](repeating: 0, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs { columns[index] = max(columns[index], columns[input] + 1) }
    }
    var earliest = [Int?](repeating: nil, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs {
        earliest[input] = min(earliest[input] ?? Int.max, columns[index])
      }
    }
    for (index, node) in graph.nodes.enumerated() where node.inputs.isEmpty {
      if let use = earliest[index] { columns[index] = use - 1 }
    }
    var used: [Int: Int] = [:]
    var places = columns.map { Place(column: $0, row: 0) }
    // What is computed stands in the first rows, so that the main way is a straight line.
    let computed = graph.nodes.indices.filter { !graph.nodes[$0].inputs.isEmpty }
    let leaves = graph.nodes.indices.filter { graph.nodes[$0].inputs.isEmpty }
    for index in computed + leaves {
      places[index].row = used[columns[index], default: 0]
      used[columns[index], default: 0] += 1
    }
    return places
  }

  private static func edge(from start: Place, to end: Place) -> String {
    let (x1, y1) = (start.x + box.width, start.y + box.height / 2)
    let (x2, y2) = (end.x - 1, end.y + box.height / 2)
    let bend = max(20, (x2 - x1) / 2)
    let numbers = [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2].map(SVGNumber.text)
    let curve = "M\(numbers[0]) \(numbers[1])C\(numbers[2...].joined(separator: " "))"
    let head = "m-7 -4l7 4l-7 4"
    return "<path class=\"edge\" d=\"\(curve)\(head)\"/>\n"
  }

  private static func draw(_ node: ComputationGraph.Node, at place: Place) -> String {
    let (x, y) = (SVGNumber.text(place.x), SVGNumber.text(place.y))
    let kind = node.inputs.isEmpty ? "leaf" : "computed"
    var svg = "<g class=\"node \(kind)\"><rect x=\"\(x)\" y=\"\(y)\""
    svg += " width=\"\(SVGNumber.text(box.width))\" height=\"\(SVGNumber.text(box.height))\""
    svg += " rx=\"6\"/>"
    let formula = node.formula.isEmpty ? node.name : "\(node.name) = \(node.formula)"
    let gradient = node.gradient.map { "∇ \($0)" }
    let lines = [shortened(formula), node.value] + (gradient.map { [$0] } ?? [])
    for (index, line) in lines.enumerated() {
      let baseline = SVGNumber.text(place.y + 17 + Double(index) * 16)
      let middle = SVGNumber.text(place.x + box.width / 2)
      let name = ["name", "value", "gradient"][index]
      svg += "<text class=\"\(name)\" x=\"\(middle)\" y=\"\(baseline)\" text-anchor=\"middle\">"
      svg += FormulaMarkup.plain(line) + "</text>"
    }
    return svg + "</g>\n"
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 19 ? text : text.prefix(18) + "…"
  }
}
