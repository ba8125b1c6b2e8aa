import Testing

@testable import Reporting

@Suite("Contour lines") struct ContourLinesTests {
  private func grid(
    _ count: Int, _ f: (Double, Double) -> Double
  ) -> (x: [Double], y: [Double], values: [Double]) {
    let ticks = (0..<count).map { -1 + 2 * Double($0) / Double(count - 1) }
    return (ticks, ticks, ticks.flatMap { y in ticks.map { f($0, y) } })
  }

  @Test("the line of a bowl is one closed circle, all of whose points lie on it")
  func circle() throws {
    let (x, y, values) = grid(41) { $0 * $0 + $1 * $1 }
    let lines = ContourLines.lines(at: 0.5, x: x, y: y, values: values)
    let line = try #require(lines.first)
    #expect(lines.count == 1)
    #expect(line.first == line.last)
    for point in line {
      // Linear interpolation is off by the square of the grid's distance at most.
      #expect(abs(point.x * point.x + point.y * point.y - 0.5) < 0.05 * 0.05)
    }
  }

  @Test("a plane has straight lines from border to border")
  func plane() throws {
    let (x, y, values) = grid(5) { x, _ in x }
    let lines = ContourLines.lines(at: 0.25, x: x, y: y, values: values)
    #expect(lines.count == 1)
    #expect(lines[0].count == 5)
    #expect(lines[0].allSatisfy { $0.x == 0.25 })
    #expect(Set(lines[0].map(\.y)) == Set(y))
  }

  @Test("in a saddle the lines do not cross")
  func saddle() {
    let (x, y, values) = grid(20) { $0 * $1 }
    let lines = ContourLines.lines(at: 0.01, x: x, y: y, values: values)
    #expect(lines.count == 2)
    for line in lines {
      let signs = Set(line.map { $0.x > 0 })
      #expect(signs.count == 1)
    }
  }

  @Test("cells with a value that is not finite are left out")
  func notFinite() {
    let (x, y, values) = grid(9) { x, y in x > 0.3 ? .infinity : y }
    let lines = ContourLines.lines(at: 0.1, x: x, y: y, values: values)
    #expect(lines.count == 1)
    #expect(lines[0].allSatisfy { $0.x <= 0.25 && abs($0.y - 0.1) < 1e-12 })
  }

  @Test("levels are round, ascending, within the values, and closer together near the lowest")
  func levels() {
    let (_, _, values) = grid(61) { $0 * $0 + 25 * $1 * $1 }
    let levels = ContourLevels.levels(of: values)
    #expect(levels == [0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 15])
    #expect(ContourLevels.levels(of: [3, 3, 3]) == [])
    #expect(ContourLevels.levels(of: [.nan, .infinity]) == [])
  }
}
