/// Writes diagnostics for people: `file:line:column: error: message`, the line, a caret, help.
package struct DiagnosticPrinter: Sendable {
  package let source: SourceText
  package let colored: Bool

  package init(source: SourceText, colored: Bool = false) {
    self.source = source
    self.colored = colored
  }

  package func text(for diagnostic: Diagnostic) -> String {
    let file = diagnostic.file ?? source
    let label = style(
      diagnostic.severity.rawValue + ":", diagnostic.severity == .error ? "1;31" : "1;35")
    let message = style(printable(diagnostic.fact.message), "1")
    var lines: [String] = []
    if let range = diagnostic.range {
      let place = file.location(of: range.start)
      let name = file.fileName(at: range.start)
      lines.append("\(name):\(place.line):\(place.column): \(label) \(message)")
      lines += excerpt(of: file, range: range, number: String(place.line))
    } else {
      lines.append("\(file.name): \(label) \(message)")
    }
    if let help = diagnostic.fact.help { lines.append("  help: " + printable(help)) }
    return lines.joined(separator: "\n")
  }

  /// The line with its number and, under it, carets at the range. A very long line is cut to a
  /// window around the range.
  private func excerpt(of file: SourceText, range: SourceRange, number: String) -> [String] {
    let line = file.line(at: min(max(0, range.start), file.bytes.count))
    var lineRange = file.lineRange(line)
    if line == 1, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineRange.start = 3 }
    let start = min(max(range.start, lineRange.start), lineRange.end)
    let end = min(max(range.end, start), lineRange.end)
    let window = 72
    // A scalar takes at most 4 bytes: what lies further off cannot be within the window.
    let reach = 8 * window
    let first = file.scalarStart(at: max(lineRange.start, start - reach))
    let last = file.scalarStart(at: min(lineRange.end, end + reach))
    var before = Array(file.text(SourceRange(first, start)).unicodeScalars)
    let marked = Array(
      file.text(SourceRange(start, file.scalarStart(at: min(end, start + reach)))).unicodeScalars)
    var after = Array(file.text(SourceRange(end, last)).unicodeScalars)
    if before.count + marked.count + after.count > 2 * window {
      if before.count > window { before = ["…"] + before.suffix(window) }
      let room = max(8, window - marked.count)
      if after.count > room { after = Array(after.prefix(room)) + ["…"] }
    }
    let gutter = String(repeating: " ", count: number.count)
    // A tab stays a tab under the line, so that the caret stands where the terminal puts the text.
    let indent = before.map { $0 == "\t" ? "\t" : padding($0) }.joined()
    let width = max(1, marked.prefix(2 * window).map { padding($0).count }.reduce(0, +))
    let shown = before + marked.prefix(2 * window) + after
    return [
      "\(number) | " + shown.map { printable($0) }.joined(),
      "\(gutter) | " + indent + style(String(repeating: "^", count: width), "1;32"),
    ]
  }

  private func padding(_ scalar: Unicode.Scalar) -> String {
    String(repeating: " ", count: scalar.terminalWidth)
  }

  /// A message on one line, whatever names it quotes.
  private func printable(_ text: String) -> String {
    text.unicodeScalars.map { $0 == "\t" ? " " : printable($0) }.joined()
  }

  /// Control characters are replaced, so that a notebook cannot drive the terminal.
  private func printable(_ scalar: Unicode.Scalar) -> String {
    let isControl = scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
    return isControl ? "\u{FFFD}" : String(scalar)
  }

  private func style(_ text: String, _ code: String) -> String {
    colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
