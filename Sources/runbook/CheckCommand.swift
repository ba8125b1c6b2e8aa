import ArgumentParser
import Autodiff
import Experiments
import Reporting

/// `runbook check exercises.md`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run notebooks again and compare with the results in the output folder.",
    discussion: """
      The record of full precision is taken from the JSON in the output folder, or else from the \
      HTML, and so are the values that '--set' gave when it was written. Every value that differs \
      is shown at its block's line, and makes the exit status 1. Of a page, 'check handout.html', the \
      notebook that it carries is run, and compared with the page's own record.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(
    help: ArgumentHelp(
      "The relative difference that is allowed; 0 asks for the same bits.", valueName: "number"))
  var tolerance = 0.0

  @Option(
    help: ArgumentHelp("Write what was found to a JSON file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var report: String?

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance takes a number of at least 0, not \(tolerance).")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    if let warning = SIMDSelection.current.warning { terminal.write(warning) }
    var allHold = true
    var reports: [ResultValue] = []
    for path in options.notebooks {
      let check = NotebookCheck(
        path: path, options: options, tolerance: tolerance, terminal: terminal)
      let outcome = await check.run()
      reports.append(outcome.report)
      allHold = allHold && outcome.holds
    }
    if let report {
      let value = ResultValue.object([
        .init("version", .string(EngineVersion.text)),
        .init("tolerance", .number(tolerance, .float64)),
        .init("status", .integer(allHold ? 0 : 1)), .init("notebooks", .array(reports)),
      ])
      do throws(FileProblem) {
        try OutputFile.replace(report, with: JSONRenderer.render(value))
      } catch {
        terminal.write("runbook: \(error)")
        allHold = false
      }
    }
    if !allHold { throw ExitCode(1) }
  }
}
