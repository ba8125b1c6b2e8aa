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

  /// What was compared, and how it turned out.
  struct Tally {
    var compared = 0
    var within = 0
    /// The values that do not hold, each with its place.
    var broken: [(difference: RecordComparison.Difference, line: Int)] = []
  }

  struct Outcome {
    /// Whether there is a record, the notebook runs without errors, and every value holds.
    let holds: Bool
    /// For `--report`.
    let report: ResultValue
  }

  func run() async -> Outcome {
    guard let (recordPath, record, page) = readRecord() else {
      return Outcome(holds: false, report: report(nil, nil, errors: 0))
    }
    var session = NotebookSession(path: path, options: options, terminal: terminal)
    session.settings = HandoutSettings.parameters(of: record)
    session.settingsMaySeed = true
    session.audience = HandoutSettings.audience(of: record)
    session.page = page
    guard let evaluated = await session.evaluate() else {
      return Outcome(holds: false, report: report(recordPath, nil, errors: 1))
    }
    let errors = session.report(evaluated.diagnostics, source: evaluated.parsed.document.source)
    let tally = compare(
      record, with: evaluated.handout(for: session.audience).result, in: page?.notebook ?? path)
    Terminal.print(FilePath.name(of: path) + ": " + summary(tally, recordPath))
    return Outcome(
      holds: errors == 0 && tally.broken.isEmpty, report: report(recordPath, tally, errors: errors))
  }

  private func summary(_ tally: Tally, _ recordPath: String) -> String {
    if !tally.broken.isEmpty {
      let within = tally.within == 0 ? "" : " (\(tally.within) more are within \(tolerance))"
      return "\(tally.broken.count) of \(tally.compared) values differ from \(recordPath)\(within)"
    }
    if tally.compared == 0 { return "no results to compare, as in \(recordPath)" }
    let identical = tally.compared - tally.within
    if tally.within == 0 { return "\(identical) values identical to \(recordPath)" }
    return "\(identical) values identical to, \(tally.within) within \(tolerance) of \(recordPath)"
  }

  private func report(_ record: String?, _ tally: Tally?, errors: Int) -> ResultValue {
    var members: [ResultValue.Member] = [.init("notebook", .string(path))]
    if let record { members.append(.init("record", .string(record))) }
    members.append(.init("errors", .integer(errors)))
    guard let tally else { return .object(members) }
    let broken = tally.broken.map { difference, line -> ResultValue in
      var members: [ResultValue.Member] = [
        .init("path", .string(difference.path)), .init("line", .integer(line)),
      ]
      if let old = difference.recorded { members.append(.init("recorded", .string(old))) }
      if let new = difference.computed { members.append(.init("computed", .string(new))) }
      if let distance = difference.distance {
        members.append(.init("difference", .number(distance, .float64)))
      }
      return .object(members)
    }
    members += [
      .init("identical", .integer(tally.compared - tally.within - tally.broken.count)),
      .init("within", .integer(tally.within)), .init("broken", .array(broken)),
    ]
    return .object(members)
  }

  private var isPage: Bool { path.lowercased().hasSuffix(".html") }

  /// The record beside its path; nil, with a message, where there is none.
  private func readRecord() -> (path: String, record: RecordedValue, page: PageSource?)? {
    if isPage { return readPage() }
    for format in [OutputFormat.json, .html] {
      let file = options.outputPath(of: path, format: format)
      guard let bytes = try? InputFile.read(file) else { continue }
      let json = format == .json ? bytes : HandoutRecord.json(inHTML: bytes)
      guard let json, let record = RecordedValue(json: json) else {
        terminal.write("runbook: \(file) holds no record of results; run the notebook again")
        return nil
      }
      return (file, record, nil)
    }
    let html = options.outputPath(of: path, format: .html)
    terminal.write(
      "runbook: nothing to compare \(path) with: there is no \(html) and no JSON beside it; "
        + "run 'runbook \(path)' first")
    return nil
  }

  /// A page with the notebook that it carries.
  private func readPage() -> (path: String, record: RecordedValue, page: PageSource?)? {
    let html: [UInt8]
    do throws(FileProblem) {
      html = try InputFile.read(path)
    } catch {
      terminal.write("runbook: \(error)")
      return nil
    }
    guard let json = HandoutRecord.json(inHTML: html), let record = RecordedValue(json: json),
      let page = PageSource(html: html)
    else {
      terminal.write("runbook: \(path) carries no notebook and record to run it from")
      return nil
    }
    return (path, record, page)
  }

  private func compare(
    _ record: RecordedValue, with result: NotebookResult, in notebook: String
  ) -> Tally {
    var tally = Tally()
    var recorded: [String: RecordedValue] = [:]
    if case .array(let blocks)? = record["blocks"] {
      for block in blocks { if let name = block["name"]?.text { recorded[name] = block } }
    }
    for block in result.blocks {
      guard let old = recorded.removeValue(forKey: block.name) else {
        show("\(block.name): the record has no such block", notebook, line: block.line)
        tally.broken.append((Self.missing(block.name, computed: "a block"), block.line))
        continue
      }
      // Where a block stands is no result.
      let value = block.value(diagnostics: result.diagnostics).without(["line"])
      let comparison = RecordComparison(
        path: block.name, recorded: old.without(["line"]), computed: value, tolerance: tolerance)
      show(comparison.differences, notebook, line: block.line)
      tally.compared += comparison.count
      tally.within += comparison.within
      tally.broken += comparison.differences.map { ($0, block.line) }
    }
    for name in recorded.keys.sorted() {
      Terminal.print("\(FilePath.name(of: path)): \(name): the notebook has no such block any more")
      tally.broken.append((Self.missing(name, recorded: "a block"), 0))
    }
    return tally
  }

  private static func missing(
    _ block: String, recorded: String? = nil, computed: String? = nil
  ) -> RecordComparison.Difference {
    RecordComparison.Difference(
      path: block, recorded: recorded, computed: computed, distance: nil)
  }

  private func show(
    _ differences: [RecordComparison.Difference], _ notebook: String, line: Int
  ) {
    for difference in differences.prefix(Self.shownDifferences) {
      let old = difference.recorded ?? "nothing"
      let new = difference.computed ?? "nothing"
      let distance = difference.distance.map { " (difference \($0))" } ?? ""
      show("\(difference.path): recorded \(old), now \(new)\(distance)", notebook, line: line)
    }
    let more = differences.count - Self.shownDifferences
    if more > 0 { show("… and \(more) more values of this block", notebook, line: line) }
  }

  private func show(_ text: String, _ notebook: String, line: Int) {
    Terminal.print("\(notebook):\(line): \(text)")
  }
}
