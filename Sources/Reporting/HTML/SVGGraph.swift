/// Draws a computation as boxes and arrows: name and formula, value, gradient.
enum SVGGraph {
  private static let box = (width: 152.0, height: 58.0)
  private static let gap = (along: 30.0, across: 16.0)

  private struct Corner {
    var x: Double
    var y: Double
  }

  static func draw(_ graph: ComputationGraph, id: String) -> String {
    let layout = GraphLayout(graph)
    let corners = layout.places.map { corner(of: $0, isVertical: layout.isVertical) }
    let width = (corners.map(\.x).max() ?? 0) + box.width + 2
    let height = (corners.map(\.y).max() ?? 0) + box.height + 2
    var svg = "<svg class=\"graph\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\""
    svg += " viewBox=\"0 0 \(SVGNumber.text(width)) \(SVGNumber.text(height))\""
    svg += " style=\"max-width:\(SVGNumber.text(width * 1.1))px;"
    svg += "min-width:\(SVGNumber.text(width * 0.75))px\">\n"
    svg += "<title id=\"\(id)-t\">\(Escape.html(graph.caption))</title>\n"
    svg += "<desc id=\"\(id)-d\">\(Escape.html(description(of: graph)))</desc>\n"
    for (target, node) in graph.nodes.enumerated() {
      for input in node.inputs {
        svg += edge(from: corners[input], to: corners[target], isVertical: layout.isVertical)
      }
    }
    for (index, node) in graph.nodes.enumerated() { svg += draw(node, at: corners[index]) }
    return svg + "</svg>\n"
  }

  static func description(of graph: ComputationGraph) -> String {
    graph.nodes.map { node in
      let formula = node.formula.isEmpty ? "" : " = \(node.formula)"
      let gradient = node.gradient.map { ", gradient \($0)" } ?? ""
      return "\(node.name)\(formula) = \(node.value)\(gradient)"
    }.joined(separator: "; ") + "."
  }

  private static func corner(of place: GraphLayout.Place, isVertical: Bool) -> Corner {
    let (level, rank) = (Double(place.level), Double(place.rank))
    return isVertical
      ? Corner(x: 2 + rank * (box.width + gap.across), y: 2 + level * (box.height + gap.along))
      : Corner(x: 2 + level * (box.width + gap.along), y: 2 + rank * (box.height + gap.across))
  }

  private static func edge(from start: Corner, to end: Corner, isVertical: Bool) -> String {
    let points: [Double]
    if isVertical {
      let (x1, y1) = (start.x + box.width / 2, start.y + box.height)
      let (x2, y2) = (end.x + box.width / 2, end.y - 1)
      let bend = max(14, (y2 - y1) / 2)
      points = [x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2]
    } else {
      let (x1, y1) = (start.x + box.width, start.y + box.height / 2)
      let (x2, y2) = (end.x - 1, end.y + box.height / 2)
      let bend = max(14, (x2 - x1) / 2)
      points = [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2]
    }
    let numbers = points.map(SVGNumber.text)
    let curve = "M\(numbers[0]) \(numbers[1])C\(numbers[2...].joined(separator: " "))"
    let head = isVertical ? "m-4 -7l4 7l4 -7" : "m-7 -4l7 4l-7 4"
    return "<path class=\"edge\" d=\"\(curve)\(head)\"/>\n"
  }

  private static func draw(_ node: ComputationGraph.Node, at place: Corner) -> String {
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
    text.count <= 17 ? text : text.prefix(16) + "…"
  }
}
