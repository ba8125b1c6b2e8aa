/// Draws a plot as SVG for a page: colours and sizes come from the page's style sheet (classes
/// `s0` to `s7` for series), coordinates are fixed-point, so the bytes are the same everywhere.
package struct SVGPlot: Sendable {
  let plot: Plot
  let id: String
  let frame: Frame
  private let xTicks: [PlotTicks.Tick]
  private let yTicks: [PlotTicks.Tick]
  var svg = ""

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

  func x(_ value: Double) -> Double? {
    plot.x.position(of: value).map { frame.left + $0 * (frame.right - frame.left) }
  }

  func y(_ value: Double) -> Double? {
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

  mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String? = nil) {
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
}
