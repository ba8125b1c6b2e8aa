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
      file that needs nothing else) and as Markdown for GitHub; with '--to json' the results are \
      written in full precision, with '--to csv' its trials and their curves as tables. A block with an error does not stop the others.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(help: ArgumentHelp("The formats to write: html, md, json, csv.", valueName: "formats"))
  var to = "html,md"

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a parameter of the front matter another value.", valueName: "name=value"))
  var settings: [ParameterSetting] = []

  @Option(
    help: "For whom: student leaves the solutions out, solutions shows them unfolded.")
  var audience: Audience?

  @Flag(help: "Let raw HTML and links of every kind in a notebook into the page.")
  var unsafeHTML = false

  @Flag(help: "Compute everything; the results are kept for later runs all the same.")
  var fresh = false

  func validate() throws {
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
    var allWell = true
    var caches = TrialCaches(reads: !fresh)
    let interruption = Interruption(terminal: terminal)
    for path in options.notebooks {
      let trials = caches.cache(of: path)
      interruption.watch(trials)
      var session = NotebookSession(path: path, options: options, terminal: terminal)
      session.audience = audience
      session.allowsHTML = unsafeHTML
      session.settings = settings
      session.cache = NotebookRunner.Cache(trials)
      session.cache?.isFresh = fresh
      session.interruption = interruption
      let wentWell = await session.write(formats)
      allWell = allWell && wentWell
    }
    caches.close()
    if !allWell { throw ExitCode(1) }
  }
}
