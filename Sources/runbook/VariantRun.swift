import Experiments
import Notebook
import Source

/// Writes for each student of a roster an own version of a notebook, and the key to it.
struct VariantRun {
  let roster: String
  let session: NotebookSession

  /// - Returns: whether all went well.
  func write(_ formats: [OutputFormat]) async -> Bool {
    guard let students = readRoster() else { return false }
    var allWell = true
    for student in students {
      var variant = session
      variant.settings += student.settings.map { ParameterSetting(name: $0.name, value: $0.value) }
      variant.settingsMaySeed = true
      // Of a class's runs none is what `why` should tell of.
      variant.cache?.writesNotes = false
      for audience in Audience.allCases
      where session.audience == nil || session.audience == audience {
        variant.audience = audience
        variant.suffix = "-" + student.fileName + (audience == .solutions ? "-solutions" : "")
        guard await variant.write(formats) else {
          session.terminal.write("runbook: this is the version of '\(student.name)'")
          allWell = false
          break
        }
      }
    }
    return allWell
  }

  /// Nil, with messages, where there is no roster that fits the notebook.
  private func readRoster() -> [Roster.Student]? {
    do throws(FileProblem) {
      let source = SourceText(name: roster, bytes: try InputFile.read(roster))
      let notebook = try NotebookText.read(session.path).source
      let frontMatter = Document.parse(notebook).document.frontMatter
      let parameters = NotebookRunner.parameters(of: frontMatter, in: notebook)
      switch Roster.read(source, parameters: parameters) {
      case .success(let roster): return roster.students
      case .failure(let failure):
        let printer = DiagnosticPrinter(source: source, colored: session.terminal.isColored)
        for diagnostic in failure.diagnostics {
          session.terminal.write(printer.text(for: diagnostic))
        }
        return nil
      }
    } catch {
      session.terminal.write("runbook: \(error)")
      return nil
    }
  }
}
