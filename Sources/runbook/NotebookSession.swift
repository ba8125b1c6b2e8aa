import Experiments
import Notebook
import Reporting
import Source

/// One notebook from its file to its handouts.
struct NotebookSession {
  let path: String
  let options: NotebookOptions
  let terminal: Terminal
  var audience: Audience?
  var settings: [ParameterSetting] = []
  /// Where trials are kept; nil: nowhere.
  var cache: NotebookRunner.Cache?
  /// Told how far the run is, so that it can say where it was stopped.
  var interruption: Interruption?

  init(path: String, options: NotebookOptions, terminal: Terminal) {
    self.path = path
    self.options = options
    self.terminal = terminal
  }

  /// Runs the notebook and writes its handouts, with all messages.
  ///
  /// - Returns: whether all went well.
  func write(_ formats: [OutputFormat]) async -> Bool {
    guard let evaluated = await evaluate() else { return false }
    let files = RelativeFiles(notebook: path, output: options.output)
    let handout = evaluated.handout(for: audience)
    // Places are told in the whole notebook, whatever a student's version leaves out.
    let whole = audience == .student ? evaluated.handout(for: nil) : handout
    let problems =
      evaluated.diagnostics + whole.problems(imageExists: files.exists)
    let errors = report(problems, source: evaluated.parsed.document.source)
    let record = evaluated.record(of: handout, for: audience)
    var allWritten = true
    for format in formats {
      let file = options.outputPath(of: path, format: format)
      do throws(FileProblem) {
        try OutputFile.replace(file, with: render(handout, record, as: format, files: files))
        Terminal.print(file)
      } catch {
        terminal.write("runbook: \(error)")
        allWritten = false
      }
    }
    return errors == 0 && allWritten
  }

  /// Reads and runs the notebook; nil, with a message, where it cannot be read at all.
  func evaluate() async -> EvaluatedNotebook? {
    let source: SourceText
    do throws(FileProblem) {
      source = SourceText(name: path, bytes: try InputFile.read(path))
    } catch {
      terminal.write("runbook: \(error)")
      return nil
    }
    let parsed = Document.parse(source)
    if source.invalidUTF8Offset != nil {
      _ = report(parsed.diagnostics, source: source)
      return nil
    }
    let progress = ProgressLine(terminal: terminal, notebook: FilePath.name(of: path))
    var runnerOptions = NotebookRunner.Options()
    runnerOptions.settings = settings.map { ($0.name, $0.value) }
    runnerOptions.jobs = options.jobs ?? Processors.count
    runnerOptions.folder = FilePath.folder(of: path)
    runnerOptions.cache = cache
    let runner = NotebookRunner(options: runnerOptions) { path throws(FileProblem) in
      try InputFile.read(path)
    }
    let result = await runner.run(
      blocks: parsed.document.executableBlocks, frontMatter: parsed.document.frontMatter,
      source: source
    ) { [interruption] in
      progress.show($0)
      interruption?.note($0, of: path)
    }
    progress.clear()
    for problem in cache?.trials.takeProblems() ?? [] {
      terminal.write("runbook: warning: \(problem)")
    }
    return EvaluatedNotebook(
      name: FilePath.name(of: path), parsed: parsed, result: result,
      settings: settings)
  }

  private func render(
    _ handout: Handout, _ record: ResultValue, as format: OutputFormat, files: RelativeFiles
  ) -> [UInt8] {
    switch format {
    case .html:
      var options = HTMLRenderer.Options()
      options.relocate = files.relocate
      options.record = record
      options.generator = "runbook \(EngineVersion.text)"
      options.showsSolutions = audience == .solutions
      return HTMLRenderer.render(handout, options: options)
    case .md:
      var options = MarkdownRenderer.Options()
      options.relocate = files.relocate
      options.showsSolutions = audience == .solutions
      return MarkdownRenderer.render(handout, options: options)
    case .json:
      return JSONRenderer.render(record)
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
