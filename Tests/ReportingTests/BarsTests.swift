import Testing

@testable import Reporting

@Suite("Bars") struct BarsTests {
  private var plot: Plot {
    var plot = Plot(
      title: "Mean size of the gradient by parameter", alternativeText: "It falls.",
      x: .fitting([0, 4], label: "mean |∂L/∂w|"), y: Plot.Axis("", range: -0.5...2.5),
      series: [
        Plot.Series(
          "mean", [Plot.Point(4, 2), Plot.Point(0, 1), Plot.Point(1, 0)], style: .bars)
      ])
    plot.rowNames = ["W1", "b1", "W2"]
    return plot
  }

  @Test("bars in letters have a row each, from the axis to their value, and none for 0")
  func letters() {
    #expect(
      ASCIIPlot.draw(plot, width: 40) == """
           Mean size of the gradient by parameter

        W1 +====================================
        b1 +
        W2 +==========
           +------------------+----------------+
            0                 2                4
                        mean |∂L/∂w|
        """)
  }

  @Test("bars as SVG begin at the axis, with their names beside them")
  func svg() {
    let svg = SVGPlot.draw(plot, id: "p")
    #expect(svg.contains("viewBox=\"0 0 680 152\""))
    #expect(svg.contains("<rect class=\"bar\" x=\"72\" y=\"35\" width=\"592\" height=\"14\"/>"))
    #expect(svg.components(separatedBy: "class=\"bar\"").count == 3)
    #expect(svg.contains(">b1</text>"))
  }
}
