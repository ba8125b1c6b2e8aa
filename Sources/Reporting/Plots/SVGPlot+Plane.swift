extension SVGPlot {
  /// Cells of a class that lie beside each other in a row are one rectangle.
  mutating func drawRegions(_ regions: Plot.Regions) {
    let width = (frame.right - frame.left) / Double(regions.columns)
    let height = (frame.bottom - frame.top) / Double(regions.rows)
    var paths: [Int: String] = [:]
    for row in 0..<regions.rows {
      let top = frame.bottom - Double(row + 1) * height
      var start = 0
      for column in 1...regions.columns {
        let first = regions.classes[row * regions.columns + start]
        if column < regions.columns, regions.classes[row * regions.columns + column] == first {
          continue
        }
        let numbers = [
          frame.left + Double(start) * width, top, Double(column - start) * width, height,
        ].map(SVGNumber.text)
        paths[first, default: ""] +=
          "M\(numbers[0]) \(numbers[1])h\(numbers[2])v\(numbers[3])h-\(numbers[2])z"
        start = column
      }
    }
    for index in paths.keys.sorted() {
      svg += "<g class=\"s\(index % 8)\"><path class=\"region\" d=\"\(paths[index] ?? "")\"/></g>\n"
    }
  }

  mutating func drawContours() {
    if !plot.contours.isEmpty { drawContours(plot.contours) }
  }

  private mutating func drawContours(_ contours: [[Plot.Point]]) {
    var path = ""
    for line in contours {
      path += SVGPath.thinned(
        line.compactMap { point in
          guard let x = x(point.x), let y = y(point.y) else { return nil }
          return SVGPath.Point(x: x, y: y)
        })
    }
    let name = plot.regions == nil ? "contour" : "boundary"
    svg += "<path class=\"\(name)\" d=\"\(path)\"/>\n"
  }

  /// Dashed, the names below each other at the top.
  mutating func drawMarkers() {
    for (index, marker) in plot.markers.enumerated() {
      guard let x = x(marker.x), (frame.left...frame.right).contains(x) else { continue }
      let isRight = x > (frame.left + frame.right) / 2
      svg += "<path class=\"marker\" d=\"M\(SVGNumber.text(x)) \(SVGNumber.text(frame.top))"
      svg += "V\(SVGNumber.text(frame.bottom))\"/><g class=\"ticks\">"
      text(
        marker.name, x + (isRight ? -6 : 6), frame.top + 14 + 17 * Double(index),
        anchor: isRight ? "end" : "start")
      svg += "</g>\n"
    }
  }

  // MARK: Frames

  /// One of them is shown at a time, by the page's script.
  mutating func drawFrames() {
    guard let frames = plot.frames?.frames else { return }
    let before = svg
    var drawn: [String] = []
    for shown in frames {
      svg = "<g class=\"frame\(shown.isFirstShown ? " first" : "")\""
      if shown.mark == nil { svg += " clip-path=\"url(#\(id)-c)\"" }
      svg += " data-label=\"\(Escape.html(shown.label))\">"
      draw(shown)
      drawn.append(svg + "</g>\n")
    }
    svg = before + SVGFrames.fitting(drawn).joined()
  }

  private mutating func draw(_ shown: Plot.Frame) {
    if let regions = shown.regions {
      let size = [frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top]
        .map(SVGNumber.text)
      svg += "<rect class=\"sheet\" x=\"\(size[0])\" y=\"\(size[1])\" width=\"\(size[2])\""
      svg += " height=\"\(size[3])\"/>"
      drawRegions(regions)
    }
    if !shown.contours.isEmpty { drawContours(shown.contours) }
    if !shown.line.isEmpty {
      var path = ""
      for run in screenRuns(of: Plot.Series("", shown.line)) { path += SVGPath.thinned(run) }
      svg += "<path class=\"line\" d=\"\(path)\"/>"
    }
    if let mark = shown.mark, let x = x(mark.x), let y = y(mark.y) {
      svg +=
        "<circle class=\"here\" cx=\"\(SVGNumber.text(x))\" cy=\"\(SVGNumber.text(y))\" r=\"8\"/>"
    }
  }
}
