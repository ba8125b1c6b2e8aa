import Autodiff
import Experiments
import Foundation
import Testing
import Training

@testable import Reporting

@Suite struct CodeTextTests {
  @Test(
    "the programs of all experiments are as recorded", arguments: Presentation.Framework.allCases)
  func recorded(_ framework: Presentation.Framework) async throws {
    let written = try await WrittenPrograms.run()
    let sections = written.experiments.map { experiment in
      "## \(experiment.name)\n\n```python\n\(experiment.text(framework))```\n"
    }
    let text = "# In \(framework.name)\n\n" + sections.joined(separator: "\n")
    try expectSnapshot([UInt8](text.utf8), "Code/\(framework.rawValue).md")
  }

  @Test("every line has at most 88 columns, none ends with a blank")
  func lines() async throws {
    for experiment in try await WrittenPrograms.run().experiments {
      for framework in Presentation.Framework.allCases {
        for line in experiment.text(framework).split(separator: "\n") {
          #expect(line.count <= 88 && line.last != " ", "\(experiment.name): \(line)")
        }
      }
    }
  }

  @Test(
    "together the experiments have every kind of layer, activation, loss, optimizer and schedule")
  func coverage() async throws {
    let programs = try await WrittenPrograms.run().experiments.map(\.plan.program)
    let layers = Set(programs.flatMap(\.layers).map(Self.kind))
    #expect(layers.isSuperset(of: Activation.allCases.filter { $0 != .linear }.map(\.rawValue)))
    #expect(
      layers.isSuperset(of: ["dense", "batchnorm", "layernorm", "dropout", "begin", "end"]))
    let losses = programs.compactMap { program in
      if case .network(let model) = program.model { model.loss } else { nil }
    }
    #expect(Set(losses) == Set(Loss.allCases))
    #expect(
      Set(programs.map { Self.kind($0.settings.optimizer) })
        == ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"])
    #expect(
      Set(programs.flatMap(\.settings.schedule).map(Self.kind))
        == ["step", "exponential", "cosine", "warmup", "one-cycle"])
  }

  private static func kind(_ layer: FlatLayer) -> String {
    switch layer {
    case .dense: "dense"
    case .batchNorm: "batchnorm"
    case .layerNorm: "layernorm"
    case .dropout: "dropout"
    case .activation(let activation): activation.rawValue
    case .beginResidual: "begin"
    case .endResidual: "end"
    }
  }

  private static func kind(_ optimizer: Optimizer) -> String {
    switch optimizer {
    case .sgd: "sgd"
    case .momentum: "momentum"
    case .nesterov: "nesterov"
    case .adagrad: "adagrad"
    case .rmsprop: "rmsprop"
    case .adam: "adam"
    case .adamw: "adamw"
    }
  }

  private static func kind(_ schedule: Schedule) -> String {
    switch schedule {
    case .constant: "constant"
    case .step: "step"
    case .exponential: "exponential"
    case .cosine: "cosine"
    case .warmup: "warmup"
    case .oneCycle: "one-cycle"
    }
  }

  // MARK: Where data come from

  /// A line through so many samples from a source.
  private func program(
    _ source: DataSpec.Source, samples: Int, split: Int? = nil
  ) throws -> ExperimentProgram {
    let x = (0..<samples).map { Double($0) / 4 }
    let data = Dataset(
      features: Tensor(.matrix(samples, 1), x), targets: Tensor(.matrix(samples, 1), x),
      featureNames: ["x"], targetNames: ["y"])
    let network = Network(inputs: 1, layers: [.dense(units: 1, .linear)])
    var program = ExperimentProgram(
      model: .network(try NetworkModel(network, loss: .mse, data: data)),
      settings: TrainingSettings(), steps: 10,
      initial: [NamedTensor("W1", Tensor([[0.5]])), NamedTensor("b1", Tensor([0]))])
    program.data = ExperimentProgram.Data(source: source, rows: data)
    program.data?.split = split.map {
      ExperimentProgram.Split(order: Array(0..<samples), training: $0)
    }
    return program
  }

  /// So many lines of the Keras program after its head.
  private func lines(_ program: ExperimentProgram, _ count: Int) -> String {
    let plan = CodePlan(program, block: "walk", notebook: "lesson")
    let text = CodeParts.text(plan, .keras).split(separator: "\n").drop { !$0.hasPrefix("keras.") }
    return text.dropFirst().prefix(count).joined(separator: "\n")
  }

  @Test("200 numbers are printed, and of more a block is read from a file of its own")
  func blocks() throws {
    let text1 = lines(try program(.block("points"), samples: 100), 1)
    #expect(
      text1 == "x = np.array([")
    let text5 = lines(try program(.block("points"), samples: 101), 5)
    #expect(
      text5 == """
        # the block 'points' of lesson.md, saved as a file of its own
        with open("points.csv", newline="") as file:
            rows = list(csv.DictReader(file, skipinitialspace=True))
        x = np.array([[float(row["x"])] for row in rows])
        y = np.array([[float(row["y"])] for row in rows])
        """)
  }

  @Test("of inline data with more than 200 numbers the handout lists a table")
  func tables() throws {
    let program = try program(.inline(Dataset.empty), samples: 101)
    #expect(
      lines(program, 4) == """
        # The handout lists walk.csv below: save it beside this program.
        table = np.loadtxt("walk.csv", delimiter=",", skiprows=1)
        x = table[:, :1]
        y = table[:, 1:]
        """)
    let parts = CodeParts.parts(
      program, for: [.pytorch, .keras], block: "walk", notebook: "lesson")
    guard parts.count == 3, case .code(let table) = parts[2] else {
      Issue.record("two programs and a table")
      return
    }
    #expect(table.caption == "The data, to save as walk.csv")
    #expect(table.isFolded)
    #expect(table.text.hasPrefix("x,y\n0,0\n0.25,0.25\n"))
  }

  @Test("iris and digits come from scikit-learn, unless columns of them are chosen")
  func library() throws {
    var program = try program(.builtin(name: "digits", arguments: []), samples: 3000)
    #expect(
      lines(program, 2) == """
        x, y = datasets.load_digits(return_X_y=True)
        y = y.reshape(-1, 1)
        """)
    program.data?.features = ["x"]
    #expect(lines(program, 1) == "# The handout lists walk.csv below: save it beside this program.")
  }

  @Test("a split of more than 200 rows is drawn anew, which the program says")
  func split() throws {
    let program = try program(.block("points"), samples: 201, split: 150)
    #expect(
      lines(program, 9).hasSuffix(
        """
        # Which rows train is drawn anew, so the losses differ somewhat.
        order = np.random.default_rng(0).permutation(len(x))
        x_valid, y_valid = x[order[150:]], y[order[150:]]
        """))
  }

  @Test(
    "large data of every built-in kind are made by the framework's own means",
    arguments: [
      ("line", "x = np.linspace(-1, 1, 1500).reshape(-1, 1)"),
      ("sine", "x = np.linspace(-np.pi, np.pi, 1500).reshape(-1, 1)"),
      ("moons", "x, y = datasets.make_moons(1500, noise=0.2, random_state=0)"),
      ("circles", "x, y = datasets.make_circles(1500, noise=0.2, factor=0.5, random_state=0)"),
      ("spirals", "angle = 2 * np.pi * (1 * radius + y / 2)"),
      ("blobs", "    1500, 2, centers=3, cluster_std=0.2, center_box=(-5, 5), random_state=0,"),
      ("random", "x = random.standard_normal((1500, 784))"),
    ])
  func generated(_ name: String, _ line: String) throws {
    var arguments = [DataSpec.Argument("samples", 1500)]
    if name != "random" { arguments.append(DataSpec.Argument("noise", 0.2)) }
    let program = try program(.builtin(name: name, arguments: arguments), samples: 1500)
    let text = lines(program, 20)
    #expect(text.hasPrefix("keras.utils.set_random_seed(0)\n# Data of the same kind;"))
    #expect(text.split(separator: "\n").contains(line[...]))
  }
}

extension Dataset {
  fileprivate static var empty: Dataset {
    Dataset(features: .zeros(.matrix(0, 0)), targets: .zeros(.matrix(0, 0)))
  }
}
