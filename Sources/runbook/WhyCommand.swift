import ArgumentParser
import Experiments

/// `runbook why NAME`.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say what the last run of a block computed, and what had changed before it.",
    discussion: """
      Trials whose settings, data and numerics version are those of an earlier run are found in the \
      cache and not run again. This tells how many were found and how many computed, and each field, \
      row of data or version that differed from the run before.
      """)

  @Argument(help: "The block's name.") var block: String

  @Argument(
    help: "The notebook, where several in this folder have such a block or it is elsewhere.",
    completion: .file(extensions: ["md"]))
  var notebook: String?

  func run() throws {
    let folder = CacheFolder(besideNotebooksIn: notebook.map(FilePath.folder(of:)) ?? ".")
    let notes = BlockNote.all(in: folder).filter { note in
      note.block == block && (notebook.map { FilePath.name(of: $0) == note.notebook } ?? true)
    }
    guard !notes.isEmpty else {
      Terminal().write(
        "runbook: no run of a block '\(block)' is known in \(folder.path); run its notebook first"
          + (notebook == nil ? ", or name it: runbook why \(block) notebook.md" : ""))
      throw ExitCode(1)
    }
    for note in notes { Terminal.print(note.explanation) }
  }
}
