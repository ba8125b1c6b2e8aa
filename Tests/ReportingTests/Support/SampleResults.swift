import Autodiff
import Source
import Training

@testable import Experiments

/// Results made by hand, so that these tests need no engine.
enum SampleResults {
  /// Gradient descent on (w − 5)², which is simple enough to do here.
  static func descent(
    rate: Double, steps: Int, from start: Double = 8, verdict: Verdict.Kind = .converged
  ) -> TrialResult {
    var training = TrainingResult()
    var path = ParameterPath(names: ["w"], points: [[start]], gradients: [], rates: [])
    var w = start
    for _ in 0..<steps {
      training.losses.append((w - 5) * (w - 5))
      path.gradients.append([2 * (w - 5)])
      path.rates.append(rate)
      w -= rate * 2 * (w - 5)
      path.points.append([w])
    }
    training.steps = steps
    training.finalLoss = (w - 5) * (w - 5)
    training.initial = [NamedTensor("w", Tensor(start))]
    training.gradients = [NamedTensor("w", Tensor(2 * (start - 5)))]
    training.final = [NamedTensor("w", Tensor(w))]
    var trial = TrialResult(
      settings: [
        TrialResult.Setting(key: "learning rate", value: .number(rate)),
        TrialResult.Setting(key: "seed", value: .number(0)),
      ],
      verdict: Verdict(
        kind: verdict, reason: "the last gradient, 1e-05, is below 0.001 of the first, 6"),
      training: training, scalarParameters: true)
    trial.path = path
    return trial
  }

  static func minimize(_ trials: [TrialResult], axes: [SweepAxis] = []) -> ExperimentResult {
    var result = ExperimentResult(
      model: .minimize(expression: "(w - 5)^2", variables: ["w"]), trials: trials, axes: axes,
      data: nil, derivatives: [NamedText("w", "2(w - 5)")], explanation: nil)
    let x = (0...60).map { 1 + Double($0) * 8 / 60 }
    result.curve = Curve(x: x, y: x.map { ($0 - 5) * ($0 - 5) })
    return result
  }

  /// Four rates on the same function.
  static var rates: ExperimentResult {
    let kinds: [(Double, Verdict.Kind)] = [
      (0.01, .converging), (0.1, .converged), (1, .oscillating), (1.1, .diverged),
    ]
    return minimize(
      kinds.map { descent(rate: $0.0, steps: 20, verdict: $0.1) },
      axes: [SweepAxis(key: "learning rate", values: kinds.map { .number($0.0) })])
  }

  static let xorData = Dataset(
    features: Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), targets: Tensor([[0], [1], [1], [0]]),
    featureNames: ["a", "b"], targetNames: ["a xor b"])

  /// Like a network that learns; the losses are 0.7/(1 + (t/40)²) + 0.001.
  static var xor: ExperimentResult {
    var training = TrainingResult()
    training.steps = 500
    training.losses = (0..<500).map { step in
      let t = Double(step) / 40
      return 0.7 / (1 + t * t) + 0.001
    }
    training.finalLoss = 0.0054508
    let weights = Tensor([[0.5, -0.25, 0.1, 0.75], [-0.125, 0.3, -0.9, 0.05]])
    training.initial = [
      NamedTensor("W1", weights), NamedTensor("b1", Tensor([0, 0, 0, 0])),
      NamedTensor("W2", Tensor([[0.2], [-0.4], [0.6], [-0.8]])), NamedTensor("b2", Tensor([0])),
    ]
    training.gradients = [
      NamedTensor("W1", Tensor([[0.0123, -0.2, 0.1 + 0.2, 1e-5], [1, -0.5, 12.25, -3e-9]])),
      NamedTensor("b1", Tensor([0.25607, -0.139673, 0, 0.5])),
      NamedTensor("W2", Tensor([[0.1], [-0.2], [0.3], [-0.4]])), NamedTensor("b2", Tensor([-0.01])),
    ]
    training.final = training.initial
    training.afterFirstStep = zip(training.initial, training.gradients).map { old, gradient in
      NamedTensor(
        old.name,
        Tensor(
          old.tensor.shape,
          zip(old.tensor.values, gradient.tensor.values).map { $0 - 0.1 * $1 }))
    }
    training.predictions = Tensor([[0.0213], [0.9787], [0.98123], [0.018]])
    training.metrics = [NamedValue("accuracy", 1)]
    let trial = TrialResult(
      settings: [
        TrialResult.Setting(key: "learning rate", value: .number(0.1)),
        TrialResult.Setting(key: "seed", value: .number(0)),
      ],
      verdict: Verdict(kind: .converged, reason: "the loss fell below 1 % of where it began"),
      training: training, scalarParameters: false)
    let network = Network(
      inputs: 2, layers: [.dense(units: 4, .tanh), .dense(units: 1, .sigmoid)])
    return ExperimentResult(
      model: .network(network, inputs: 2, loss: .binaryCrossEntropy), trials: [trial], axes: [],
      data: xorData, derivatives: [], explanation: nil)
  }

  /// x = 2, a = 3x, L = a².
  static var chain: TapeResult {
    let explanation = Explanation(
      steps: [
        Explanation.Step(
          name: "x", role: .data, formula: "", value: Tensor(2), gradient: Tensor(36), locals: [],
          rule: "∂L/∂a · ∂a/∂x"),
        Explanation.Step(
          name: "a", role: .intermediate, formula: "3x", value: Tensor(6), gradient: Tensor(12),
          locals: [Explanation.Local(name: "x", symbolic: "3", value: Tensor(3))],
          rule: "∂L/∂a"),
        Explanation.Step(
          name: "L", role: .target, formula: "a^2", value: Tensor(36), gradient: Tensor(1),
          locals: [Explanation.Local(name: "a", symbolic: "2a", value: Tensor(12))], rule: ""),
      ],
      chains: [
        Explanation.Chain(
          parameter: "x",
          products: [
            [
              Explanation.Chain.Factor(numerator: "L", denominator: "a", value: 12),
              Explanation.Chain.Factor(numerator: "a", denominator: "x", value: 3),
            ]
          ], value: 36)
      ], target: "L")
    return TapeResult(
      values: [
        NamedTensor("x", Tensor(2)), NamedTensor("a", Tensor(6)), NamedTensor("L", Tensor(36)),
      ],
      gradients: [
        TapeResult.Gradients(
          target: "L", values: [NamedTensor("x", Tensor(36))],
          derivatives: [NamedText("x", "18x")])
      ], explanations: [explanation])
  }

  static func block(
    _ name: String, _ kind: ExecutableBlock.Kind, _ outcome: BlockResult.Outcome,
    show: [Presentation.Part]? = nil, caption: String? = nil
  ) -> BlockResult {
    var presentation = Presentation()
    presentation.show = show
    presentation.caption = caption
    return BlockResult(
      name: name, kind: kind, line: 1, presentation: presentation, outcome: outcome)
  }
}
