/// Lines of equal height on a grid, by marching squares: in each cell the line enters and leaves
/// through edges whose ends lie on different sides of the level, at the place that linear
/// interpolation gives. In a saddle the mean of the four corners decides which pairs belong together.
enum ContourLines {
  /// The lines at a level as polylines, closed where they run round.
  ///
  /// - Parameters:
  ///   - x: ascending.
  ///   - y: ascending.
  ///   - values: that at (x[i], y[j]) is at j · x.count + i; cells with a value that is not finite are
  ///     left out.
  static func lines(
    at level: Double, x: [Double], y: [Double], values: [Double]
  ) -> [[Plot.Point]] {
    let grid = Grid(x: x, y: y, values: values, level: level)
    return grid.joined(grid.segments())
  }

  private struct Grid {
    let x: [Double]
    let y: [Double]
    let values: [Double]
    let level: Double

    /// Edges are numbered: 2 · corner for the one to the right, plus 1 for the one upwards.
    private func edge(_ column: Int, _ row: Int, isUpwards: Bool) -> Int {
      2 * (row * x.count + column) + (isUpwards ? 1 : 0)
    }

    private func value(_ column: Int, _ row: Int) -> Double { values[row * x.count + column] }

    func segments() -> [(Int, Int)] {
      var segments: [(Int, Int)] = []
      for row in 0..<max(0, y.count - 1) {
        for column in 0..<max(0, x.count - 1) {
          segments += cell(column, row)
        }
      }
      return segments
    }

    private func cell(_ column: Int, _ row: Int) -> [(Int, Int)] {
      let corners = [
        value(column, row), value(column + 1, row), value(column + 1, row + 1),
        value(column, row + 1),
      ]
      guard corners.allSatisfy(\.isFinite) else { return [] }
      let bottom = edge(column, row, isUpwards: false)
      let right = edge(column + 1, row, isUpwards: true)
      let top = edge(column, row + 1, isUpwards: false)
      let left = edge(column, row, isUpwards: true)
      var code = 0
      for (bit, corner) in corners.enumerated() where corner >= level { code |= 1 << bit }
      let centre = corners.reduce(0) { $0 + $1 / 4 }
      switch code {
      case 1, 14: return [(left, bottom)]
      case 2, 13: return [(bottom, right)]
      case 3, 12: return [(left, right)]
      case 4, 11: return [(right, top)]
      case 6, 9: return [(bottom, top)]
      case 7, 8: return [(left, top)]
      case 5:
        return centre >= level ? [(left, top), (bottom, right)] : [(left, bottom), (right, top)]
      case 10:
        return centre >= level ? [(left, bottom), (right, top)] : [(left, top), (bottom, right)]
      default: return []
      }
    }

    /// Segments put together at the edges that they share, each line from one of its ends on.
    func joined(_ segments: [(Int, Int)]) -> [[Plot.Point]] {
      var meeting: [Int: [Int]] = [:]
      for (index, segment) in segments.enumerated() {
        meeting[segment.0, default: []].append(index)
        meeting[segment.1, default: []].append(index)
      }
      var isUsed = [Bool](repeating: false, count: segments.count)
      var lines: [[Plot.Point]] = []
      func follow(_ first: Int, from start: Int) {
        var line = [start]
        var current = first
        while true {
          isUsed[current] = true
          let end =
            segments[current].0 == line[line.count - 1] ? segments[current].1 : segments[current].0
          line.append(end)
          guard let next = meeting[end]?.first(where: { !isUsed[$0] }) else { break }
          current = next
        }
        lines.append(line.map(point))
      }
      // Open lines first, from their ends; what is left runs round.
      for (index, segment) in segments.enumerated() where !isUsed[index] {
        if meeting[segment.0]?.count == 1 {
          follow(index, from: segment.0)
        } else if meeting[segment.1]?.count == 1 {
          follow(index, from: segment.1)
        }
      }
      for (index, segment) in segments.enumerated() where !isUsed[index] {
        follow(index, from: segment.0)
      }
      return lines
    }

    private func point(_ edge: Int) -> Plot.Point {
      let (row, column) = (edge / 2 / x.count, edge / 2 % x.count)
      let start = value(column, row)
      if edge % 2 == 0 {
        let share = (level - start) / (value(column + 1, row) - start)
        return Plot.Point(x[column] + share * (x[column + 1] - x[column]), y[row])
      }
      let share = (level - start) / (value(column, row + 1) - start)
      return Plot.Point(x[column], y[row] + share * (y[row + 1] - y[row]))
    }
  }
}

/// Heights for contour lines: from near the lowest to near the highest value, each about twice as far
/// above the lowest as the one before, since the lines of a bowl then lie evenly enough to be told apart.
enum ContourLevels {
  static let count = 9

  static func levels(of values: [Double]) -> [Double] {
    let finite = values.filter(\.isFinite).sorted()
    guard let low = finite.first, !finite.isEmpty else { return [] }
    // A few corners that are far higher than all the rest would take all the lines.
    let high = finite[(finite.count - 1) * 97 / 100]
    guard high > low else { return [] }
    var levels: [Double] = []
    var share = 1.0
    for _ in 0..<count {
      let level = rounded(low + (high - low) * share, within: (high - low) * share / 4)
      if level > low, level < finite[finite.count - 1], levels.last != level {
        levels.append(level)
      }
      share /= 2
    }
    return levels.reversed()
  }

  /// The number of fewest digits within a distance.
  private static func rounded(_ value: Double, within distance: Double) -> Double {
    let step = PlotTicks.step(for: distance)
    let rounded = (value / step).rounded() * step
    return (rounded - value).magnitude <= distance
      ? Double(NumberText(rounded, digits: 6).written(.ascii)) ?? rounded : value
  }
}
