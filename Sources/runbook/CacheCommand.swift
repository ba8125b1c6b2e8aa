import ArgumentParser
import Experiments

/// `runbook cache`.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "List what is kept of earlier runs, or clear it.",
    discussion: """
      Results of trials are kept in the folder '.runbook/cache' beside each notebook. Nothing there is \
      needed: what is missing is computed again.
      """)

  @Argument(
    help: "Notebooks whose folders are meant (default: this folder).",
    completion: .file(extensions: ["md"]))
  var notebooks: [String] = []

  @Flag(help: "Remove what is kept.") var clear = false

  func run() throws {
    var seen: [String] = []
    for folder in (notebooks.isEmpty ? ["."] : notebooks.map(FilePath.folder(of:)))
    where !seen.contains(folder) {
      seen.append(folder)
      let cache = CacheFolder(besideNotebooksIn: folder)
      if clear { try empty(cache) } else { list(cache) }
    }
  }

  private func list(_ cache: CacheFolder) {
    let contents = cache.contents()
    let damage =
      contents.damaged == 0
      ? "" : ", \(contents.damaged) damaged place\(contents.damaged == 1 ? "" : "s")"
    Terminal.print(
      "\(cache.path): \(contents.records) trial\(contents.records == 1 ? "" : "s"), "
        + "\(contents.bytes) bytes in \(contents.segments) "
        + "file\(contents.segments == 1 ? "" : "s")\(damage)")
    for note in BlockNote.all(in: cache) { Terminal.print("  " + note.summary) }
  }

  private func empty(_ cache: CacheFolder) throws {
    let contents = cache.contents()
    let left = cache.clear()
    guard left.isEmpty else {
      for path in left { Terminal().write("runbook: cannot remove \(path)") }
      throw ExitCode(1)
    }
    Terminal.print(
      "\(cache.path): \(contents.records) trial\(contents.records == 1 ? "" : "s") removed")
  }
}
