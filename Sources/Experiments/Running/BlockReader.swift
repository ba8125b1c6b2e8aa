import Source
import Training

/// Reads all blocks of a notebook, before any is run.
struct BlockReader: Sendable {
  /// An experiment as read, with its YAML's problems told.
  struct Experiment: Sendable {
    let block: ExecutableBlock
    let decoded: DecodedExperiment
  }

  let front: FrontMatter
  let source: SourceText
  let blocks: [ExecutableBlock]
  var loader: DataLoader
  private(set) var experiments: [Experiment] = []
  private(set) var tapes: [String: Tape] = [:]
  private(set) var data: [String: Dataset] = [:]
  private(set) var problems: [Diagnostic] = []

  init(front: FrontMatter, source: SourceText, blocks: [ExecutableBlock], loader: DataLoader) {
    self.front = front
    self.source = source
    self.blocks = blocks
    self.loader = loader
  }

  mutating func read() {
    var names = SpecDecoder.Names()
    for block in blocks {
      switch block.kind {
      case .data: names.data.append(block.name)
      case .tape: names.tapes.append(block.name)
      case .experiment: names.experiments.append(block.name)
      }
    }
    for block in blocks {
      switch block.kind {
      case .data: readData(block)
      case .tape: readTape(block)
      case .experiment: readExperiment(block, names)
      }
    }
  }

  private mutating func readData(_ block: ExecutableBlock) {
    do {
      let table = try loader.addBlock(block.name, block.body).get()
      data[block.name] = try table.dataset(target: nil, features: nil) { _ in block.kindRange }
    } catch {
      // An empty body has no place of its own.
      problems.append(
        block.body.text.isEmpty
          ? Diagnostic(.error, error.diagnostic.fact, at: block.kindRange) : error.diagnostic)
    }
  }

  private mutating func readTape(_ block: ExecutableBlock) {
    guard let body = front.parameters.substitute(in: block.body, problems: &problems) else {
      return
    }
    let (tape, found) = Tape.read(body)
    problems += found
    tapes[block.name] = tape
  }

  private mutating func readExperiment(_ block: ExecutableBlock, _ names: SpecDecoder.Names) {
    var reader = YAMLReader(block.body, in: source, parameters: front.parameters)
    let root = reader.read()
    var decoder = SpecDecoder(names: names)
    var decoded: DecodedExperiment
    if root == nil, !reader.problems.isEmpty {
      decoded = DecodedExperiment(places: SpecPlaces(block: block.kindRange))
    } else {
      let empty = YAMLNode(.mapping([]), at: block.kindRange)
      decoded = decoder.experiment(
        root ?? empty, defaults: front.defaults, block: block.kindRange)
    }
    if reader.problems.contains(where: { $0.severity == .error }) { decoded.spec = nil }
    problems += reader.problems + decoder.problems
    experiments.append(Experiment(block: block, decoded: decoded))
  }
}
