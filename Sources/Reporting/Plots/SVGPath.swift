/// Coordinates with at most one decimal, written without the platform's formatter.
enum SVGNumber {
  static func text(_ value: Double) -> String {
    // Far outside the picture nothing is seen; the bound keeps the whole number in range.
    let tenths = Int((min(1e6, max(-1e6, value)) * 10).rounded())
    let whole = String(tenths.magnitude / 10)
    let rest = tenths.magnitude % 10
    return (tenths < 0 ? "-" : "") + whole + (rest == 0 ? "" : "." + String(rest))
  }
}

/// The line of a series.
enum SVGPath {
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  /// A path through the points. Where many fall on one pixel column, it keeps the first, the
  /// lowest, the highest and the last of them, which draws the same line (the M4 aggregation of
  /// Jugel and others, 2014).
  static func thinned(_ points: [Point]) -> String {
    let kept = points.count > 1000 ? columnExtremes(points) : points
    var path = ""
    var last: Point?
    for point in kept where point != last {
      path += last == nil ? "M" : "L"
      path += SVGNumber.text(point.x) + " " + SVGNumber.text(point.y)
      last = point
    }
    // A single point has no line; a stub of no length shows it with round caps.
    return kept.count == 1 ? path + "h0" : path
  }

  /// Points far enough from the one before to be told apart, and the last.
  static func apart(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    for point in points {
      if let last = kept.last, (point.x - last.x).magnitude + (point.y - last.y).magnitude < 6 {
        continue
      }
      kept.append(point)
    }
    if let last = points.last, kept.last != last { kept.append(last) }
    return kept
  }

  private static func columnExtremes(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = points[start].x.rounded(.down)
      var end = start
      var (low, high) = (start, start)
      while end < points.count, points[end].x.rounded(.down) == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      for index in [start, min(low, high), max(low, high), end - 1] { kept.append(points[index]) }
      start = end
    }
    return kept
  }
}

/// The marks that tell series apart without colour.
enum SVGMark {
  /// The class that gives a series its colour and dashes.
  static func className(of series: Plot.Series, _ index: Int) -> String {
    switch series.style {
    case .backdrop: "backdrop"
    case .path: "path s\(index % 8)"
    case .curve, .measured, .scatter, .bars, .fit: "s\(index % 8)"
    }
  }

  static func draw(_ series: Int, at point: SVGPath.Point, radius: Double) -> String {
    let (x, y) = (SVGNumber.text(point.x), SVGNumber.text(point.y))
    func text(_ factor: Double) -> String { SVGNumber.text(factor * radius) }
    switch series % 4 {
    case 0:
      return "<circle class=\"mark\" cx=\"\(x)\" cy=\"\(y)\" r=\"\(text(1))\"/>"
    case 1:
      let corner = (SVGNumber.text(point.x - radius), SVGNumber.text(point.y - radius))
      return "<rect class=\"mark\" x=\"\(corner.0)\" y=\"\(corner.1)\""
        + " width=\"\(text(2))\" height=\"\(text(2))\"/>"
    case 2:
      let top = SVGNumber.text(point.y - 1.2 * radius)
      let path = "M\(x) \(top)l\(text(1.2)) \(text(2.1))h\(text(-2.4))z"
      return "<path class=\"mark\" d=\"\(path)\"/>"
    default:
      let top = SVGNumber.text(point.y - 1.3 * radius)
      let (plus, minus) = (text(1.3), text(-1.3))
      let path = "M\(x) \(top)l\(plus) \(plus)l\(minus) \(plus)l\(minus) \(minus)z"
      return "<path class=\"mark\" d=\"\(path)\"/>"
    }
  }
}

/// The names of the series below a plot.
enum SVGLegend {
  /// Longer names stand below each other, and end in an ellipsis where even so there is no room.
  private static let longestBeside = 34
  private static let longest = 84

  static func perRow(_ plot: Plot) -> Int {
    plot.series.allSatisfy { $0.name.count <= longestBeside } ? 2 : 1
  }

  static let rowHeight = 24.0
  private static let columnWidth = 296.0

  static func draw(_ plot: Plot, left: Double, top: Double) -> String {
    var svg = "<g class=\"legend\">"
    var place = 0
    let perRow = perRow(plot)
    for (index, series) in plot.series.enumerated() {
      let x = left + Double(place % perRow) * columnWidth
      let y = top + Double(place / perRow) * rowHeight
      let name = SVGMark.className(of: series, index)
      let (start, middle) = (SVGNumber.text(x), SVGNumber.text(y))
      svg += "<g class=\"\(name)\">"
      if series.style != .scatter {
        svg += "<path class=\"line\" d=\"M\(start) \(middle)h28\"/>"
      }
      if series.style != .backdrop, series.style != .fit {
        svg += SVGMark.draw(index, at: SVGPath.Point(x: x + 14, y: y), radius: 3.5)
      }
      let label = (SVGNumber.text(x + 36), SVGNumber.text(y + 4))
      svg +=
        "<text x=\"\(label.0)\" y=\"\(label.1)\">\(Escape.html(shortened(series.name)))</text></g>"
      place += 1
    }
    return svg + "</g>\n"
  }

  private static func shortened(_ name: String) -> String {
    name.count <= longest ? name : name.prefix(longest - 1) + "…"
  }
}
