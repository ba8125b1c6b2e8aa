import ArgumentParser

/// What every command that runs notebooks takes.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "The notebooks, Markdown files.", completion: .file(extensions: ["md"]))
  var notebooks: [String] = []

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder of the handouts.", valueName: "folder"),
    completion: .directory)
  var output = "output"

  @Option(help: ArgumentHelp("How many trials run at once (default: the cores).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if notebooks.isEmpty {
      throw ValidationError("Name a notebook: runbook exercises.md")
    }
    if let jobs, jobs < 1 {
      throw ValidationError("--jobs takes a whole number of at least 1, not \(jobs).")
    }
    var pathOfStem: [String: String] = [:]
    for path in notebooks {
      let stem = FilePath.stem(of: path)
      if let other = pathOfStem[stem] {
        throw ValidationError(
          "Two notebooks of one name: \(other) and \(path) would both be written to "
            + "\(FilePath.join(output, stem)).html. Run them one by one with different -o folders.")
      }
      pathOfStem[stem] = path
    }
  }

  /// The path of a notebook's output in some format.
  ///
  /// - Parameter suffix: put behind the notebook's name.
  func outputPath(of notebook: String, format: OutputFormat, suffix: String = "") -> String {
    FilePath.join(output, FilePath.stem(of: notebook) + suffix + "." + format.rawValue)
  }

  /// That of the curves, which go with the trials as CSV.
  func curvesPath(of notebook: String, suffix: String = "") -> String {
    FilePath.join(output, FilePath.stem(of: notebook) + suffix + "-curves.csv")
  }
}
