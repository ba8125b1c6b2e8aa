import Autodiff
import Experiments
import Training

/// What the programs for all frameworks have in common: where their numbers come from, and whether
/// they can be the same as here.
struct CodePlan {
  /// Start values of at most so many numbers are written into the program.
  static let mostWeights = 100
  /// Data of at most so many numbers are.
  static let mostPrinted = 200
  /// Generated data of at most so many numbers are given as a table to save beside the program.
  static let mostListed = 2000

  enum Weights: Hashable {
    case printed
    /// From the JSON that `runbook` writes.
    case loaded
    /// By the framework's own initialiser.
    case drawn
  }

  enum Samples: Hashable {
    case printed
    /// A formula without noise.
    case curve
    /// The notebook's own CSV, from a file of this name.
    case csv(file: String, isBlock: Bool)
    /// Numbers as they are here, from a file of this name that the handout lists.
    case listed(file: String)
    /// The first rows of the same data set from scikit-learn, by this function; nil: all of them.
    case library(String, rows: Int?)
    /// Two IDX files.
    case idx(images: String, labels: String)
    /// The same kind of data with other noise.
    case drawn
  }

  let program: ExperimentProgram
  let block: String
  /// The notebook's name without its ending.
  let notebook: String
  let weights: Weights
  /// Nil for a model without samples.
  let samples: Samples?

  init(_ program: ExperimentProgram, block: String, notebook: String) {
    self.program = program
    self.block = block
    self.notebook = notebook
    samples = program.data.map { Self.samples(of: $0, block: block) }
    let count = program.initial.reduce(0) { $0 + $1.tensor.values.count }
    let isRandom =
      samples == .drawn || Self.drawsSplit(program) || Self.shufflesBatches(program)
      || Self.dropsUnits(program)
    switch program.model {
    case .network:
      let isGiven = !program.settings.weights.isEmpty
      weights = isRandom && !isGiven ? .drawn : count > Self.mostWeights ? .loaded : .printed
    case .minimize, .tape: weights = .printed
    }
  }

  private static func samples(
    of data: ExperimentProgram.Data, block: String
  ) -> Samples {
    let numbers = data.rows.features.values.count + data.rows.targets.values.count
    let isSmall = numbers <= mostPrinted
    switch data.source {
    case .file(let path): return .csv(file: path, isBlock: false)
    case .images(let images, let labels): return .idx(images: images, labels: labels)
    case .block(let name): return isSmall ? .printed : .csv(file: name + ".csv", isBlock: true)
    case .inline: return isSmall ? .printed : .listed(file: block + ".csv")
    case .builtin(let name, let arguments):
      if let loader = ["iris": "load_iris", "digits": "load_digits"][name] {
        let isWhole = data.features == nil && data.target == nil
        let rows = arguments.first { $0.name == "samples" }.map { Int($0.value) }
        return isWhole ? .library(loader, rows: rows) : .listed(file: block + ".csv")
      }
      if ["line", "sine"].contains(name), Builtin(name, arguments)["noise"] == 0 { return .curve }
      if isSmall { return .printed }
      return numbers <= mostListed ? .listed(file: block + ".csv") : .drawn
    }
  }

  // MARK: What cannot be the same

  /// Whether the rows of an epoch's batches are drawn; the order of all rows at once is no matter.
  var shufflesBatches: Bool { Self.shufflesBatches(program) }
  var dropsUnits: Bool { Self.dropsUnits(program) }
  /// Whether which rows train is left to the framework's generator.
  var drawsSplit: Bool { Self.drawsSplit(program) }

  private static func shufflesBatches(_ program: ExperimentProgram) -> Bool {
    program.settings.shuffles && program.stepsPerEpoch > 1
  }

  private static func drawsSplit(_ program: ExperimentProgram) -> Bool {
    (program.data?.split?.order.count ?? 0) > mostPrinted
  }

  private static func dropsUnits(_ program: ExperimentProgram) -> Bool {
    program.layers.contains { layer in
      if case .dropout(let probability) = layer { probability > 0 } else { false }
    }
  }

  /// Whether the program draws random numbers.
  var isRandom: Bool {
    weights == .drawn || samples == .drawn || shufflesBatches || dropsUnits || drawsSplit
  }

  /// What an output of several trials is called by.
  var sweepsRate: Bool { !program.learningRates.isEmpty }

  /// The learning rate in code.
  var rate: String {
    sweepsRate ? "learning_rate" : PythonNumber.float(program.settings.learningRate)
  }
}

extension CodePlan {
  /// Says which of several trials the program is.
  func writeChoice(to text: inout PythonText) {
    guard !program.choices.isEmpty else { return }
    let settings = program.choices.map { "\($0.key) \(TrialChoice.text($0.value))" }
    text.comment("The first of the handout's trials: " + settings.joined(separator: ", ") + ".")
    text.gap()
  }

  /// Says what random numbers keep the losses from being the same.
  func writeRandomness(to text: inout PythonText) {
    if shufflesBatches {
      text.comment(
        "The rows come in another order than in the handout, so the losses agree only on average.")
    }
    if dropsUnits {
      text.comment("Dropout is random, so the losses agree with the handout's only on average.")
    }
  }

  /// Writes a training once, or for each learning rate.
  func writeTrials(
    to module: inout PythonModule, _ trial: (inout PythonModule) -> Void
  ) {
    guard sweepsRate else { return trial(&module) }
    var inner = PythonModule()
    inner.body = PythonText(depth: 1)
    trial(&inner)
    module.imports.formUnion(inner.imports)
    let rates = program.learningRates.map { PythonNumber.float($0) }
    module.body.list("for learning_rate in [", rates, "]:")
    module.body.add(alreadyIndented: inner.body)
  }

  /// The lines that set `initial` to the start values in the JSON.
  func writeLoading(to text: inout PythonText) {
    let file = DataCode.quoted("output/\(notebook).json")
    text.comment("runbook \(notebook).md --to json writes this file.")
    text.block("with open(\(file)) as file:") {
      $0.add("blocks = {block[\"name\"]: block for block in json.load(file)[\"blocks\"]}")
    }
    text.add("initial = blocks[\"\(block)\"][\"trials\"][0][\"initial\"]")
  }
}

extension CodePlan {
  /// The arguments of a built-in data set, the defaults filled in.
  struct Builtin {
    let values: [NamedValue]

    init(_ name: String, _ arguments: [DataSpec.Argument]) {
      let given = arguments.map { NamedValue($0.name, $0.value) }
      values = (try? BuiltinData(rawValue: name)?.values(of: given)) ?? given
    }

    subscript(name: String) -> Double { values.first { $0.name == name }?.value ?? 0 }

    /// The argument as Python reads it.
    func text(_ name: String) -> String { PythonNumber.plain(self[name]) }
  }
}

extension ExperimentProgram {
  /// A network's layers one after the other.
  var layers: [FlatLayer] {
    if case .network(let model) = model { model.network.flattened.map(\.layer) } else { [] }
  }
}
