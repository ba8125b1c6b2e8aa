import ArgumentParser
import Autodiff
import Experiments

/// `runbook exercises.md`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run notebooks and write their handouts (the default command).",
    discussion: """
      Each notebook's blocks are run and the page is written to the output folder, as HTML (one \
      file that needs nothing else) and as Markdown for GitHub. '--to' names other formats: 'json' \
      has the results in full precision, 'csv' the trials and their curves as tables, 'pdf' is \
      printed by a browser, 'ipynb' opens in Jupyter. A block with an error does not stop the others.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(
    help: ArgumentHelp(
      "The formats to write: html, md, json, csv, pdf, ipynb.", valueName: "formats"))
  var to = "html,md"

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a parameter of the front matter another value.", valueName: "name=value"))
  var settings: [ParameterSetting] = []

  @Option(
    help: "For whom: student leaves the solutions out, solutions shows them unfolded.")
  var audience: Audience?

  @Option(
    help: ArgumentHelp("Rules of your own behind those of the HTML page.", valueName: "file"),
    completion: .file(extensions: ["css"]))
  var css: String?

  @Option(
    help: ArgumentHelp("A Mustache template for the HTML page.", valueName: "file"),
    completion: .file())
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Write a student's version and a key for each row of a CSV file.", valueName: "roster.csv"),
    completion: .file(extensions: ["csv"]))
  var variants: String?

  @Flag(help: "Let raw HTML and links of every kind in a notebook into the page.")
  var unsafeHTML = false

  @Flag(help: "Compute everything; the results are kept for later runs all the same.")
  var fresh = false

  @Option(
    help: ArgumentHelp(
      "Run one of several shares of the trials into the cache, and write no page: 2/8.",
      valueName: "k/n"))
  var shard: Shard?

  @OptionGroup(title: "On a cluster") var cluster: SlurmOptions

  func validate() throws {
    if shard != nil, cluster.on != nil {
      throw ValidationError("--shard runs here what '--on' has run elsewhere: give one of them.")
    }
    if fresh, cluster.on != nil {
      throw ValidationError(
        "--fresh means nothing with '--on': remove what is kept with 'runbook cache --clear'.")
    }
    if variants != nil, shard != nil || cluster.on != nil {
      throw ValidationError("--variants runs here: it goes with neither --shard nor '--on'.")
    }
    let formats = try OutputFormat.list(to)
    for notebook in options.notebooks {
      for output in formats.map({ options.outputPath(of: notebook, format: $0) })
      where options.notebooks.contains(where: { OutputFile.isSame($0, output) }) {
        throw ValidationError(
          "The handout would be written over the notebook \(output). Name another folder with -o.")
      }
    }
  }

  func run() async throws {
    let formats = try OutputFormat.list(to)
    let terminal = Terminal()
    if let warning = SIMDSelection.current.warning { terminal.write(warning) }
    guard let look = Look(css: css, template: template, terminal) else { throw ExitCode(1) }
    var allWell = true
    var caches = TrialCaches(reads: !fresh)
    let interruption = Interruption(terminal: terminal)
    if cluster.on != nil, await !runElsewhere(terminal, interruption) { throw ExitCode(1) }
    let course = shard == nil && variants == nil ? Course(options.notebooks) : nil
    var sessions: [NotebookSession] = []
    for (place, path) in options.notebooks.enumerated() {
      let trials = caches.cache(of: path)
      interruption.watch(trials)
      var session = NotebookSession(path: path, options: options, terminal: terminal)
      session.audience = audience
      session.allowsHTML = unsafeHTML
      session.settings = settings
      session.look = look
      session.cache = NotebookRunner.Cache(trials)
      session.cache?.isFresh = fresh
      session.interruption = interruption
      if let course { session.neighbours = course.neighbours(of: place) }
      sessions.append(session)
    }
    allWell = await run(sessions, formats)
    if let course, formats.contains(.html) {
      let isWritten = course.write(to: options.output, css: look.css, terminal)
      allWell = allWell && isWritten
    }
    caches.close()
    if !allWell { throw ExitCode(1) }
  }

  /// Runs notebooks side by side, as many as there are cores; each says what it has to in its turn.
  ///
  /// - Returns: whether all went well.
  private func run(_ sessions: [NotebookSession], _ formats: [OutputFormat]) async -> Bool {
    if sessions.count == 1 { return await run(sessions[0], formats) }
    let width = min(options.jobs ?? Processors.count, sessions.count)
    let transcripts = sessions.map { _ in width > 1 ? Transcript() : nil }
    return await withTaskGroup(of: (place: Int, wentWell: Bool).self) { group in
      func start(_ place: Int) {
        var session = sessions[place]
        session.terminal.transcript = transcripts[place]
        group.addTask { [session] in (place, await run(session, formats)) }
      }
      for place in 0..<width { start(place) }
      var started = width
      var done: Set<Int> = []
      var said = 0
      var allWell = true
      for await (place, wentWell) in group {
        allWell = allWell && wentWell
        done.insert(place)
        while done.contains(said) {
          transcripts[said]?.say()
          said += 1
        }
        if started < sessions.count {
          start(started)
          started += 1
        }
      }
      return allWell
    }
  }

  private func run(_ session: NotebookSession, _ formats: [OutputFormat]) async -> Bool {
    if let shard { return await session.run(shard) }
    if let variants { return await VariantRun(roster: variants, session: session).write(formats) }
    return await session.write(formats)
  }

  /// Has the pending trials run by a cluster.
  ///
  /// - Returns: whether all are in the cache.
  private func runElsewhere(_ terminal: Terminal, _ interruption: Interruption) async -> Bool {
    interruption.begin()
    let run = SlurmRun(
      options: cluster, notebooks: options.notebooks, settings: settings, survey: survey,
      terminal: terminal, interruption: interruption)
    return await run.run()
  }

  /// Which trials of all notebooks are kept; nil where one cannot be read.
  private func survey() -> ShardOutcome? {
    var caches = TrialCaches(reads: true)
    var sum = ShardOutcome()
    for path in options.notebooks {
      var session = NotebookSession(path: path, options: options, terminal: Terminal())
      session.settings = settings
      session.cache = NotebookRunner.Cache(caches.cache(of: path))
      guard let outcome = session.survey() else { return nil }
      sum.found += outcome.found
      sum.missing += outcome.missing
    }
    caches.close()
    return sum
  }
}
