import Testing

@testable import Reporting

@Suite("Plots of a plane") struct PlanePlotTests {
  private var contours: Plot {
    let ticks = (0..<21).map { -2 + 0.2 * Double($0) }
    let values = ticks.flatMap { y in ticks.map { $0 * $0 + y * y } }
    var plot = Plot(
      title: "Contour lines", alternativeText: "A bowl.",
      x: .spanning(-2, 2, label: "x"), y: .spanning(-2, 2, label: "y"),
      series: [
        Plot.Series("sgd", [Plot.Point(-1.5, 1.5), Plot.Point(0, 0)], style: .path),
        Plot.Series("adam", [Plot.Point(1.5, 1.5), Plot.Point(0.5, 0)], style: .path),
      ])
    plot.contours = ContourLines.lines(at: 1, x: ticks, y: ticks, values: values)
    return plot
  }

  private var regions: Plot {
    var plot = Plot(
      title: "What the network says", alternativeText: "Two halves.",
      x: .spanning(0, 3, label: "x1"), y: .spanning(0, 1, label: "x2"),
      series: [
        Plot.Series("no", [Plot.Point(0.5, 0.5)], style: .scatter),
        Plot.Series("yes", [Plot.Point(2.5, 0.5)], style: .scatter),
      ])
    plot.regions = Plot.Regions(columns: 4, rows: 2, classes: [0, 0, 1, 1, 0, 1, 1, 1])
    plot.contours = [[Plot.Point(1.5, 0), Plot.Point(0.5, 1)]]
    return plot
  }

  @Test("several paths have letters of their own, contour lines are dots")
  func pathsInLetters() {
    #expect(
      ASCIIPlot.draw(contours, width: 30, height: 9) == """
                  Contour lines
          y
         2 +
           |   *                  o
           |         ... ....
           |       ..         .
         0 +      .      *  o  .
           |       ..         .
           |         ... ....
           |
        -2 +
           +-------------+-----------+
           -2            0           2
                        x
            * sgd   o adam
            . contour line
        """)
  }

  @Test("regions are letters, blank for the first class")
  func regionsInLetters() {
    #expect(
      ASCIIPlot.draw(regions, width: 30, height: 4) == """
               What the network says
          x2
          1 +        .................
            |                .........
        0.5 +    *           ....o....
          0 +                .........
            +----------------+--------
             0               2
                        x1
             * no   o yes   . says yes
        """)
  }

  @Test("cells of a class in a row are one rectangle, and the boundary is drawn over them")
  func regionsAsSVG() {
    let svg = SVGPlot.draw(regions, id: "p")
    #expect(
      svg.contains(
        "<path class=\"region\" d=\"M72 171h296v141h-296zM72 30h148v141h-148z\"/>"))
    #expect(svg.contains("<path class=\"boundary\" d=\"M368 312L170.7 30\"/>"))
    #expect(!SVGPlot.draw(contours, id: "p").contains("region"))
    #expect(SVGPlot.draw(contours, id: "p").contains("<path class=\"contour\""))
  }
}
