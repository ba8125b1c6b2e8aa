import Testing

@testable import Reporting

@Suite("Plots")
struct PlotTests {
  private func losses(_ series: [[Double]], names: [String] = []) -> Plot {
    let curves = series.enumerated().map { index, values in
      Plot.Series(
        names.isEmpty ? "loss" : names[index],
        values.enumerated().map { Plot.Point(Double($0), $1) })
    }
    return Plot(
      title: "Loss of xor by step", alternativeText: "It falls.",
      x: .spanning(0, Double(series.map(\.count).max() ?? 1) - 1, label: "step"),
      y: .fitting(series.joined(), label: "loss", mayBeLogarithmic: true),
      series: curves)
  }

  @Test("a curve has axes with round ticks, a title, and its last point")
  func curve() {
    let plot = losses([[0.7, 0.5, 0.35, 0.25, 0.2, 0.18, 0.17]])
    #expect(
      "\n" + ASCIIPlot.draw(plot, width: 48, height: 9) == """

                         Loss of xor by step
        loss
            |
            |*.
            |  ....
        0.5 +      .*.
            |         ....
            |             .*...
            |                  ...*......*......*......*
            |
          0 +
            +--------------+-------------+-------------+
             0             2             4             6
                                step
        """)
  }

  @Test("curves over more than two decades get a logarithmic axis, marks and a legend")
  func overlay() {
    let plot = losses(
      [(0..<20).map { 10 / Double(1 << $0) }, (0..<20).map { 10 + Double($0) }],
      names: ["rate 0.1", "rate 1"])
    let text = ASCIIPlot.draw(plot, width: 60, height: 9)
    #expect(plot.y.scale == .logarithmic)
    #expect(text.contains("loss (log scale)"))
    #expect(text.contains("* rate 0.1   o rate 1"))
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test("steps whose loss was not finite are marked")
  func nonFinite() {
    let plot = losses([[1, 10, .infinity, .nan, .nan]])
    let text = ASCIIPlot.draw(plot, width: 40, height: 6)
    #expect(text.contains("! not finite"))
    #expect(text.split(separator: "\n")[2].filter { $0 == "!" }.count == 3)
    #expect(SVGPlot.draw(plot, id: "p").contains("class=\"nonfinite\""))
  }

  @Test("huge, equal, zero and absent values give axes that can be drawn")
  func extremes() {
    for values in [
      [1e308, -1e308], [3, 3, 3], [0, 0], [Double.nan], [1e-300, 1e300], [5e-324, 1], [0, 1, 1e9],
    ] {
      let text = ASCIIPlot.draw(losses([values]), width: 40, height: 6)
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count >= 10)
      #expect(!SVGPlot.draw(losses([values]), id: "p").contains("nan"))
    }
  }

  @Test("ticks are round: 1, 2 or 5 times a power of ten")
  func ticks() {
    let axis = Plot.Axis("x", range: 0...0.7)
    let labels = PlotTicks.ticks(for: axis, count: 7, notation: .ascii).map(\.label)
    #expect(labels == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"])
    let decades = Plot.Axis("y", scale: .logarithmic, range: 1e-9...10)
    #expect(
      PlotTicks.ticks(for: decades, count: 5, notation: .typographic).map(\.label)
        == ["10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"])
  }

  @Test("our logarithm agrees with known values")
  func logarithm() {
    for exponent in -300...300 {
      let value = DecimalLogarithm.log10(DecimalLogarithm.power(exponent))
      #expect((value - Double(exponent)).magnitude < 1e-12)
    }
    #expect((DecimalLogarithm.log10(2) - 0.301_029_995_663_981_2).magnitude < 1e-15)
    #expect((DecimalLogarithm.log10(5e-324) + 323.306_215_343_115_8).magnitude < 1e-12)
  }

  @Test("a long curve keeps its extremes in few points")
  func thinning() {
    let points = (0..<100_000).map { index in
      SVGPath.Point(x: Double(index) / 200, y: index == 54_321 ? 300 : Double(index % 2))
    }
    let path = SVGPath.thinned(points)
    #expect(path.utf8.count < 40_000)
    #expect(path.contains(" 300"))
  }

  @Test("alternative texts say what the curve does")
  func alternativeText() {
    func text(_ values: [Double]) -> String {
      LossCurve.description(
        of: values.enumerated().map { Plot.Point(Double($0), $1) }, unit: "step")
    }
    #expect(
      text([0.693, 0.3, 0.1, 0.041] + [Double](repeating: 0.041, count: 16))
        == "falls from 0.693 to 0.041 by step 3, then stays flat")
    #expect(text([1, 2, 3, 4]) == "rises from 1 to 4 by step 3")
    #expect(text([9, 9, 9]) == "stays near 9")
    #expect(
      text([1, 10, .infinity]) == "rises from 1 to 10 by step 1, and is not finite from step 2 on")
    #expect(text([4, 1, 3, 0.5, 2, 0.2]).hasSuffix("going up and down on the way"))
    #expect(text([.nan]) == "is not finite")
  }
}
