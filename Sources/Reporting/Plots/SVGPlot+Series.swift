extension SVGPlot {
  /// Paths that leave the picture end at its frame.
  mutating func drawClip() {
    guard plot.frames != nil || plot.series.contains(where: { $0.style == .path }) else { return }
    let numbers = [
      frame.left - 6, frame.top - 6, frame.right - frame.left + 12, frame.bottom - frame.top + 12,
    ].map(SVGNumber.text)
    svg += "<clipPath id=\"\(id)-c\"><rect x=\"\(numbers[0])\" y=\"\(numbers[1])\""
    svg += " width=\"\(numbers[2])\" height=\"\(numbers[3])\"/></clipPath>\n"
  }

  mutating func draw(_ series: Plot.Series, _ index: Int) {
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
  func screenRuns(of series: Plot.Series) -> [[SVGPath.Point]] {
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

  mutating func drawNonFinite() {
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
