/// Draws a plot with letters that every terminal and every fixed-width font has.
///
///     0.7 +*
///         | **
///         |   ****
///       0 +       **********
///         +----+----+----+--
///         0    50  100  150
package struct ASCIIPlot: Sendable {
  private let plot: Plot
  private let width: Int
  private let height: Int
  private let yTicks: [PlotTicks.Tick]
  private var grid: LetterGrid
  /// The column of the vertical axis.
  private let margin: Int

  /// - Parameters:
  ///   - width: the letters of a line.
  ///   - height: the rows between the axes.
  package static func draw(_ plot: Plot, width: Int = 72, height: Int = 16) -> String {
    if let heat = plot.heat { return ASCIIHeatMap.draw(heat, plot) }
    var drawing = ASCIIPlot(plot, width: width, height: height)
    drawing.drawPlane()
    drawing.drawMarkers()
    for (index, series) in plot.series.enumerated() { drawing.draw(series, index) }
    for (index, series) in plot.series.enumerated() { drawing.drawLast(of: series, index) }
    return drawing.text
  }

  private init(_ plot: Plot, width: Int, height: Int) {
    self.plot = plot
    self.width = width
    self.height = plot.rowNames.isEmpty ? height : plot.rowNames.count
    yTicks =
      plot.rowNames.isEmpty
      ? PlotTicks.ticks(for: plot.y, count: max(2, height / 3), notation: .ascii) : plot.rowTicks
    margin = (yTicks.map(\.label.count).max() ?? 0) + 1
    grid = LetterGrid(columns: max(8, width - margin - 1), rows: self.height)
  }

  // MARK: The series

  /// The letter of a series' points; series beyond the eighth begin again.
  package static func mark(ofSeries index: Int) -> UInt8 {
    let marks = Array("*o+x#@%&".utf8)
    return marks[index % marks.count]
  }

  private func mark(of series: Plot.Series, _ index: Int, step: Int) -> UInt8 {
    switch series.style {
    case .backdrop: UInt8(ascii: ".")
    case .path where hasSeveralPaths: Self.mark(ofSeries: index)
    case .path: step < 10 ? UInt8(ascii: "0") + UInt8(step) : UInt8(ascii: "*")
    case .curve, .measured, .scatter: Self.mark(ofSeries: index)
    case .fit: UInt8(ascii: "-")
    case .bars: UInt8(ascii: "=")
    }
  }

  private var hasSeveralPaths: Bool { plot.series.count { $0.style == .path } > 1 }

  /// Contour lines as dots, and the regions of classes each in a letter of its own.
  private mutating func drawPlane() {
    if let regions = plot.regions {
      for row in 0..<grid.rows {
        for column in 0..<grid.columns {
          let x = column * (regions.columns - 1) / max(1, grid.columns - 1)
          let y = (grid.rows - 1 - row) * (regions.rows - 1) / max(1, grid.rows - 1)
          let letter = Self.regionLetter(regions.classes[y * regions.columns + x])
          grid.set(column, row, letter)
        }
      }
      return
    }
    for line in plot.contours {
      for point in line {
        if let cell = cell(of: point) { grid.set(cell.column, cell.row, UInt8(ascii: ".")) }
      }
    }
  }

  /// Each in a letter of its own, so that the legend can name it.
  private mutating func drawMarkers() {
    for (index, marker) in plot.markers.enumerated() {
      guard let x = plot.x.position(of: marker.x), (0...1).contains(x) else { continue }
      for row in 0..<grid.rows { grid.set(grid.column(at: x), row, Self.markerLetter(index)) }
    }
  }

  private static func markerLetter(_ index: Int) -> UInt8 { Array(":;',".utf8)[index % 4] }

  /// Blank for the first class, so that the others stand out.
  private static func regionLetter(_ index: Int) -> UInt8 {
    let letters = Array(" .:-'~,".utf8)
    return letters[index % letters.count]
  }

  private mutating func draw(_ series: Plot.Series, _ index: Int) {
    var last: (column: Int, row: Int)?
    for (step, point) in series.points.enumerated() {
      guard let cell = cell(of: point) else {
        markNonFinite(point)
        last = nil
        continue
      }
      if series.style == .bars {
        guard point.x > plot.x.range.lowerBound else { continue }
        for column in 0..<cell.column { grid.set(column, cell.row, UInt8(ascii: "=")) }
      }
      if series.style == .measured, step < series.intervals.count {
        drawInterval(series.intervals[step], at: point, cell)
      }
      if let last, series.style == .curve {
        link(last, cell, with: Self.mark(ofSeries: index))
      }
      // Early steps stay readable where later ones settle on them.
      if series.style != .path || grid.isFree(cell.column, cell.row) {
        grid.set(cell.column, cell.row, mark(of: series, index, step: step))
      }
      last = cell
    }
  }

  private mutating func drawInterval(
    _ interval: ClosedRange<Double>?, at point: Plot.Point, _ cell: (column: Int, row: Int)
  ) {
    guard let interval, let low = self.cell(of: Plot.Point(point.x, interval.lowerBound)),
      let high = self.cell(of: Plot.Point(point.x, interval.upperBound)), high.row <= low.row
    else { return }
    for row in high.row...low.row where grid.isFree(cell.column, row) {
      grid.set(cell.column, row, UInt8(ascii: "|"))
    }
  }

  private mutating func drawLast(of series: Plot.Series, _ index: Int) {
    guard series.style == .curve, let point = series.points.last, let cell = cell(of: point)
    else { return }
    grid.set(cell.column, cell.row, Self.mark(ofSeries: index))
  }

  private func cell(of point: Plot.Point) -> (column: Int, row: Int)? {
    guard let x = plot.x.position(of: point.x), let y = plot.y.position(of: point.y),
      (-1e-9...1 + 1e-9).contains(x), (-1e-9...1 + 1e-9).contains(y)
    else { return nil }
    return (grid.column(at: x), grid.row(at: y))
  }

  private mutating func markNonFinite(_ point: Plot.Point) {
    guard !point.y.isFinite, let x = plot.x.position(of: point.x) else { return }
    grid.set(grid.column(at: x), 0, UInt8(ascii: "!"))
  }

  /// Dots between points that are columns apart; where it is only one, the points' own mark.
  private mutating func link(
    _ a: (column: Int, row: Int), _ b: (column: Int, row: Int), with mark: UInt8
  ) {
    guard b.column - a.column > 1 else { return }
    let letter = b.column - a.column == 2 ? mark : UInt8(ascii: ".")
    for column in (a.column + 1)..<b.column {
      let rows = (b.row - a.row) * (column - a.column) * 2
      let span = (b.column - a.column) * 2
      let row = a.row + (rows + (rows < 0 ? -span / 2 : span / 2)) / span
      if grid.isFree(column, row) { grid.set(column, row, letter) }
    }
  }

  // MARK: The frame

  private var text: String {
    var lines = [centered(plot.title), yLabel]
    for row in 0..<height { lines.append(axisLabel(row) + grid.line(row)) }
    lines.append(contentsOf: xAxis)
    lines.append(centered(plot.x.label + (plot.x.scale == .logarithmic ? " (log scale)" : "")))
    lines.append(contentsOf: legend)
    return lines.map { line in
      var line = Substring(line)
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  private var yLabel: String {
    let label = plot.y.label + (plot.y.scale == .logarithmic ? " (log scale)" : "")
    return String(repeating: " ", count: max(0, margin - label.count)) + label
  }

  private func centered(_ text: String) -> String {
    let start = margin + 1 + (grid.columns - text.count) / 2
    return String(repeating: " ", count: max(0, start)) + text
  }

  private func axisLabel(_ row: Int) -> String {
    let tick = yTicks.first { tick in
      plot.y.position(of: tick.value).map(grid.row(at:)) == row
    }
    let label = tick?.label ?? ""
    let space = String(repeating: " ", count: margin - 1 - label.count)
    return space + label + (tick == nil ? " |" : " +")
  }

  /// The horizontal axis and the labels below its ticks.
  private var xAxis: [String] {
    var line = [UInt8](repeating: UInt8(ascii: "-"), count: grid.columns)
    var labels = [UInt8](repeating: UInt8(ascii: " "), count: margin + 1 + grid.columns + 12)
    var free = 0
    for tick in PlotTicks.ticks(for: plot.x, count: grid.columns / 11, notation: .ascii) {
      guard let position = plot.x.position(of: tick.value) else { continue }
      let column = grid.column(at: position)
      if column > 0 { line[column] = UInt8(ascii: "+") }
      let label = Array(tick.label.utf8)
      let start = max(0, min(margin + 1 + column - label.count / 2, width - label.count))
      guard start >= free else { continue }
      labels.replaceSubrange(start..<(start + label.count), with: label)
      free = start + label.count + 1
    }
    let axis = String(repeating: " ", count: margin) + "+" + String(decoding: line, as: UTF8.self)
    return [axis, String(decoding: labels, as: UTF8.self)]
  }

  private var legend: [String] {
    var entries: [String] = []
    for (index, series) in plot.series.enumerated() {
      switch series.style {
      case .curve, .measured, .scatter:
        guard plot.series.count > 1 else { continue }
        let letter = Character(Unicode.Scalar(Self.mark(ofSeries: index)))
        entries.append("\(letter) \(series.name)")
      case .bars: continue
      case .fit: entries.append("- \(series.name)")
      case .backdrop:
        entries.append(". \(series.name)")
      case .path where hasSeveralPaths:
        let letter = Character(Unicode.Scalar(Self.mark(ofSeries: index)))
        entries.append("\(letter) \(series.name)")
      case .path:
        entries.append(series.points.count > 10 ? "0-9 first steps   * later" : "0-9 steps")
        if leavesFrame(series) { entries.append("further steps lie outside") }
      }
    }
    if let regions = plot.regions {
      for index in Set(regions.classes).sorted() where index > 0 {
        let letter = Character(Unicode.Scalar(Self.regionLetter(index)))
        let name = index < plot.series.count ? plot.series[index].name : String(index)
        entries.append("\(letter) says \(name)")
      }
    } else if !plot.contours.isEmpty {
      entries.append(". contour line")
    }
    if plot.series.contains(where: { $0.intervals.contains { $0 != nil } }) {
      entries.append("| 95 % interval")
    }
    for (index, marker) in plot.markers.enumerated() {
      entries.append(
        String(decoding: [Self.markerLetter(index)], as: UTF8.self) + " " + marker.name)
    }
    if plot.hasNonFinitePoints { entries.append("! " + plot.nonFiniteName) }
    return wrapped(entries)
  }

  private func leavesFrame(_ series: Plot.Series) -> Bool {
    series.points.contains { cell(of: $0) == nil }
  }

  private func wrapped(_ entries: [String]) -> [String] {
    let indent = String(repeating: " ", count: margin + 1)
    var lines: [String] = []
    for entry in entries {
      if let line = lines.last, line.count + 3 + entry.count <= width {
        lines[lines.count - 1] = line + "   " + entry
      } else {
        lines.append(indent + entry)
      }
    }
    return lines
  }
}
