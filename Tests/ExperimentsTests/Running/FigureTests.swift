import Autodiff
import Source
import Testing
import Training

@testable import Experiments

@Suite("What figures are drawn from") struct FigureTests {
  private func result(_ body: String) async throws -> ExperimentResult {
    let run = await Run("```yaml experiment a\n\(body)\n```")
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else { throw Missing() }
    return result
  }

  private struct Missing: Error {}

  @Test("a surface holds the loss at its points, around all paths")
  func surface() async throws {
    let result = try await result(
      "minimize: x^2 + 25 y^2\nstart: {x: -4, y: 1}\nlearning rate: 0.03\nsteps: 20")
    let surface = try #require(result.surface)
    #expect(surface.names == ["x", "y"])
    for (index, value) in surface.values.enumerated() {
      let x = surface.x[index % surface.x.count]
      let y = surface.y[index / surface.x.count]
      #expect(abs(value - (x * x + 25 * y * y)) <= 1e-12 * value)
    }
    #expect(surface.x[0] < -4)
    #expect(surface.y[surface.y.count - 1] > 1)
  }

  @Test("a network of one weight and one bias has a surface where it is asked for")
  func networkSurface() async throws {
    let body = "network: 1 -> 1\ndata: line\nlearning rate: 0.2\nsteps: 9"
    #expect(try await result(body).surface == nil)
    let result = try await result(body + "\nshow: contour")
    let surface = try #require(result.surface)
    #expect(surface.names == ["W1", "b1"])
    let path = try #require(result.trials[0].path)
    #expect(path.points.count == 10)
    #expect(path.points[9] == result.trials[0].training.final.map { $0.tensor.values[0] })
  }

  @Test(
    "a single training's fit and decisions are known before some of its steps, from the start on")
  func moments() async throws {
    let fit = try #require(
      try await result("network: 1 -> 1\ndata: line\nlearning rate: 0.2\nsteps: 40").fit)
    #expect(fit.earlier.map(\.step) == [0, 1, 2, 5, 10, 20, 39])
    for moment in fit.earlier {
      let (weight, bias) = (
        moment.parameters[0].tensor.values[0], moment.parameters[1].tensor.values[0]
      )
      for (x, y) in zip(fit.x, moment.outputs[0]) { #expect(abs(weight * x + bias - y) < 1e-12) }
    }
    let regions = try #require(
      try await result(
        "network: 2 -> 1 sigmoid\ndata: moons\nloss: bce\nsteps: 3\nshow: decision boundary"
      ).regions)
    #expect(regions.earlier.map(\.step) == [0, 1, 2])
    let many = try #require(
      try await result(
        "network: 2 -> 1 sigmoid\ndata: moons\nloss: bce\nsteps: 3\nseeds: 2\nshow: decision boundary"
      ).regions)
    #expect(many.earlier.isEmpty)
  }

  @Test("the decisions on the training rows are the network's own")
  func regions() async throws {
    let result = try await result(
      """
      network: [8 tanh, batchnorm, 3 softmax]
      data: {from: blobs, standardize: true}
      loss: cross-entropy
      optimizer: adam
      learning rate: 0.05
      steps: 60
      show: decision boundary
      """)
    let regions = try #require(result.regions)
    let data = try #require(result.data)
    let predictions = try #require(result.trials[0].training.predictions)
    #expect(regions.isStandardized)
    #expect(regions.margins.count == 3)
    #expect(regions.classes == data.targets.values.map { Int($0) })
    // At the grid point nearest to a row far from any boundary, the decision is that of the row.
    for row in 0..<data.count {
      let scores = (0..<3).map { predictions[row, $0] }
      guard let best = scores.max(), best > 0.95 else { continue }
      let x = nearest(data.features[row, 0], regions.x)
      let y = nearest(data.features[row, 1], regions.y)
      let margins = regions.margins.map { $0[y * regions.x.count + x] }
      #expect(margins.firstIndex(of: margins.max() ?? 0) == scores.firstIndex(of: best))
    }
  }

  private func nearest(_ value: Double, _ ticks: [Double]) -> Int {
    ticks.indices.min { abs(ticks[$0] - value) < abs(ticks[$1] - value) } ?? 0
  }

  @Test("a fit passes through the predictions of the training rows")
  func fit() async throws {
    let result = try await result("network: 1 -> 1\ndata: line\nlearning rate: 0.2\nsteps: 50")
    let fit = try #require(result.fit)
    let final = result.trials[0].training.final.map { $0.tensor.values[0] }
    for (x, y) in zip(fit.x, fit.outputs[0]) { #expect(abs(y - (final[0] * x + final[1])) < 1e-12) }
  }

  @Test("rates are those of the schedule, as many as steps were made")
  func rates() async throws {
    let result = try await result(
      """
      minimize: w^2
      start: {w: 1}
      learning rate: 0.1
      schedule: "step(every=2, factor=0.5)"
      steps: 5
      show: rate
      """)
    #expect(result.rates == [[0.1, 0.1, 0.05, 0.05, 0.025]])
  }

  @Test("figures that a model cannot have are told at their place, with what they need")
  func unfit() async {
    let run = await Run(
      """
      ```yaml experiment a
      network: [4 tanh, 1]
      data: sine
      show: [verdict, contour, decision boundary]
      ```
      ```yaml experiment b
      minimize: w^2
      start: {w: 1}
      show: contour
      ```
      """)
    #expect(
      run.messages == """
        a.md:4:17: warning: 'contour' is drawn over two parameters, and this model has 13
        4 | show: [verdict, contour, decision boundary]
          |                 ^^^^^^^
        a.md:4:26: warning: 'decision boundary' is drawn over two features, for targets that are classes
        4 | show: [verdict, contour, decision boundary]
          |                          ^^^^^^^^^^^^^^^^^
        a.md:9:7: warning: 'contour' is drawn over two parameters, and this model has 1
        9 | show: contour
          |       ^^^^^^^
          help: 'trajectory' shows the descent on a curve
        """)
  }
}
