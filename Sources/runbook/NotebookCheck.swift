import Experiments
import Notebook
import Reporting

/// Compares one notebook's results with those that its handout recorded.
struct NotebookCheck {
  let path: String
  let options: NotebookOptions
  let tolerance: Double
  let terminal: Terminal

  /// How many differences of one block are shown singly.
  private static let shownDifferences = 20

  /// - Returns: whether there is a record, the notebook runs without errors, and every value holds.
  func run() async -> Bool {
    guard let (recordPath, record) = readRecord() else { return false }
    var session = NotebookSession(path: path, options: options, terminal: terminal)
    session.settings = HandoutSettings.parameters(of: record)
    session.audience = HandoutSettings.audience(of: record)
    guard let evaluated = await session.evaluate() else { return false }
    let errors = session.report(evaluated.diagnostics, source: evaluated.parsed.document.source)
    let differing = compare(record, with: evaluated.handout(for: session.audience).result)
    let name = FilePath.name(of: path)
    if differing.count > 0 {
      Terminal.print(
        "\(name): \(differing.count) of \(differing.compared) values differ from \(recordPath)")
    } else if differing.compared == 0 {
      Terminal.print("\(name): no results to compare, as in \(recordPath)")
    } else {
      let kind = tolerance == 0 ? "identical to" : "within \(tolerance) of"
      Terminal.print("\(name): \(differing.compared) values \(kind) \(recordPath)")
    }
    return errors == 0 && differing.count == 0
  }

  /// The record beside its path; nil, with a message, where there is none.
  private func readRecord() -> (path: String, record: RecordedValue)? {
    for format in [OutputFormat.json, .html] {
      let file = options.outputPath(of: path, format: format)
      guard let bytes = try? InputFile.read(file) else { continue }
      let json = format == .json ? bytes : HandoutRecord.json(inHTML: bytes)
      guard let json, let record = RecordedValue(json: json) else {
        terminal.write("runbook: \(file) holds no record of results; run the notebook again")
        return nil
      }
      return (file, record)
    }
    let html = options.outputPath(of: path, format: .html)
    terminal.write(
      "runbook: nothing to compare \(path) with: there is no \(html) and no JSON beside it; "
        + "run 'runbook \(path)' first")
    return nil
  }

  private func compare(
    _ record: RecordedValue, with result: NotebookResult
  ) -> (compared: Int, count: Int) {
    var total = (compared: 0, count: 0)
    var recorded: [String: RecordedValue] = [:]
    if case .array(let blocks)? = record["blocks"] {
      for block in blocks { if let name = block["name"]?.text { recorded[name] = block } }
    }
    for block in result.blocks {
      guard let old = recorded.removeValue(forKey: block.name) else {
        show("\(block.name): the record has no such block", line: block.line)
        total.count += 1
        continue
      }
      // Where a block stands is no result.
      let value = block.value(diagnostics: result.diagnostics).without(["line"])
      let comparison = RecordComparison(
        path: block.name, recorded: old.without(["line"]), computed: value, tolerance: tolerance)
      show(comparison.differences, line: block.line)
      total.compared += comparison.count
      total.count += comparison.differences.count
    }
    for name in recorded.keys.sorted() {
      Terminal.print("\(FilePath.name(of: path)): \(name): the notebook has no such block any more")
      total.count += 1
    }
    return total
  }

  private func show(_ differences: [RecordComparison.Difference], line: Int) {
    for difference in differences.prefix(Self.shownDifferences) {
      let old = difference.recorded ?? "nothing"
      let new = difference.computed ?? "nothing"
      let distance = difference.distance.map { " (difference \($0))" } ?? ""
      show("\(difference.path): recorded \(old), now \(new)\(distance)", line: line)
    }
    let more = differences.count - Self.shownDifferences
    if more > 0 { show("… and \(more) more values of this block", line: line) }
  }

  private func show(_ text: String, line: Int) { Terminal.print("\(path):\(line): \(text)") }
}
