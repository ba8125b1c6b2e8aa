import Source
import Testing

@testable import Experiments

@Suite("Diagnosis") struct DiagnosisTests {
  private func diagnosis(_ body: String) async throws -> Diagnosis {
    let run = await Run(
      """
      ```yaml experiment a
      \(body)
      show: diagnosis
      ```
      """)
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else {
      throw Missing()
    }
    return try #require(result.diagnosis)
  }

  private struct Missing: Error {}

  private func finding(_ kind: Diagnosis.Kind, _ body: String) async throws -> String {
    let finding = try await diagnosis(body).findings.first { $0.kind == kind }
    guard let finding else { return "nothing" }
    return "\(finding.place) at \(finding.step): \(finding.evidence) -> \(finding.remedy)"
  }

  private func deep(_ activation: String, _ more: String = "") -> String {
    let layers = [String](repeating: "20 \(activation)", count: 6).joined(separator: ", ")
    return """
      network: [\(layers), 2 softmax]
      data: moons
      loss: cross-entropy
      learning rate: 0.1
      steps: 20
      \(more)
      """
  }

  @Test("vanishing gradients are found in a deep sigmoid network, and not in one of relu with he")
  func vanishing() async throws {
    #expect(
      try await finding(.vanishing, deep("sigmoid"))
        == "layer 1 (W1) at 0: ∂L/∂z is 0.000013 there and 0.055 in the last layer (norms; below a "
        + "hundredth) -> relu or leaky_relu with init: he normal, batchnorm, or residual layers")
    #expect(try await finding(.vanishing, deep("relu", "init: he normal")) == "nothing")
  }

  @Test("exploding gradients are found where weights are too large, and not by the standard ones")
  func exploding() async throws {
    #expect(
      try await finding(.exploding, deep("relu", "init: normal(1.5)"))
        .hasSuffix(
          "(norms; above a hundredfold) -> init: glorot uniform or he normal, batchnorm, or clip: "
            + "{norm: 1}"))
    #expect(try await finding(.exploding, deep("relu")) == "nothing")
  }

  @Test("dead units are counted, and a leaky relu has none")
  func dead() async throws {
    let body = { (activation: String) in
      """
      network: 1 -> 4 \(activation) -> 1
      data: {x: [[1], [2]], y: [[1], [2]]}
      weights: {W1: [[1, -1, 1, 1]], W2: [[0.1], [0.1], [0.1], [0.1]]}
      learning rate: 0.01
      steps: 3
      """
    }
    #expect(
      try await finding(.dead, body("relu"))
        == "layer 1 (W1) at 0: 1 of 4 relu units give 0 for every row, so nothing can change them (a "
        + "tenth or more) -> leaky_relu, a lower learning rate, or init: he normal")
    #expect(try await finding(.dead, body("leaky_relu")) == "nothing")
  }

  @Test("saturated units are found by the share of flat values")
  func saturated() async throws {
    let body = { (weight: String) in
      """
      network: 1 -> 2 tanh -> 1
      data: {x: [[1], [2]], y: [[1], [2]]}
      weights: {W1: [[\(weight), 0.3]]}
      steps: 1
      """
    }
    #expect(
      try await finding(.saturated, body("9").replacing("0.3", with: "-7"))
        == "layer 1 (W1) at 0: 100 % of the values of tanh lie where its slope is below 2 % of the "
        + "largest (more than half) -> smaller weights (init: glorot uniform), scaled inputs, or relu"
    )
    #expect(try await finding(.saturated, body("9")) == "nothing")
  }

  @Test("equal start weights are found where they go in and come out, not where one side differs")
  func symmetric() async throws {
    #expect(
      try await finding(.symmetric, "network: [4 tanh, 1]\ndata: xor\ninit: zeros\nsteps: 2")
        == "layer 1 (W1) at 0: its 4 units start with the same weights, so they get the same gradients "
        + "and stay copies of one -> draw the weights: init: glorot uniform")
    #expect(
      try await finding(
        .symmetric, "network: [2 tanh, 1]\ndata: xor\nweights: {W1: [[1, 1], [1, 1]]}\nsteps: 2")
        == "nothing")
  }

  @Test("inputs that are large or of very different sizes are found by name")
  func unscaled() async throws {
    let body = { (rows: String) in
      "network: [1]\ndata: {x: \(rows), y: [[1], [2]]}\nlearning rate: 1e-6\nsteps: 1"
    }
    #expect(
      try await finding(.unscaled, body("[[30, 1], [40, 1]]"))
        == "x1 at 0: its root mean square is 35 (above 10) -> standardize: true in data, or features of "
        + "size 1")
    #expect(
      try await finding(.unscaled, body("[[3, 0.01], [4, 0.02]]"))
        == "x1 and x2 at 0: their root mean squares are 3.5 and 0.016 (more than 100 times apart) -> "
        + "standardize: true in data, or features of size 1")
    #expect(try await finding(.unscaled, body("[[3, 1], [4, 2]]")) == "nothing")
  }

  @Test("a learning rate is held to 2/λ_max, with momentum to 2(1 + β)/λ_max")
  func stability() async throws {
    let body = { (rate: String, optimizer: String) in
      "minimize: (w - 5)^2\nstart: {w: 8}\nlearning rate: \(rate)\noptimizer: \(optimizer)\nsteps: 5"
    }
    #expect(
      try await finding(.unstableRate, body("1.1", "sgd"))
        == " at 0: the learning rate 1.1 is above 2/λ_max = 1, where steps overshoot further and further "
        + "-> learning rate: 0.5 or less")
    #expect(try await finding(.unstableRate, body("0.9", "sgd")) == "nothing")
    #expect(try await finding(.unstableRate, body("1.1", "momentum")) == "nothing")
    #expect(
      try await finding(.unstableRate, body("2", "momentum"))
        .contains("above 2(1 + β)/λ_max = 1.9, where"))
    #expect(
      try await diagnosis(body("0.9", "sgd")).stability
        == "At the start and at the end λ_max is 2, so that descent is stable up to 2/λ_max = 1; the "
        + "learning rate is 0.9.")
    #expect(try await diagnosis(body("0.9", "adam")).stability == RateStability.silence)
  }

  @Test("the step from which a loss is not finite is told")
  func notFinite() async throws {
    #expect(
      try await finding(
        .notFinite, "minimize: w^4\nstart: {w: 3}\nlearning rate: 1\nsteps: 20"
      ).hasPrefix(" at 5: the loss is no finite number from this step on"))
    #expect(
      try await finding(.notFinite, "minimize: w^2\nstart: {w: 3}\nsteps: 5") == "nothing")
  }

  @Test("a healthy training has no finding, and says at which steps it was looked at")
  func healthy() async throws {
    let diagnosis = try await diagnosis(
      "network: [16 tanh, 1 sigmoid]\ndata: moons\nloss: bce\nlearning rate: 0.5\nsteps: 300")
    #expect(diagnosis.findings.isEmpty)
    #expect(diagnosis.steps == [0, 4, 9, 18, 37, 75, 150, 299, 300])
  }

  @Test("observed steps are the first, the last and halvings between")
  func observedSteps() {
    #expect(ObservedSteps.steps(of: 0) == [])
    #expect(ObservedSteps.steps(of: 1) == [0])
    #expect(ObservedSteps.steps(of: 8) == [0, 1, 2, 3, 4, 5, 6, 7])
    #expect(ObservedSteps.steps(of: 9) == [0, 1, 2, 4, 8])
    #expect(ObservedSteps.steps(of: 1000) == [0, 15, 31, 62, 125, 250, 500, 999])
    #expect(ObservedSteps.snapshots(of: 3) == [0, 1, 2, 3])
  }
}
