import Autodiff
import Testing
import Training

@testable import Experiments
@testable import Reporting

@Suite struct SweepPartsTests {
  /// Final losses by setting and seed; not finite where the trial diverged.
  private func sweep(
    _ axes: [(key: String, values: [SettingValue])], _ losses: [[Double]],
    measure: Measure = .finalLoss
  ) -> ExperimentResult {
    let seeds = losses[0].count
    var trials: [TrialResult] = []
    for (index, values) in losses.enumerated() {
      var rest = index
      var settings: [TrialResult.Setting] = []
      for axis in axes.reversed() {
        settings.insert(
          .init(key: axis.key, value: axis.values[rest % axis.values.count]), at: 0)
        rest /= axis.values.count
      }
      for (seed, loss) in values.enumerated() {
        var training = TrainingResult()
        training.finalLoss = loss
        training.metrics = [NamedValue("accuracy", loss)]
        training.losses = [1, 0.5, 0.25]
        training.steps = 3
        trials.append(
          TrialResult(
            settings: settings + [.init(key: "seed", value: .number(Double(seed)))],
            verdict: Verdict(kind: loss.isFinite ? .converged : .diverged, reason: ""),
            training: training, scalarParameters: false))
      }
    }
    var result = ExperimentResult(
      model: .network(Network(inputs: 1, layers: []), inputs: 1, loss: .mse), trials: trials,
      axes: axes.map { SweepAxis(key: $0.key, values: $0.values) }, data: nil, derivatives: [],
      explanation: nil, bestBy: measure, replicates: seeds)
    result.dependsOnSeed = true
    return result
  }

  private let rates: [SettingValue] = [.number(0.01), .number(0.1), .number(1), .number(10)]
  private let losses = [
    [0.5, 0.6, 0.55], [0.1, 0.13, 0.12], [0.101, 0.128, 0.13], [0.2, .infinity, .infinity],
  ]

  private func table(_ result: ExperimentResult, target: Double? = nil) throws -> Table {
    guard case .table(let table)? = SweepTable.parts(result, target: target).first else {
      throw Missing()
    }
    return table
  }

  private struct Missing: Error {}

  private func plots(_ result: ExperimentResult) -> [Plot] {
    SweepPlot.parts(result, block: "lr").compactMap {
      if case .plot(let plot) = $0 { plot } else { nil }
    }
  }

  @Test("a sweep with seeds has a row for each setting, with interval, share and comparison")
  func settings() throws {
    let table = try table(sweep([("learning rate", rates)], losses), target: 0.3)
    #expect(table.caption == "Settings over 3 seeds")
    #expect(
      table.columns.map(\.heading) == [
        "learning rate", "Geometric mean of the final loss", "95 % interval", "Steps to 0.3",
        "Diverged", "Verdict", "Against the best",
      ])
    #expect(
      Array(table.rows[0][2...]) == [
        .text("0.437 to 0.688"), .number(2), .text("0 of 3"), .text("converged"),
        .text("worse, p\u{A0}<\u{A0}0.001"),
      ])
    #expect(table.rows[1].last == .strong("best"))
    #expect(table.rows[2].last == .strong("not told from it, p\u{A0}=\u{A0}0.48"))
    #expect(
      table.rows[3] == [
        .number(10), .empty, .empty, .number(2), .text("2 of 3"),
        .text("diverged 2, converged 1"), .empty,
      ])
    #expect(
      table.note
        == "Intervals: Student's t of the logarithms, taken back; none where a seed diverged. Steps: the "
        + "median over the seeds until the loss is 0.3 or less for the first time. The best has the best "
        + "mean over its seeds; the others are compared with it by their paired differences over the "
        + "seeds, in logarithms (two-sided t-test at 5 %, Holm-corrected for 2 comparisons). With 3 "
        + "seeds the power is low: what does not stand out here may still differ. The best was chosen "
        + "and is reported on the same seeds, which flatters it: only other seeds give its value without "
        + "that.")
  }

  @Test("with five seeds nothing is said of low power, and scores have arithmetic means")
  func scores() throws {
    let result = sweep(
      [("learning rate", Array(rates.prefix(2)))],
      [[0.5, 0.6, 0.7, 0.6, 0.5], [0.9, 0.8, 0.9, 0.9, 1]],
      measure: .accuracy)
    let table = try table(result)
    #expect(table.columns[1].heading == "Mean accuracy")
    #expect(table.rows[1].last == .strong("best"))
    #expect(table.note?.contains("power") == false)
    #expect(table.note?.hasPrefix("Intervals: Student's t; none where a seed diverged.") == true)
  }

  @Test("where means of two kinds disagree about the best, the note says so")
  func kindsOfMean() throws {
    let result = sweep(
      [("learning rate", Array(rates.prefix(2)))], [[0.5, 0.5, 0.5], [0.01, 0.01, 2]])
    let table = try table(result)
    #expect(table.rows[0].last == .strong("best"))
    #expect(
      table.note?.contains(
        " The geometric mean is smaller with learning rate 0.1, whose arithmetic mean is raised by seeds "
          + "with large losses. ") == true)
  }

  @Test("a sweep with one seed has a row for each trial, no interval, and says what that is worth")
  func oneSeed() throws {
    let table = try table(sweep([("learning rate", rates)], losses.map { [$0[0]] }))
    #expect(table.columns.map(\.heading) == ["learning rate", "Final loss", "Steps", "Verdict"])
    #expect(
      table.rows[1] == [.number(0.1), .number(0.1), .number(3), .strong("converged, best")])
    #expect(
      table.note == "Each setting has one seed, so there is no interval, and another seed may put "
        + "another setting first: 'seeds: 5' would tell.")
  }

  @Test("seeds of one setting have the mean and its interval below the trials")
  func oneSetting() throws {
    let table = try table(sweep([], [[0.1, 0.2, 0.4]]))
    #expect(
      table.note == "Over 3 seeds the geometric mean of the final loss is 0.2, its 95 % interval "
        + "0.0357 to 1.12 (Student's t of the logarithms, taken back). With 3 seeds the power is low: "
        + "what does not stand out here may still differ.")
  }

  @Test("the loss is drawn over the rate, both logarithmic, with intervals and divergence marked")
  func curve() throws {
    var result = sweep([("learning rate", rates)], losses)
    result.stability = SweepStability(
      bounds: [.init(place: "at the start", formula: "2/λ_max", limit: 5)], text: "At the start.")
    let plot = try #require(plots(result).first)
    #expect(plot.x.scale == .logarithmic)
    #expect(plot.y.scale == .logarithmic)
    #expect(plot.series[0].intervals.map { $0 == nil } == [false, false, false, true])
    #expect(
      plot.alternativeText
        == "Geometric mean of the final loss at 4 values of learning rate: least "
        + "0.116 at 0.1, largest 0.548 at 0.01; 1 diverged.")
    #expect(
      "\n" + ASCIIPlot.draw(plot, width: 60, height: 10) == """

             Geometric mean of the final loss of lr by learning rate
        Geometric mean of the final loss (log scale)
            ||                                                :    !
            |*                                                :
        0.5 +|                                                :
            |                                                 :
            |                                                 :
        0.2 +                                                 :
            |                  |                 |            :
            |                  *                 *            :
        0.1 +                  |                 |            :
            |                  |                 |            :
            +------------------+-----------------+-----------------+
           0.01               0.1                1                10
                            learning rate (log scale)
             | 95 % interval   : 2/λ_max at the start
             ! diverged with some seed
        """)
    let svg = SVGPlot.draw(plot, id: "p")
    #expect(svg.components(separatedBy: "class=\"interval\"").count == 2)
    #expect(svg.contains("<path class=\"marker\""))
    #expect(
      svg.contains(
        ">2/λ<tspan dy=\"3\" font-size=\"0.75em\">max</tspan><tspan dy=\"-3\"> at the start</tspan></text>"
      ))
    #expect(svg.contains("<g class=\"nonfinite\"><path"))
  }

  @Test("two axes are drawn as curves and as a heat map, the better the darker, the best outlined")
  func heat() throws {
    let result = sweep(
      [("learning rate", Array(rates.prefix(3))), ("batch", [.number(8), .text("all")])],
      [[0.5, 0.5], [0.4, 0.4], [0.1, 0.2], [0.1, 0.21], [.nan, 0.3], [0.05, 0.06]])
    let plots = plots(result)
    #expect(plots.count == 2)
    #expect(plots[0].series.map(\.name) == ["batch 8", "batch all"])
    #expect(
      "\n" + ASCIIPlot.draw(plots[1]) == """

        Geometric mean of the final loss of lr by learning rate and batch
        batch
         all|    0.4~   0.14~  0.055*
           8|    0.5~   0.14~  ✕ 50 %
            +------------------------
                 0.01     0.1       1  learning rate
        * the best   ~ not told from it
        """)
    let heat = try #require(plots[1].heat)
    #expect(heat.rowNames == ["all", "8"])
    #expect(heat.columnNames == ["0.01", "0.1", "1"])
    #expect(heat.cells[0].map(\.isBest) == [false, false, true])
    #expect(heat.cells[1][2] == HeatMap.Cell(shade: nil, text: "✕ 50 %"))
    #expect(heat.cells[0][2].shade == 1)
    #expect(heat.cells[1][0].shade == 0)
    let svg = SVGPlot.draw(plots[1], id: "p")
    #expect(svg.hasPrefix("<svg class=\"plot heat\""))
    #expect(svg.components(separatedBy: "class=\"cell\"").count == 6)
    #expect(svg.components(separatedBy: "class=\"best\"").count == 2)
  }

  @Test("a heat map too wide for values is drawn in shades")
  func wideHeat() throws {
    let many = (1...20).map { SettingValue.number(Double($0) / 16) }
    let result = sweep(
      [("learning rate", many), ("batch", [.number(8), .text("all")])],
      (0..<40).map { [Double($0 + 1), Double($0 + 1)] })
    let text = ASCIIPlot.draw(try #require(plots(result).last))
    #expect(
      "\n" + text == """

        Geometric mean of the final loss of lr by learning rate and batch
        batch
         all|%%%xxx+++===------:::::::::............
           8|@*@###+++======------:::::::::............
            +------------------------------------------------------------
             learning rate, 0.0625 to 1.25
        @ best shade   ! diverged   * the best
        """)
  }

  @Test("where no number is swept there is no plot of the sweep")
  func noNumbers() {
    let result = sweep([("optimizer", [.text("sgd"), .text("adam")])], [[1, 2], [3, 4]])
    #expect(SweepPlot.parts(result, block: "lr").isEmpty)
  }
}
