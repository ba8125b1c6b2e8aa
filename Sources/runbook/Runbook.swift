import ArgumentParser

/// The command: `runbook exercises.md` runs a notebook, `runbook check exercises.md` runs it again.
@main
struct Runbook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Turn a Markdown notebook with experiment blocks into a handout.",
    usage: """
      runbook <notebook> … [-o <folder>] [--to html,md,json,csv,pdf,ipynb] [--set <name>=<value>] …
                           [--audience student|solutions] [--jobs <n>] [--fresh]
      runbook <notebook> … --on slurm [--tasks <n>] [--partition <name>] [--sbatch <option>] …
      runbook <notebook> … --shard <k>/<n>
      runbook check <notebook or page> … [-o <folder>] [--tolerance <number>] [--report <file>]
      runbook why <block> [<notebook>]
      runbook cache [<notebook> …] [--clear]
      """,
    discussion: """
      A notebook is a Markdown file. Its fenced blocks of the kinds 'experiment', 'tape' and \
      'data' are run, and the page comes back with the computed gradients, tables and plots:

        ```yaml experiment parabola
        minimize: (w - 5)^2
        start: {w: 8}
        learning rate: 0.1
        ```

      Examples:
        runbook exercises.md                    write output/exercises.html and .md
        runbook week-*.md --to html -o site     several notebooks, to a folder
        runbook exercises.md --set rate=1.1     try another value of a parameter
        runbook check exercises.md              do the results in output/ still hold?
        runbook why parabola exercises.md       what ran of a block, and what had changed?

      Exit status: 0 all well; 1 the notebook has errors, an expectation failed, or a result no \
      longer holds; 64 wrong usage.
      """,
    version: EngineVersion.text,
    subcommands: [RunCommand.self, CheckCommand.self, WhyCommand.self, CacheCommand.self],
    defaultSubcommand: RunCommand.self)

  /// Runs the command that is asked for.
  ///
  /// Where none is named, arguments that the default command takes are read by it alone: looking for a
  /// command among them first takes the parser a tenth of the time that a page of prose takes.
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let first = arguments.first, !names.contains(first),
      let command = try? RunCommand.parse(arguments)
    else { return await main(nil) }
    do {
      try await command.run()
    } catch {
      exit(withError: error)
    }
    exit()
  }

  private static var names: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }
}
