import Experiments
import Notebook
import Reporting
import Source

/// One notebook from its file to its handouts.
struct NotebookSession {
  let path: String
  let options: NotebookOptions
  var terminal: Terminal
  var audience: Audience?
  /// A course's own look.
  var look = Look()
  /// The pages of a course beside this one.
  var neighbours = HTMLRenderer.Neighbours()
  /// Whether the notebook's own HTML gets into the page.
  var allowsHTML = false
  var settings: [ParameterSetting] = []
  /// Whether `seed` among them is the default seed where no parameter is called so.
  var settingsMaySeed = false
  /// Put behind the notebook's name in those of its files: `-ada`.
  var suffix = ""
  /// Where trials are kept; nil: nowhere.
  var cache: NotebookRunner.Cache?
  /// Told how far the run is, so that it can say where it was stopped.
  var interruption: Interruption?
  /// Of a page that is run again: what it carries.
  var page: PageSource?

  init(path: String, options: NotebookOptions, terminal: Terminal) {
    self.path = path
    self.options = options
    self.terminal = terminal
  }

  /// Runs the notebook and writes its handouts, with all messages.
  ///
  /// - Returns: whether all went well.
  func write(_ formats: [OutputFormat]) async -> Bool {
    let makesRecord = formats.contains { $0 == .html || $0 == .json || $0 == .csv }
    guard let evaluated = await evaluate(makesRecord: makesRecord) else { return false }
    let files = RelativeFiles(notebook: path, output: options.output)
    let handout = evaluated.handout(for: audience)
    // Places are told in the whole notebook, whatever a student's version leaves out.
    let whole = audience == .student ? evaluated.handout(for: nil) : handout
    let problems =
      evaluated.diagnostics + whole.problems(allowsHTML: allowsHTML, imageExists: files.exists)
    let errors = report(problems, source: evaluated.parsed.document.source)
    lazy var record = evaluated.record(of: handout, for: audience)
    var outputs: [(file: String, bytes: [UInt8], format: OutputFormat)] = []
    for format in formats {
      let file = options.outputPath(of: path, format: format, suffix: suffix)
      let bytes = render(
        handout, record: record, source: evaluated.source(of: handout), as: format, files: files)
      outputs.append((file, bytes, format))
      if format == .csv {
        let file = options.curvesPath(of: path, suffix: suffix)
        outputs.append((file, CSVRenderer.curves(handout.result), format))
      }
    }
    guard !leaks(outputs.map(\.bytes), of: evaluated, handout) else { return false }
    var allWritten = true
    for (file, bytes, format) in outputs {
      do {
        var bytes = bytes
        if format == .pdf {
          bytes = try await PDFPrinter().print(
            bytes, in: options.output, name: FilePath.stem(of: file))
        }
        try OutputFile.replace(file, with: bytes)
        terminal.print(file)
      } catch {
        terminal.write("runbook: \(error)")
        allWritten = false
      }
    }
    return errors == 0 && allWritten
  }

  /// Whether a student's version holds what it must not, with messages.
  private func leaks(
    _ outputs: [[UInt8]], of evaluated: EvaluatedNotebook, _ handout: Handout
  ) -> Bool {
    guard audience == .student else { return false }
    let search = LeakSearch(
      whole: evaluated.parsed.document, results: evaluated.result, student: handout)
    var found: [Diagnostic] = []
    for bytes in outputs {
      found += search.leaks(in: bytes).filter { new in
        !found.contains { $0.fact.message == new.fact.message }
      }
    }
    return report(found, source: evaluated.parsed.document.source) > 0
  }

  /// Reads and runs the notebook; nil, with a message, where it cannot be read at all.
  ///
  /// - Parameter makesRecord: whether the record is needed whole.
  func evaluate(makesRecord: Bool = true) async -> EvaluatedNotebook? {
    guard let opened = open(makesRecord: makesRecord) else { return nil }
    let parsed = opened.parsed
    if !parsed.document.executableBlocks.isEmpty { interruption?.begin() }
    let progress = ProgressLine(terminal: terminal, notebook: FilePath.name(of: path))
    let result = await opened.runner.run(
      blocks: parsed.document.executableBlocks, frontMatter: parsed.document.frontMatter,
      source: parsed.document.source
    ) { [interruption] in
      progress.show($0)
      interruption?.note($0, of: path)
    }
    progress.clear()
    tellCacheProblems()
    return EvaluatedNotebook(
      name: FilePath.name(of: path), parsed: parsed, result: result,
      settings: settings, files: opened.files.files)
  }

  /// Runs a share of the notebook's trials into the cache, with all messages.
  ///
  /// - Returns: whether all went well.
  func run(_ shard: Shard) async -> Bool {
    guard let opened = open() else { return false }
    let document = opened.parsed.document
    interruption?.begin()
    let progress = ProgressLine(terminal: terminal, notebook: FilePath.name(of: path))
    let outcome = await opened.runner.run(
      shard, blocks: document.executableBlocks, frontMatter: document.frontMatter,
      source: document.source
    ) { [interruption] in
      progress.show($0)
      interruption?.note($0, of: path)
    }
    progress.clear()
    tellCacheProblems()
    let errors = report(opened.parsed.diagnostics + outcome.diagnostics, source: document.source)
    terminal.print(
      "\(FilePath.name(of: path)): share \(shard): \(outcome.computed) trials computed, "
        + "\(outcome.found) found in the cache")
    return errors == 0
  }

  /// Which of the notebook's trials the cache has; nil, with a message, where it cannot be read.
  func survey() -> ShardOutcome? {
    guard let opened = open() else { return nil }
    let document = opened.parsed.document
    return opened.runner.survey(
      blocks: document.executableBlocks, frontMatter: document.frontMatter, source: document.source)
  }

  private func tellCacheProblems() {
    for problem in cache?.trials.takeProblems() ?? [] {
      terminal.write("runbook: warning: \(problem)")
    }
  }

  /// The notebook parsed, and what runs its blocks; nil, with a message, where it cannot be read.
  private func open(makesRecord: Bool = true) -> (
    parsed: ParsedNotebook, runner: NotebookRunner, files: ReadFiles
  )? {
    guard let text = readSource() else { return nil }
    let source = text.source
    let alone = Document.parse(source)
    let parsed = ParsedNotebook(
      document: alone.document, diagnostics: alone.diagnostics + text.diagnostics)
    if source.invalidUTF8Offset != nil {
      _ = report(parsed.diagnostics, source: source)
      return nil
    }
    var runnerOptions = NotebookRunner.Options()
    runnerOptions.settings = settings.map { ($0.name, $0.value) }
    runnerOptions.settingsMaySeed = settingsMaySeed
    runnerOptions.jobs = options.jobs ?? Processors.count
    runnerOptions.makesRecord = makesRecord
    runnerOptions.folder = FilePath.folder(of: path)
    runnerOptions.cache = cache
    let files = ReadFiles(folder: runnerOptions.folder, carried: page?.files ?? [])
    let runner = NotebookRunner(options: runnerOptions) { path in try files.bytes(of: path) }
    return (parsed, runner, files)
  }

  private func readSource() -> NotebookText? {
    // A page tells places in the notebook that it came from, and has its text whole.
    if let page {
      return NotebookText(source: SourceText(name: page.notebook, page.text), diagnostics: [])
    }
    do throws(FileProblem) {
      return try NotebookText.read(path)
    } catch {
      terminal.write("runbook: \(error)")
      return nil
    }
  }

  /// One output's bytes; the record and the source are made where the format holds them.
  private func render(
    _ handout: Handout, record: @autoclosure () -> ResultValue,
    source: @autoclosure () -> ResultValue, as format: OutputFormat, files: RelativeFiles
  ) -> [UInt8] {
    switch format {
    case .html, .pdf:
      var options = HTMLRenderer.Options()
      options.relocate = files.relocate
      // Paper carries no data.
      options.record = format == .html ? record() : nil
      options.source = format == .html ? source() : nil
      options.generator = "runbook \(EngineVersion.text)"
      options.showsSolutions = audience == .solutions
      options.allowsHTML = allowsHTML
      options.css = look.css
      options.template = look.template
      options.neighbours = format == .html ? neighbours : HTMLRenderer.Neighbours()
      return HTMLRenderer.render(handout, options: options)
    case .md:
      var options = MarkdownRenderer.Options()
      options.relocate = files.relocate
      options.showsSolutions = audience == .solutions
      return MarkdownRenderer.render(handout, options: options)
    case .ipynb:
      var options = MarkdownRenderer.Options()
      options.relocate = files.relocate
      options.showsSolutions = audience == .solutions
      return JupyterRenderer.render(handout, options: options)
    case .json:
      return JSONRenderer.render(record())
    case .csv:
      return CSVRenderer.trials(handout.result)
    }
  }

  /// Shows diagnostics in the order of the file and returns how many are errors.
  func report(_ diagnostics: [Diagnostic], source: SourceText) -> Int {
    let printer = DiagnosticPrinter(source: source, colored: terminal.isColored)
    let ordered = diagnostics.enumerated().sorted {
      ($0.element.range?.start ?? -1, $0.offset) < ($1.element.range?.start ?? -1, $1.offset)
    }
    for (_, diagnostic) in ordered { terminal.write(printer.text(for: diagnostic)) }
    return diagnostics.count { $0.severity == .error }
  }
}
