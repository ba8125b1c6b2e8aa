import Experiments
import Notebook
import Source
import Training

/// What a page carries so that it can be run again by itself: the notebook's text, the files that it
/// read, and a receipt of what its results came from.
package struct PageSource: Sendable {
  /// A file that the notebook read, by its path as the notebook says it.
  package struct File: Hashable, Sendable {
    package let path: String
    package let sha256: String
    /// Its bytes; nil where they were too many to carry.
    package let base64: String?

    package init(path: String, sha256: String, base64: String?) {
      self.path = path
      self.sha256 = sha256
      self.base64 = base64
    }
  }

  package let notebook: String
  package let text: String
  package let files: [File]

  package init(notebook: String, text: String, files: [File]) {
    self.notebook = notebook
    self.text = text
    self.files = files
  }

  /// From a page that runbook wrote; nil where it carries none.
  package init?(html: [UInt8]) {
    guard let json = HandoutRecord.json(inHTML: html, element: HandoutRecord.sourceID),
      let value = RecordedValue(json: json), let notebook = value["notebook"]?.text,
      let text = value["source"]?.text
    else { return nil }
    self.notebook = notebook
    self.text = text
    var files: [File] = []
    if case .array(let items)? = value["files"] {
      for item in items {
        guard let path = item["path"]?.text, let sha256 = item["sha256"]?.text else { return nil }
        files.append(File(path: path, sha256: sha256, base64: item["base64"]?.text))
      }
    }
    self.files = files
  }

  /// As the page has it, with the receipt.
  package func value(
    for handout: Handout, version: String, numerics: Int
  ) -> ResultValue {
    let results = Dictionary(handout.result.blocks.map { ($0.name, $0) }) { first, _ in first }
    let blocks = handout.document.executableBlocks.map { block -> ResultValue in
      var members: [ResultValue.Member] = [
        .init("name", .string(block.name)),
        .init("sha256", .string(ContentDigest(of: block.body.text).text)),
      ]
      if case .experiment(let result)? = results[block.name]?.outcome {
        members += result.receiptMembers
      }
      if case .data(let data)? = results[block.name]?.outcome {
        members.append(.init("data", .string(data.valueDigest.text)))
      }
      return .object(members)
    }
    let files = files.map { file -> ResultValue in
      var members: [ResultValue.Member] = [
        .init("path", .string(file.path)), .init("sha256", .string(file.sha256)),
      ]
      if let base64 = file.base64 { members.append(.init("base64", .string(base64))) }
      return .object(members)
    }
    return .object([
      .init("notebook", .string(notebook)),
      .init(
        "receipt",
        .object([
          .init("version", .string(version)), .init("numerics", .integer(numerics)),
          .init("blocks", .array(blocks)),
        ])),
      .init("files", .array(files)), .init("source", .string(text)),
    ])
  }
}

extension ExperimentResult {
  /// Seeds of more trials than these are told as their first and last.
  private static let mostSeeds = 100

  fileprivate var receiptMembers: [ResultValue.Member] {
    var members: [ResultValue.Member] = []
    if let data { members.append(.init("data", .string(data.valueDigest.text))) }
    var seeds: [Int] = []
    var seen: Set<Int> = []
    for trial in trials {
      guard case .number(let seed)? = trial.settings.first(where: { $0.key == "seed" })?.value,
        let whole = Int(exactly: seed), seen.insert(whole).inserted
      else { continue }
      seeds.append(whole)
    }
    if seeds.count > Self.mostSeeds, let first = seeds.first, let last = seeds.last {
      members.append(.init("seeds", .string("\(first) to \(last), \(seeds.count) of them")))
    } else {
      members.append(.init("seeds", .array(seeds.map(ResultValue.integer))))
    }
    return members
  }
}
