import Autodiff
import Testing
import Training

@testable import Experiments

@Suite struct SpecDecoderTests {
  @Test("a verdict that does not exist is an unknown value, not one that fails or always holds")
  func unknownVerdict() {
    let reading = Reading(
      "minimize: w^2\nstart: {w: 1}\nexpect: trials[0].verdict != convergd")
    #expect(
      reading.text == """
        exercises.md:3:9: error: unknown verdict 'convergd'
        3 | expect: trials[0].verdict != convergd
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          help: did you mean 'converged'?
        """)
  }

  /// Keys of a network experiment, decoded together with a model and data.
  private func network(_ keys: String) -> Reading {
    Reading("network: 2 -> 1\ndata: xor\n" + keys)
  }

  private func settings(_ keys: String) -> TrainingSettings? {
    network(keys).spec?.base.settings
  }

  @Test("a silent block has the format's defaults")
  func defaults() {
    let spec = network("").spec
    #expect(spec?.base.settings == TrainingSettings())
    #expect(spec?.base.loss == .mse)
    #expect(spec?.trialCount == 1)
    #expect(
      spec?.trial(0).settings == [
        .init(key: "learning rate", value: .number(0.01)), .init(key: "seed", value: .number(0)),
      ])
  }

  @Test("every optimizer is read with its options")
  func optimizers() {
    #expect(settings("optimizer: sgd")?.optimizer == .sgd)
    #expect(settings("optimizer: {momentum: {beta: 0.8}}")?.optimizer == .momentum(beta: 0.8))
    #expect(settings("optimizer: nesterov")?.optimizer == .nesterov(beta: 0.9))
    #expect(settings("optimizer: adagrad")?.optimizer == .adagrad(epsilon: 1e-10))
    #expect(
      settings("optimizer: {rmsprop: {alpha: 0.95}}")?.optimizer
        == .rmsprop(alpha: 0.95, epsilon: 1e-8))
    #expect(
      settings("optimizer: adam(beta1=0.8)")?.optimizer
        == .adam(beta1: 0.8, beta2: 0.999, epsilon: 1e-8))
    #expect(
      settings("optimizer:\n  adamw:\n    weight-decay: 0.3")?.optimizer
        == .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.3))
  }

  @Test("the key weight decay is adamw's own, and given twice an error")
  func weightDecay() {
    let own = settings("optimizer: adamw\nweight decay: 0.1")
    #expect(own?.optimizer == .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1))
    #expect(own?.weightDecay == 0)
    #expect(settings("weight decay: 0.1")?.weightDecay == 0.1)
    #expect(
      network("optimizer: {adamw: {weight decay: 0.1}}\nweight decay: 0.1").text == """
        exercises.md:4:1: error: 'weight decay' is given twice
        4 | weight decay: 0.1
          | ^^^^^^^^^^^^
        """)
  }

  @Test("every schedule is read, alone and in a list")
  func schedules() {
    #expect(settings("schedule: constant")?.schedule == [.constant])
    #expect(
      settings("schedule: step(every=10, factor=0.5)")?.schedule == [.step(every: 10, factor: 0.5)])
    #expect(settings("schedule: exponential(rate=0.9)")?.schedule == [.exponential(rate: 0.9)])
    #expect(
      settings("schedule: cosine(steps=5, floor=0.1)")?.schedule == [.cosine(steps: 5, floor: 0.1)])
    #expect(
      settings("schedule: [\"warmup(steps=10)\", cosine]")?.schedule
        == [.warmup(steps: 10), .cosine(steps: nil, floor: 0)])
    #expect(settings("schedule: one-cycle")?.schedule == [.oneCycle(steps: nil)])
    #expect(settings("schedule: {warmup: {steps: 3}}")?.schedule == [.warmup(steps: 3)])
    #expect(
      network("schedule: step(every=10)").text == """
        exercises.md:3:11: error: 'step' needs 'factor'
        3 | schedule: step(every=10)
          |           ^^^^^^^^^^^^^^
        """)
    #expect(
      network("schedule: cosine(step=10)").text == """
        exercises.md:3:18: error: 'cosine' has no option 'step'
        3 | schedule: cosine(step=10)
          |                  ^^^^
          help: did you mean 'steps'?
        """)
  }

  @Test("every initialiser is read by each of its names")
  func initializers() {
    let names: KeyValuePairs<String, Initializer> = [
      "glorot uniform": .glorotUniform, "xavier-normal": .glorotNormal, "he_normal": .heNormal,
      "kaiming uniform": .heUniform, "lecun normal": .lecunNormal, "zeros": .zeros,
      "normal(0.1)": .normal(deviation: 0.1), "uniform(0.5)": .uniform(limit: 0.5),
    ]
    for (name, initializer) in names {
      #expect(settings("init: \(name)")?.initializer == initializer)
    }
  }

  @Test("the other training keys are read")
  func training() {
    #expect(settings("steps: 1e3")?.duration == .steps(1000))
    #expect(settings("epochs: 5")?.duration == .epochs(5))
    #expect(settings("batch: all")?.batch == .all)
    #expect(settings("batch: 32\nshuffle: false")?.batch == .size(32))
    #expect(settings("clip: {norm: 1.0}")?.clip == .norm(1))
    #expect(settings("clip: {value: 0.5}")?.clip == .value(0.5))
    #expect(
      settings("stop: {gradient: 1e-6, patience: 20}")?.stop
        == StopRule(gradient: 1e-6, patience: 20))
    #expect(settings("precision: float32")?.precision == .float32)
    #expect(settings("seed: 7")?.seed == 7)
    #expect(settings("record: [W1, rate]")?.record == ["W1", "rate"])
    #expect(network("loss: bce").spec?.base.loss == .binaryCrossEntropy)
    #expect(network("loss: cross-entropy").spec?.base.loss == .crossEntropy)
  }

  @Test("networks are read as chains and as lists")
  func networks() {
    #expect(
      Reading("network: 2 -> 4 tanh -> batchnorm -> relu -> dense 1 sigmoid\ndata: xor").spec?.base
        .model
        == .network(
          Network(
            inputs: 2,
            layers: [
              .dense(units: 4, .tanh), .batchNorm, .activation(.relu), .dense(units: 1, .sigmoid),
            ])))
    #expect(
      Reading("network:\n- dense 3\n- residual: [dense 3 leaky-relu, dropout 0.2]\n- 1\ndata: xor")
        .spec?.base.model
        == .network(
          Network(
            inputs: nil,
            layers: [
              .dense(units: 3, .linear),
              .residual([.dense(units: 3, .leakyRelu), .dropout(probability: 0.2)]),
              .dense(units: 1, .linear),
            ])))
    #expect(
      Reading("network: 2 -> 4 tahn -> 1\ndata: xor").text == """
        exercises.md:1:15: error: unknown activation 'tahn'
        1 | network: 2 -> 4 tahn -> 1
          |               ^^^^^^
          help: did you mean 'tanh'?
        """)
    #expect(
      Reading("network: tanh -> 1\ndata: xor").text == """
        exercises.md:1:10: error: a chain begins with the number of inputs, not with 'tanh'
        1 | network: tanh -> 1
          |          ^^^^
          help: write it as 2 -> 4 tanh -> 1
        """)
  }

  @Test("data are read in every form")
  func data() {
    func source(_ data: String) -> DataSpec? {
      Reading("network: 2 -> 1\ndata: \(data)").spec?.base.data
    }
    #expect(source("points") == DataSpec(source: .block("points")))
    #expect(source("more/points.csv") == DataSpec(source: .file("more/points.csv")))
    #expect(
      source("moons(samples=50, noise=0)")?.source
        == .builtin(name: "moons", arguments: [.init("samples", 50), .init("noise", 0)]))
    var split = DataSpec(source: .file("a.csv"))
    split.target = "t"
    split.features = ["a", "b"]
    split.standardize = true
    split.split = 0.8
    #expect(
      source("{from: a.csv, target: t, features: [a, b], standardize: true, split: 0.8}") == split)
    guard case .inline(let inline)? = source("{x: [[1, 2], [3, 4]], y: [2, 0]}")?.source else {
      Issue.record("inline data are not read")
      return
    }
    #expect(inline.features == Tensor([[1, 2], [3, 4]]))
    #expect(inline.targets == Tensor([[2], [0]]))
  }

  @Test("wrong data are told at their place")
  func wrongData() {
    #expect(
      Reading("network: 2 -> 1\ndata: mons").text == """
        exercises.md:2:7: error: unknown data 'mons'
        2 | data: mons
          |       ^^^^
          help: did you mean 'moons'?
        """)
    #expect(
      Reading("network: 2 -> 1\ndata: moons(samples=0)").text.hasPrefix(
        "exercises.md:2:21: error: samples must be a whole number from 2 to 1000000, not 0"))
    #expect(
      Reading("network: 2 -> 1\ndata: {x: [[1, 2], [3]], y: [1, 2]}").text == """
        exercises.md:2:20: error: row 2 of 'x' has 1 number, and the rows before have 2
        2 | data: {x: [[1, 2], [3]], y: [1, 2]}
          |                    ^^^
        """)
    #expect(Reading("network: 2 -> 1").text.contains("the network has no data to train on"))
  }

  @Test("a type error says what was expected and what came")
  func types() {
    #expect(
      network("steps: 1.5").text == """
        exercises.md:3:8: error: steps must be a whole number of at least 1, not 1.5
        3 | steps: 1.5
          |        ^^^
        """)
    #expect(
      network("learning rate: fast").text == """
        exercises.md:3:16: error: learning rate must be a number of at least 0, not 'fast'
        3 | learning rate: fast
          |                ^^^^
        """)
    #expect(network("shuffle: yes").text.contains("shuffle must be true or false, not 'yes'"))
    #expect(network("steps: .inf").text.contains("not .inf"))
    #expect(
      network("steps: 5\nepochs: 5").text == """
        exercises.md:4:1: error: 'steps' and 'epochs' cannot both be given
        4 | epochs: 5
          | ^^^^^^
          help: a step is one update, an epoch one pass over the data
        """)
  }

  @Test("all problems of a block are told together")
  func together() {
    let reading = network("stepz: 5\noptimizer: adma\nlearning rate: -1\nloss: l2\n")
    #expect(reading.messages.count == 4)
    #expect(reading.spec == nil)
  }

  @Test("an experiment has exactly one model")
  func models() {
    #expect(Reading("steps: 5").text.contains("the experiment has no model"))
    #expect(
      Reading("tape: chain\nminimize: w^2\nstart: {w: 1}").text.contains(
        "an experiment has one model, not 'tape' and 'minimize'"))
    #expect(Reading("minimize: w^2").text.contains("'minimize' needs 'start'"))
    #expect(
      Reading("minimize: w^2\nstart: {w: 1}\nbatch: 3").text.contains(
        "'batch' means nothing for 'minimize'"))
    #expect(Reading("tape: chian").text.contains("did you mean 'chain'?"))
  }

  @Test("the front matter's defaults count where the block is silent and they mean something")
  func frontMatter() {
    let front = "defaults: {learning-rate: 0.5, epochs: 3, loss: mae, data: xor}"
    let reading = Reading("network: 2 -> 1\nsteps: 7\nloss: huber", frontMatter: front)
    #expect(reading.text == "")
    #expect(reading.spec?.base.training.learningRate == 0.5)
    #expect(reading.spec?.base.training.duration == .steps(7))
    #expect(reading.spec?.base.loss == .huber)
    #expect(Reading("minimize: w^2\nstart: {w: 1}", frontMatter: front).text == "")
  }

  @Test("unknown parameters are errors with a suggestion")
  func parameters() {
    let front = "parameters: {rate: 0.5, name: x}"
    #expect(
      Reading("minimize: w^2\nstart: {w: 1}\nlearning rate: ${rat}", frontMatter: front).text == """
        exercises.md:3:16: error: no parameter is named 'rat'
        3 | learning rate: ${rat}
          |                ^^^^^^
          help: did you mean 'rate'?
        """)
    let reading = Reading(
      "minimize: (w - ${rate})^2\nstart: {w: 1}\nlearning rate: \"${rate}\"\ncaption: of ${name}",
      frontMatter: front)
    #expect(reading.text == "")
    #expect(reading.spec?.base.model == .minimize("(w - 0.5)^2"))
    #expect(reading.spec?.base.training.learningRate == 0.5)
    #expect(reading.experiment.presentation.caption == "of x")
  }

  @Test("what is shown and left blank is read without a word")
  func shown() {
    let reading = network("show: [loss plot, decision boundary]\nblank: [gradients.W1, updates]")
    #expect(reading.spec != nil)
    #expect(reading.experiment.presentation.show == [.lossPlot, .decisionBoundary])
    #expect(reading.experiment.presentation.blank == ["gradients.W1", "updates"])
    #expect(reading.text == "")
  }

  @Test(
    "a part of show takes options in parentheses or as a list, each once",
    arguments: [
      "code(pytorch, keras)", "[code(pytorch), code(keras)]", "{code: [pytorch, keras]}",
      "[code: pytorch, code: keras]", "['code(pytorch, keras)', code(pytorch)]",
    ])
  func showOptions(_ text: String) {
    let reading = network("show: \(text)")
    #expect(reading.experiment.presentation.show == [.code])
    #expect(reading.experiment.presentation.frameworks == [.pytorch, .keras])
    #expect(!reading.text.contains("error"))
  }

  @Test("code without a framework is PyTorch, and the order of frameworks is the author's")
  func frameworks() {
    #expect(network("show: code").experiment.presentation.frameworks == [.pytorch])
    #expect(
      network("show: 'code(keras, pytorch)'").experiment.presentation.frameworks
        == [.keras, .pytorch])
  }

  @Test("options that a part of show does not have are reported at their place")
  func unknownShowOptions() {
    let line = "show: [verdict(long), code(torch), \"code(tensorflow, on=keras)\", cod(keras)]"
    let errors = network(line).messages.filter { $0.contains(" error: ") }
    #expect(
      errors.joined(separator: "\n") == """
        exercises.md:3:16: error: 'verdict' takes no options, so not 'long'
        3 | \(line)
          |                ^^^^
        exercises.md:3:28: error: 'code' has no option 'torch'
        3 | \(line)
          |                            ^^^^^
          help: did you mean 'pytorch'?
        exercises.md:3:42: error: 'code' has no option 'tensorflow'
        3 | \(line)
          |                                          ^^^^^^^^^^
          help: choose from 'pytorch' and 'keras'
        exercises.md:3:54: error: 'code' has no option 'on'
        3 | \(line)
          |                                                      ^^
          help: choose from 'pytorch' and 'keras'
        exercises.md:3:66: error: unknown show 'cod'
        3 | \(line)
          |                                                                  ^^^
          help: did you mean 'code'?
        """)
  }
}
