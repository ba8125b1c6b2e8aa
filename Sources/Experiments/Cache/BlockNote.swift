import Autodiff
import Training

/// What the last run of a block did, and what its results were determined by: kept beside the cache, so
/// that `runbook why` can tell what has changed.
package struct BlockNote: Hashable, Sendable {
  package let notebook: String
  package let block: String
  /// The trials that were computed, and those found in the cache.
  package var computed = 0
  package var found = 0
  /// Of those computed: kept without some value that the block records or shows now.
  package var lacking = 0
  /// Whether the run looked anything up.
  package var isFresh = false
  /// What changed since the run before, a line each; nil where there was none.
  package var changes: [String]?
  fileprivate var fields: [FieldList.Field] = []
  /// For each data set its rows' digests, one behind the other.
  fileprivate var rows: [String] = []

  private static let ending = ".block"
  private static let opening = "runbook block 1"
  private static let digitsOfRow = 8
  /// Data sets of more rows are told by their digest alone.
  private static let mostRows = 100_000

  /// - Parameters:
  ///   - memory: the experiment's, with what it found.
  ///   - previous: the note of the run before.
  init(
    notebook: String, block: String, _ experiment: PreparedExperiment, _ memory: TrialMemory,
    isFresh: Bool, since previous: BlockNote?
  ) {
    let tally = memory.tally
    self.notebook = notebook
    self.block = block
    self.isFresh = isFresh
    computed = tally.computed
    found = tally.found
    lacking = tally.lacking
    fields = experiment.noteFields(memory.dataDigests).fields
    var seen: Set<ContentDigest?> = []
    rows = zip(experiment.groups, memory.dataDigests).compactMap { group, digest in
      seen.insert(digest).inserted ? group.rows.map(Self.digests) : nil
    }
    changes = previous.map { self.changes(since: $0) }
  }

  private static func digests(_ data: Dataset) -> String {
    guard data.count <= mostRows else { return "" }
    return (0..<data.count).map { row in
      let values = [data.features, data.targets].flatMap { matrix in
        let columns = matrix.shape.columns
        return matrix.values[row * columns..<(row + 1) * columns]
      }
      return String(ContentDigest(of: values).text.prefix(digitsOfRow))
    }.joined()
  }

  // MARK: Changes

  private func changes(since other: BlockNote) -> [String] {
    let old = Dictionary(other.fields.map { ($0.path, $0.value) }) { $1 }
    let new = Dictionary(fields.map { ($0.path, $0.value) }) { $1 }
    var lines: [String] = []
    for field in fields where old[field.path] != field.value {
      guard let before = old[field.path] else {
        lines.append("\(field.path): \(field.value) (was not given)")
        continue
      }
      lines.append("\(field.path): \(before) → \(field.value)")
    }
    for field in other.fields where new[field.path] == nil {
      lines.append("\(field.path): no longer given (was \(field.value))")
    }
    return lines + rowChanges(since: other)
  }

  private func rowChanges(since other: BlockNote) -> [String] {
    guard rows.count == other.rows.count else { return [] }
    return zip(rows, other.rows).enumerated().compactMap { index, pair in
      guard pair.0 != pair.1, !pair.0.isEmpty, !pair.1.isEmpty else { return nil }
      let (new, old) = (Self.split(pair.0), Self.split(pair.1))
      let differing = (0..<max(new.count, old.count)).filter { row in
        row >= new.count || row >= old.count || new[row] != old[row]
      }
      guard let first = differing.first else { return nil }
      let name = rows.count == 1 ? "data" : "data set \(index + 1)"
      let count = old.count == new.count ? "" : "; there were \(old.count) rows, now \(new.count)"
      let more = differing.count == 1 ? "" : " and \(differing.count - 1) more"
      return "\(name): row \(first + 1)\(more) changed\(count)"
    }
  }

  private static func split(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      parts.append(rest.prefix(digitsOfRow))
      rest = rest.dropFirst(digitsOfRow)
    }
    return parts
  }

  // MARK: Files

  private static func path(_ notebook: String, _ block: String, in folder: CacheFolder) -> String {
    folder.path + "/" + notebook + "." + block + ending
  }

  static func names(in folder: CacheFolder) -> [String] {
    ((try? CacheDirectory.names(in: folder.path)) ?? []).filter { $0.hasSuffix(ending) }
  }

  /// All notes of a folder, by notebook and block.
  package static func all(in folder: CacheFolder) -> [BlockNote] {
    names(in: folder).compactMap { read(folder.path + "/" + $0) }
  }

  /// That of a block, if there is one that can be read.
  package static func read(
    notebook: String, block: String, in folder: CacheFolder
  ) -> BlockNote? {
    read(path(notebook, block, in: folder))
  }

  private static func read(_ path: String) -> BlockNote? {
    guard let file = try? CacheFile.reading(path),
      let bytes = try? file.read(file.size, at: 0)
    else { return nil }
    return BlockNote(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Replaces the block's note, whole or not at all; nothing is lost where it cannot be written.
  func write(in folder: CacheFolder) {
    let draft = folder.path + "/" + CacheDirectory.uniqueName + CacheCompaction.draftEnding
    guard (try? folder.make()) != nil, let file = try? CacheFile.creating(draft) else { return }
    let path = Self.path(notebook, block, in: folder)
    guard (try? file.write(Array(text.utf8), at: 0)) != nil,
      CacheDirectory.rename(draft, to: path)
    else {
      _ = CacheDirectory.remove(draft)
      return
    }
  }

  private var text: String {
    var list = FieldList()
    list.add("notebook", notebook)
    list.add("block", block)
    list.add("computed", computed)
    list.add("found", found)
    list.add("lacking", lacking)
    list.add("fresh", isFresh)
    if let changes { list.add("changes", changes.joined(separator: "\n")) }
    for row in rows { list.add("rows", row) }
    for field in fields { list.add("field " + field.path, field.value) }
    let body = Self.opening + "\n" + list.text
    return body + ContentDigest(of: body).text + "\n"
  }

  /// Nil where the text is not what was written.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 2, lines.popLast() == "", let digest = lines.popLast(),
      lines.first == Self.opening[...],
      ContentDigest(of: lines.joined(separator: "\n") + "\n").text == digest
    else { return nil }
    var values: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let tab = line.firstIndex(of: "\t") else { return nil }
      let name = String(line[..<tab])
      let value = FieldList.unescaped(String(line[line.index(after: tab)...]))
      if name == "rows" {
        rows.append(value)
      } else if name.hasPrefix("field ") {
        fields.append(FieldList.Field(path: String(name.dropFirst(6)), value: value))
      } else {
        values[name] = value
      }
    }
    guard let notebook = values["notebook"], let block = values["block"],
      let computed = values["computed"].flatMap({ Int($0) }),
      let found = values["found"].flatMap({ Int($0) }),
      let lacking = values["lacking"].flatMap({ Int($0) })
    else { return nil }
    self.notebook = notebook
    self.block = block
    self.computed = computed
    self.found = found
    self.lacking = lacking
    isFresh = values["fresh"] == "true"
    changes = values["changes"].map { $0.isEmpty ? [] : $0.split(separator: "\n").map(String.init) }
  }
}

extension PreparedExperiment {
  /// All that determines the block's results, as an author would call it.
  fileprivate func noteFields(_ dataDigests: [ContentDigest?]) -> FieldList {
    var plain = spec
    plain.sweep = .none
    plain.seeds = []
    var all = FieldList()
    all.add("", plain)
    var fields = FieldList()
    for field in all.fields where field.path != "seeds" && field.path != "sweep" {
      fields.add(Self.noteName(field.path), field.value)
    }
    switch spec.sweep {
    case .none: break
    case .axes(let axes):
      for axis in axes { fields.add("sweep." + axis.key.rawValue, Self.text(axis.choices)) }
    case .cases(let cases):
      for (index, choices) in cases.enumerated() {
        let settings = choices.map { "\($0.field.key.rawValue): \($0.shown.value.text)" }
        fields.add("cases[\(index)]", settings.joined(separator: ", "))
      }
    }
    if !spec.seeds.isEmpty {
      fields.add("seeds", "[" + spec.seeds.map { String($0) }.joined(separator: ", ") + "]")
    }
    for (name, tensors) in weights.sorted(by: { $0.key < $1.key }) {
      for tensor in tensors { fields.add("weights of \(name).\(tensor.name)", tensor.tensor) }
    }
    for (index, group) in groups.enumerated() {
      let suffix = groups.count == 1 ? "" : " \(index + 1)"
      if case .tape(let tape) = group.subject {
        fields.add("tape's text" + suffix, tape.tape.canonicalText)
      }
      if let digest = dataDigests[index] {
        fields.add("data's digest" + suffix, digest.shortText)
      }
    }
    fields.add("numerics version", String(NumericsVersion.current))
    return fields
  }

  private static func text(_ choices: [Sweep.Choice]) -> String {
    "[" + choices.map { $0.shown.value.text }.joined(separator: ", ") + "]"
  }

  /// `base.training.learningRate` → `learning rate`.
  private static func noteName(_ path: String) -> String {
    var name = path
    for prefix in ["base.", "training."] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    return name.reduce(into: "") { name, letter in
      name += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}
