import Experiments
import Notebook
import Reporting
import Source

/// Several notebooks that one command runs: their order, and the page that leads to them.
struct Course: Sendable {
  /// By notebook; nil of those that cannot be read, which is told when they are run.
  private var pages: [CourseIndex.Entry?] = []
  private var language: String?

  /// Nil of fewer than two notebooks.
  init?(_ notebooks: [String]) {
    guard notebooks.count > 1 else { return nil }
    for path in notebooks {
      let stem = FilePath.stem(of: path)
      guard let text = try? NotebookText.read(path) else {
        pages.append(nil)
        continue
      }
      let document = Document.parse(text.source).document
      let header = NotebookRunner.header(of: document.frontMatter, in: document.source)
      let summary = NotebookSummary(document, header, name: stem)
      language = language ?? header.lang
      pages.append(
        CourseIndex.Entry(
          title: summary.title, description: summary.description,
          file: stem + "." + OutputFormat.html.rawValue))
    }
    guard entries.count > 1 else { return nil }
  }

  private var entries: [CourseIndex.Entry] { pages.compactMap { $0 } }

  /// What a page says of those beside it.
  func neighbours(of place: Int) -> HTMLRenderer.Neighbours {
    HTMLRenderer.Neighbours(
      previous: pages[..<place].last { $0 != nil } ?? nil,
      next: pages[(place + 1)...].first { $0 != nil } ?? nil,
      index: writesIndex ? Self.fileName : nil)
  }

  static let fileName = "index.html"

  /// A notebook called index is the author's own.
  var writesIndex: Bool { !entries.contains { $0.file.lowercased() == Self.fileName } }

  /// Writes the index, with messages.
  ///
  /// - Returns: whether it could be written.
  func write(to folder: String, css: String?, _ terminal: Terminal) -> Bool {
    guard writesIndex else { return true }
    let page = CourseIndex.render(
      entries, title: "Handouts", language: language, generator: "runbook \(EngineVersion.text)",
      css: css)
    let file = FilePath.join(folder, Self.fileName)
    do throws(FileProblem) {
      try OutputFile.replace(file, with: page)
      terminal.print(file)
      return true
    } catch {
      terminal.write("runbook: \(error)")
      return false
    }
  }
}
