/// A value for each pair of settings, as shades of one colour: the better the darker.
package struct HeatMap: Hashable, Sendable {
  package struct Cell: Hashable, Sendable {
    /// From 0, the worst, to 1; nil where there is no value.
    package var shade: Double?
    /// The value as it is written, or what stands in its place.
    package var text: String
    package var isBest: Bool
    /// Whether it cannot be told from the best.
    package var isNearBest: Bool

    package init(shade: Double?, text: String, isBest: Bool = false, isNearBest: Bool = false) {
      self.shade = shade
      self.text = text
      self.isBest = isBest
      self.isNearBest = isNearBest
    }
  }

  package var columnNames: [String]
  package var rowNames: [String]
  /// Row by row, the topmost first.
  package var cells: [[Cell]]

  package init(columnNames: [String], rowNames: [String], cells: [[Cell]]) {
    self.columnNames = columnNames
    self.rowNames = rowNames
    self.cells = cells
  }
}

/// A heat map for a page.
enum SVGHeatMap {
  private static let width = 680.0
  private static let top = 30.0
  private static let rowHeight = 30.0

  static func draw(_ heat: HeatMap, _ plot: Plot, id: String) -> String {
    let longest = heat.rowNames.map(\.count).max() ?? 0
    let left = min(220, 24 + 8 * Double(longest))
    let cellWidth = (width - 16 - left) / Double(max(1, heat.columnNames.count))
    let bottom = top + rowHeight * Double(heat.rowNames.count)
    var svg = "<svg class=\"plot heat\" viewBox=\"0 0 \(number(width)) \(number(bottom + 54))\""
    svg += " role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\">\n"
    svg += "<title id=\"\(id)-t\">\(Escape.html(plot.title))</title>\n"
    svg += "<desc id=\"\(id)-d\">\(Escape.html(plot.alternativeText))</desc>\n"
    var outlines = ""
    for (row, cells) in heat.cells.enumerated() {
      for (column, cell) in cells.enumerated() {
        let x = left + Double(column) * cellWidth
        let y = top + Double(row) * rowHeight
        let box =
          "x=\"\(number(x + 1))\" y=\"\(number(y + 1))\" width=\"\(number(cellWidth - 2))\""
          + " height=\"\(number(rowHeight - 2))\""
        if let shade = cell.shade {
          svg += "<rect class=\"cell\" \(box) fill-opacity=\"\(number(0.06 + 0.86 * shade))\"/>"
        }
        if cell.isBest { outlines += "<rect class=\"best\" \(box)/>" }
        // Letters need room.
        guard 8.5 * Double(cell.text.count) < cellWidth else { continue }
        let isDark = cell.shade.map { $0 > 0.55 } ?? false
        svg += "<text\(isDark ? " class=\"dark\"" : "") text-anchor=\"middle\""
        svg += " x=\"\(number(x + cellWidth / 2))\" y=\"\(number(y + rowHeight / 2 + 4.5))\">"
        svg += "\(Escape.html(cell.text))</text>"
      }
      svg += "\n"
    }
    svg += outlines + names(heat, plot, left: left, cellWidth: cellWidth, bottom: bottom)
    return svg + "</svg>\n"
  }

  private static func names(
    _ heat: HeatMap, _ plot: Plot, left: Double, cellWidth: Double, bottom: Double
  ) -> String {
    var svg = "<g class=\"ticks\" text-anchor=\"end\">"
    for (row, name) in heat.rowNames.enumerated() {
      let y = number(top + (Double(row) + 0.5) * rowHeight + 4.5)
      svg += "<text x=\"\(number(left - 8))\" y=\"\(y)\">\(Escape.html(name))</text>"
    }
    svg += "</g>\n<g class=\"ticks\" text-anchor=\"middle\">"
    // As many names as there is room for.
    let longest = Double(heat.columnNames.map(\.count).max() ?? 1)
    let every = max(1, Int((8 * longest + 8) / cellWidth + 1))
    for (column, name) in heat.columnNames.enumerated() where column % every == 0 {
      let x = number(left + (Double(column) + 0.5) * cellWidth)
      svg += "<text x=\"\(x)\" y=\"\(number(bottom + 20))\">\(Escape.html(name))</text>"
    }
    svg += "</g>\n<g class=\"labels\"><text x=\"\(number((left + width) / 2))\""
    svg +=
      " y=\"\(number(bottom + 42))\" text-anchor=\"middle\">\(Escape.html(plot.x.label))</text>"
    svg += "<text x=\"8\" y=\"16\">\(Escape.html(plot.y.label))</text></g>\n"
    return svg
  }

  private static func number(_ value: Double) -> String { SVGNumber.text(value) }
}

/// A heat map in letters: each value, or where they are too many a letter for its shade.
enum ASCIIHeatMap {
  private static let widest = 72

  static func draw(_ heat: HeatMap, _ plot: Plot) -> String {
    let texts = heat.cells.map { row in
      row.map { $0.text + ($0.isBest ? "*" : $0.isNearBest ? "~" : "") }
    }
    let margin = (heat.rowNames.map(\.count).max() ?? 0) + 1
    let column = (heat.columnNames + texts.joined()).map(\.count).max() ?? 1
    let room = (widest - margin - 1) / max(1, heat.columnNames.count)
    let text =
      room > column
      ? values(heat, plot, texts, margin, min(room, column + 2))
      : shades(heat, plot, margin, max(1, room))
    return text.split(separator: "\n").map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  private static func values(
    _ heat: HeatMap, _ plot: Plot, _ texts: [[String]], _ margin: Int, _ width: Int
  ) -> String {
    var lines = [plot.title, plot.y.label]
    for (name, row) in zip(heat.rowNames, texts) {
      lines.append(padded(name, margin) + "|" + row.map { padded($0, width) }.joined())
    }
    lines.append(
      String(repeating: " ", count: margin) + "+"
        + String(repeating: "-", count: width * heat.columnNames.count))
    lines.append(
      String(repeating: " ", count: margin + 1)
        + heat.columnNames.map { padded($0, width) }.joined() + "  " + plot.x.label)
    return (lines + [legend(heat)]).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func shades(
    _ heat: HeatMap, _ plot: Plot, _ margin: Int, _ width: Int
  ) -> String {
    let letters = Array(" .:-=+x#%@")
    var lines = [plot.title, plot.y.label]
    for (name, row) in zip(heat.rowNames, heat.cells) {
      let cells = row.map { cell -> String in
        let letter = cell.shade.map {
          letters[min(letters.count - 1, Int($0 * Double(letters.count)))]
        }
        var letters = Array(repeating: letter ?? "!", count: width)
        if cell.isBest { letters[width / 2] = "*" }
        return String(letters)
      }
      lines.append(padded(name, margin) + "|" + cells.joined())
    }
    lines.append(
      String(repeating: " ", count: margin) + "+"
        + String(repeating: "-", count: width * heat.columnNames.count))
    let ends = [heat.columnNames.first, heat.columnNames.last].compactMap { $0 }
    lines.append(
      String(repeating: " ", count: margin + 1) + plot.x.label + ", "
        + ends.joined(separator: " to "))
    lines.append("@ best shade   ! diverged   * the best")
    return lines.joined(separator: "\n")
  }

  private static func legend(_ heat: HeatMap) -> String {
    let cells = heat.cells.joined()
    return [
      cells.contains { $0.isBest } ? "* the best" : nil,
      cells.contains { $0.isNearBest } ? "~ not told from it" : nil,
    ].compactMap { $0 }.joined(separator: "   ")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
