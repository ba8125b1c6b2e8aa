import ArgumentParser
import Autodiff

/// `runbook check exercises.md`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run notebooks again and compare with the results in the output folder.",
    discussion: """
      The record of full precision is taken from the JSON in the output folder, or else from the \
      HTML, and so are the values that '--set' gave when it was written. Every value that differs \
      is shown at its block's line, and makes the exit status 1.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(
    help: ArgumentHelp(
      "The relative difference that is allowed; 0 asks for the same bits.", valueName: "number"))
  var tolerance = 0.0

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance takes a number of at least 0, not \(tolerance).")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    if let warning = SIMDSelection.current.warning { terminal.write(warning) }
    var allHold = true
    for path in options.notebooks {
      let check = NotebookCheck(
        path: path, options: options, tolerance: tolerance, terminal: terminal)
      let holds = await check.run()
      allHold = allHold && holds
    }
    if !allHold { throw ExitCode(1) }
  }
}
