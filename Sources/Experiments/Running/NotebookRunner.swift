import Source
import Training

/// Runs a notebook's blocks.
package struct NotebookRunner: Sendable {
  package struct Options: Sendable {
    /// `--set name=value`, in order.
    package var settings: [(name: String, value: String)] = []
    /// Whether a setting `seed` that is no parameter is the default seed, as in a roster.
    package var settingsMaySeed = false
    package var jobs = 1
    /// Whether the record will be asked for, which lists the losses of all steps. Where it is not, they
    /// are kept only where the page shows or names some.
    package var makesRecord = true
    /// The folder of the notebook, which CSV paths are relative to.
    package var folder = "."
    /// Where trials are kept; nil: nowhere.
    package var cache: Cache?

    package init() {}
  }

  package struct Cache: Sendable {
    package var trials: TrialCache
    /// Whether nothing is looked up, for what is told of the run.
    package var isFresh = false
    /// Whether it is kept what the run did; of several processes that share a run one tells.
    package var writesNotes = true

    package init(_ trials: TrialCache) { self.trials = trials }
  }

  /// How far a block's trials are.
  package struct Progress: Hashable, Sendable {
    package let block: String
    package let done: Int
    package let total: Int
    /// The updates made so far.
    package let steps: Int
    /// Of those done: found in the cache.
    package var found = 0
    /// Those that workers have taken.
    package var running = 0
    /// The best of the measure that the block compares by, so far and with what led to it:
    /// `final_loss 0.0123 (learning rate 0.1, seed 2)`.
    package var best: String?

    package init(block: String, done: Int, total: Int, steps: Int) {
      self.block = block
      self.done = done
      self.total = total
      self.steps = steps
    }
  }

  let options: Options
  let readFile: @Sendable (String) throws -> [UInt8]

  /// - Parameter readFile: the bytes of a file, by its path with the notebook's folder before it.
  package init(options: Options, readFile: @escaping @Sendable (String) throws -> [UInt8]) {
    self.options = options
    self.readFile = readFile
  }

  /// Reads and runs all blocks. What is wrong with one is told in the diagnostics and stops no other.
  ///
  /// Blocks may use data and tapes from anywhere in the notebook, before or after them. The result
  /// does not depend on the number of jobs.
  /// - Parameter progress: called from any worker whenever trials are done.
  package func run(
    blocks: [ExecutableBlock], frontMatter: Excerpt?, source: SourceText,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async -> NotebookResult {
    let reader = read(blocks, frontMatter, source)
    var result = NotebookResult(header: reader.front.header, blocks: [], diagnostics: [])
    var problems = reader.front.problems + reader.problems
    if blocks.isEmpty {
      result.diagnostics = Self.ordered(problems)
      return result
    }
    var session = session(reader, progress)
    await session.run()
    result.blocks = blocks.map { session.result(of: $0) }
    problems += session.problems
    result.diagnostics = Self.ordered(problems)
    result.diagnostics = Self.ordered(
      problems + ExpectationChecker(result, session.expectations).failures())
    return result
  }

  /// Reads all blocks and runs a share of their trials into the cache.
  package func run(
    _ shard: Shard, blocks: [ExecutableBlock], frontMatter: Excerpt?, source: SourceText,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async -> ShardOutcome {
    let reader = read(blocks, frontMatter, source)
    var session = session(reader, progress)
    var outcome = await session.run(shard)
    outcome.diagnostics = Self.ordered(
      reader.front.problems + reader.problems + outcome.diagnostics)
    return outcome
  }

  /// Reads all blocks and looks up which of their trials the cache has.
  package func survey(
    blocks: [ExecutableBlock], frontMatter: Excerpt?, source: SourceText
  ) -> ShardOutcome {
    let reader = read(blocks, frontMatter, source)
    var session = session(reader) { _ in }
    var outcome = session.survey()
    outcome.diagnostics = Self.ordered(
      reader.front.problems + reader.problems + outcome.diagnostics)
    return outcome
  }

  /// The names of the front matter's parameters.
  package static func parameters(of frontMatter: Excerpt?, in source: SourceText) -> [String] {
    FrontMatter(frontMatter, in: source, settings: []).parameters.names
  }

  /// What the front matter says of the page.
  package static func header(of frontMatter: Excerpt?, in source: SourceText) -> Header {
    FrontMatter(frontMatter, in: source, settings: []).header
  }

  private func read(
    _ blocks: [ExecutableBlock], _ frontMatter: Excerpt?, _ source: SourceText
  ) -> BlockReader {
    let front = FrontMatter(
      frontMatter, in: source, settings: options.settings, maySeed: options.settingsMaySeed)
    let loader = DataLoader(folder: options.folder, readFile: readFile)
    var reader = BlockReader(front: front, source: source, blocks: blocks, loader: loader)
    reader.read()
    return reader
  }

  private func session(
    _ reader: BlockReader, _ progress: @escaping @Sendable (Progress) -> Void
  ) -> RunSession {
    RunSession(
      reader: reader, options: options,
      notebook: reader.source.name.split(separator: "/").last.map(String.init) ?? "",
      // Paths to losses, in the text, in captions and in conditions, have the word in them.
      needsLosses: options.makesRecord || reader.source.contains("losses"), progress: progress)
  }

  /// In the order of the notebook, each once: a default that is wrong is so for every block.
  private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Identity: Hashable {
      let range: SourceRange?
      let file: String?
      let message: String
    }
    var seen: Set<Identity> = []
    let unique = diagnostics.filter {
      seen.insert(
        Identity(range: $0.range, file: $0.file?.name, message: $0.fact.message)
      ).inserted
    }
    let places = unique.map { $0.file == nil ? $0.range?.start ?? -1 : Int.max }
    let order = unique.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return order.map { unique[$0] }
  }
}
