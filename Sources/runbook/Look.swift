import Reporting
import Source

/// A course's own look: rules behind the page's own, and a page around its parts.
struct Look: Sendable {
  var css: String?
  var template: PageTemplate?

  init() {}

  /// Reads the files; nil, with a message, where one cannot be used.
  init?(css: String?, template: String?, _ terminal: Terminal) {
    do throws(FileProblem) {
      if let css {
        let text = String(decoding: try InputFile.read(css), as: UTF8.self)
        guard !text.contains("</") else {
          terminal.write("runbook: \(css) holds '</', which would end the page's style")
          return nil
        }
        self.css = text
      }
      if let template {
        let source = SourceText(name: template, bytes: try InputFile.read(template))
        switch PageTemplate.read(source) {
        case .success(let template): self.template = template
        case .failure(let failure):
          let printer = DiagnosticPrinter(source: source, colored: terminal.isColored)
          terminal.write(printer.text(for: failure.diagnostic))
          return nil
        }
      }
    } catch {
      terminal.write("runbook: \(error)")
      return nil
    }
  }
}
