/// Draws a plot as SVG for a page: colours and sizes come from the page's style sheet (classes
/// `s0` to `s7` for series), coordinates are fixed-point, so the bytes are the same everywhere.
package struct SVGPlot: Sendable {
  private let plot: Plot
  private let id: String
  private let frame: Frame
  private let xTicks: [PlotTicks.Tick]
  private let yTicks: [PlotTicks.Tick]
  private var svg = ""

  /// The drawing's size and the plotting area within, in user units (pixels at full width).
  struct Frame: Hashable, Sendable {
    var width = 680.0
    var height = 362.0
    var left = 72.0
    var right = 664.0
    var top = 30.0
    var bottom = 312.0

    /// As high as so many bars need.
    mutating func fit(rows: Int) {
      bottom = top + 24 * Double(rows)
      height = bottom + 50
    }

    /// For a plot of half the width.
    static let panel = Frame(
      width: 340, height: 270, left: 56, right: 330, top: 30, bottom: 220)
  }

  /// - Parameter id: unique in the page; the title's and description's ids begin with it.
  package static func draw(_ plot: Plot, id: String) -> String {
    if let heat = plot.heat { return SVGHeatMap.draw(heat, plot, id: id) }
    var drawing = SVGPlot(plot, id: id)
    drawing.draw()
    return drawing.svg
  }

  private init(_ plot: Plot, id: String) {
    self.plot = plot
    self.id = id
    xTicks = PlotTicks.ticks(for: plot.x, count: plot.isPanel ? 4 : 7, notation: .typographic)
    yTicks =
      plot.rowNames.isEmpty
      ? PlotTicks.ticks(for: plot.y, count: plot.isPanel ? 4 : 6, notation: .typographic)
      : plot.rowTicks
    var frame = plot.isPanel ? Frame.panel : Frame()
    if !plot.rowNames.isEmpty { frame.fit(rows: plot.rowNames.count) }
    let entries = plot.series.count
    if plot.series.count > 1, !plot.isPanel {
      let perRow = SVGLegend.perRow(plot)
      let rows = (entries + perRow - 1) / perRow
      frame.height += Double(rows) * SVGLegend.rowHeight
    }
    self.frame = frame
  }

  private mutating func draw() {
    let size = "0 0 \(SVGNumber.text(frame.width)) \(SVGNumber.text(frame.height))"
    svg += "<svg class=\"plot\" viewBox=\"\(size)\" role=\"img\""
    svg += " aria-labelledby=\"\(id)-t \(id)-d\">\n"
    svg += "<title id=\"\(id)-t\">\(Escape.html(plot.title))</title>\n"
    svg += "<desc id=\"\(id)-d\">\(Escape.html(plot.alternativeText))</desc>\n"
    drawClip()
    if let regions = plot.regions {
      drawRegions(regions)
      drawContours()
      drawFrames()
    }
    drawGrid()
    drawAxes()
    if plot.regions == nil { drawContours() }
    drawMarkers()
    for (index, series) in plot.series.enumerated() { draw(series, index) }
    if plot.hasNonFinitePoints { drawNonFinite() }
    if plot.regions == nil { drawFrames() }
    if plot.series.count > 1, !plot.isPanel {
      svg += SVGLegend.draw(plot, left: frame.left, top: frame.bottom + 64)
    }
    svg += "</svg>\n"
  }

  // MARK: Axes

  private func x(_ value: Double) -> Double? {
    plot.x.position(of: value).map { frame.left + $0 * (frame.right - frame.left) }
  }

  private func y(_ value: Double) -> Double? {
    plot.y.position(of: value).map { frame.bottom - $0 * (frame.bottom - frame.top) }
  }

  private mutating func drawGrid() {
    var path = ""
    let (left, right) = (SVGNumber.text(frame.left), SVGNumber.text(frame.right))
    let bottom = SVGNumber.text(frame.bottom)
    if plot.rowNames.isEmpty {
      for tick in yTicks {
        if let y = y(tick.value) { path += "M\(left) \(SVGNumber.text(y))H\(right)" }
      }
    } else {
      for tick in xTicks {
        guard let x = x(tick.value) else { continue }
        path += "M\(SVGNumber.text(x)) \(SVGNumber.text(frame.top))V\(bottom)"
      }
    }
    svg += "<path class=\"grid\" d=\"\(path)\"/>\n"
    var axis = "M\(left) \(bottom)H\(right)"
    for tick in xTicks {
      if let x = x(tick.value) { axis += "M\(SVGNumber.text(x)) \(bottom)v5" }
    }
    svg += "<path class=\"axis\" d=\"\(axis)\"/>\n"
  }

  private mutating func drawAxes() {
    svg += "<g class=\"ticks\" text-anchor=\"middle\">"
    for tick in xTicks {
      if let x = x(tick.value) { text(tick.label, x, frame.bottom + 20) }
    }
    svg += "</g>\n<g class=\"ticks\" text-anchor=\"end\">"
    for tick in yTicks {
      if let y = y(tick.value) { text(tick.label, frame.left - 8, y + 4) }
    }
    svg += "</g>\n<g class=\"labels\">"
    let xScale = plot.x.scale == .logarithmic ? " (log scale)" : ""
    text(plot.x.label + xScale, (frame.left + frame.right) / 2, frame.bottom + 42, anchor: "middle")
    let scale = plot.y.scale == .logarithmic ? " (log scale)" : ""
    text(plot.y.label + scale, 8, 16, anchor: "start")
    svg += "</g>\n"
  }

  private mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String? = nil) {
    svg += "<text x=\"\(SVGNumber.text(x))\" y=\"\(SVGNumber.text(y))\""
    if let anchor { svg += " text-anchor=\"\(anchor)\"" }
    svg += ">\(Self.withSubscript(text))</text>"
  }

  /// The one symbol with a subscript that plots write, set as such.
  private static func withSubscript(_ text: String) -> String {
    let parts = text.split(separator: "λ_max", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return Escape.html(text) }
    return Escape.html(String(parts[0])) + "λ<tspan dy=\"3\" font-size=\"0.75em\">max</tspan>"
      + "<tspan dy=\"-3\">\(Escape.html(String(parts[1])))</tspan>"
  }

  // MARK: The plane

  /// Cells of a class that lie beside each other in a row are one rectangle.
  private mutating func drawRegions(_ regions: Plot.Regions) {
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

  private mutating func drawContours() {
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
  private mutating func drawMarkers() {
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

  // MARK: Series

  /// Paths that leave the picture end at its frame.
  private mutating func drawClip() {
    guard plot.frames != nil || plot.series.contains(where: { $0.style == .path }) else { return }
    let numbers = [
      frame.left - 6, frame.top - 6, frame.right - frame.left + 12, frame.bottom - frame.top + 12,
    ].map(SVGNumber.text)
    svg += "<clipPath id=\"\(id)-c\"><rect x=\"\(numbers[0])\" y=\"\(numbers[1])\""
    svg += " width=\"\(numbers[2])\" height=\"\(numbers[3])\"/></clipPath>\n"
  }

  // MARK: Frames

  /// One of them is shown at a time, by the page's script.
  private mutating func drawFrames() {
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

  private mutating func draw(_ series: Plot.Series, _ index: Int) {
    let runs = screenRuns(of: series)
    let clip = series.style == .path ? " clip-path=\"url(#\(id)-c)\"" : ""
    svg += "<g class=\"\(SVGMark.className(of: series, index))\"\(clip)>"
    if series.style == .bars {
      drawBars(series)
    } else if series.style != .scatter {
      var path = ""
      for run in runs { path += SVGPath.thinned(run) }
      svg += "<path class=\"line\" d=\"\(path)\"/>"
    }
    if series.style == .measured { drawIntervals(of: series) }
    drawMarks(of: series, index, runs)
    svg += "</g>\n"
  }

  private mutating func drawIntervals(of series: Plot.Series) {
    var path = ""
    for (point, interval) in zip(series.points, series.intervals) {
      guard let interval, let x = x(point.x), let low = y(interval.lowerBound),
        let high = y(interval.upperBound)
      else { continue }
      let left = SVGNumber.text(x - 4)
      path += "M\(left) \(SVGNumber.text(low))h8m-4 0V\(SVGNumber.text(high))m-4 0h8"
    }
    if !path.isEmpty { svg += "<path class=\"interval\" d=\"\(path)\"/>" }
  }

  private mutating func drawBars(_ series: Plot.Series) {
    for point in series.points {
      guard point.x > plot.x.range.lowerBound, let end = x(point.x), let middle = y(point.y)
      else { continue }
      let numbers = [frame.left, middle - 7, max(1, end - frame.left)].map(SVGNumber.text)
      svg += "<rect class=\"bar\" x=\"\(numbers[0])\" y=\"\(numbers[1])\""
      svg += " width=\"\(numbers[2])\" height=\"14\"/>"
    }
  }

  /// The points on the drawing, cut where a value was not finite.
  private func screenRuns(of series: Plot.Series) -> [[SVGPath.Point]] {
    var runs: [[SVGPath.Point]] = [[]]
    for point in series.points {
      if let x = x(point.x), let y = y(point.y) {
        runs[runs.count - 1].append(SVGPath.Point(x: x, y: y))
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private mutating func drawMarks(
    of series: Plot.Series, _ index: Int, _ runs: [[SVGPath.Point]]
  ) {
    let points = runs.flatMap { $0 }
    switch series.style {
    case .backdrop, .bars, .fit: return
    case .measured:
      for point in points { svg += SVGMark.draw(index, at: point, radius: 3.5) }
    case .path, .scatter:
      for point in SVGPath.apart(points) { svg += SVGMark.draw(index, at: point, radius: 4) }
    case .curve:
      // Each curve carries a few marks of its own shape, shifted against the other curves'.
      let count = points.count <= 12 ? points.count : 7
      for number in 0..<count {
        let place = points.count <= 12 ? number : marked(number, of: count, index, points.count)
        svg += SVGMark.draw(index, at: points[place], radius: 3.5)
      }
    }
  }

  private func marked(_ number: Int, of count: Int, _ index: Int, _ total: Int) -> Int {
    if number == count - 1 { return total - 1 }
    let shift = plot.series.count > 1 ? (index % 4) * total / (count * 4) : 0
    return min(total - 1, number * total / (count - 1) + shift)
  }

  private mutating func drawNonFinite() {
    svg += "<g class=\"nonfinite\">"
    for series in plot.series {
      // One mark where a run of them begins is enough to see.
      var before = true
      for point in series.points {
        if !point.y.isFinite, before || series.style == .measured, let x = x(point.x) {
          let (left, top) = (SVGNumber.text(x - 4), SVGNumber.text(frame.top - 4))
          svg += "<path d=\"M\(left) \(top)l8 8m0 -8l-8 8\"/>"
        }
        before = point.y.isFinite
      }
    }
    svg += "</g>\n"
  }
}
