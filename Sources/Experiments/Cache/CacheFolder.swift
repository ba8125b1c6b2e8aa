/// The folder beside a notebook in which trials are kept: `.runbook/cache`.
package struct CacheFolder: Sendable {
  /// The segments' folder.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// That of the notebooks in a folder.
  package init(besideNotebooksIn folder: String) {
    path = folder == "." || folder.isEmpty ? ".runbook/cache" : folder + "/.runbook/cache"
  }

  /// Makes it, and tells git to leave it alone.
  func make() throws(CacheFile.Failure) {
    try CacheDirectory.make(path)
    let isOurs = path.hasSuffix("/.runbook/cache") || path == ".runbook/cache"
    let ignore = path.dropLast("cache".count) + ".gitignore"
    guard isOurs, let file = try? CacheFile.creating(String(ignore)) else { return }
    try? file.write(Array("*\n".utf8), at: 0)
  }

  /// How much is in it.
  package struct Contents: Hashable, Sendable {
    package var segments = 0
    package var records = 0
    package var bytes = 0
    package var damaged = 0
  }

  package func contents() -> Contents {
    var contents = Contents()
    for file in segments() {
      contents.segments += 1
      contents.bytes += file.size
      guard let scan = try? CacheSegment.scan(file) else { continue }
      contents.records += scan.records.count
      contents.damaged += scan.damaged + (scan.isUnfinished && file.lock() ? 1 : 0)
    }
    return contents
  }

  /// Removes all that is kept.
  ///
  /// - Returns: the files that could not be removed.
  package func clear() -> [String] {
    let names = (try? CacheDirectory.names(in: path)) ?? []
    let endings = [CacheSegment.ending, CacheCompaction.lockName, CacheCompaction.draftEnding]
    let files = names.filter { name in endings.contains { name.hasSuffix($0) } }
    let notes = BlockNote.names(in: self)
    return (files + notes).map { path + "/" + $0 }.filter { !CacheDirectory.remove($0) }
  }

  func segments() -> [CacheFile] {
    let names = (try? CacheDirectory.names(in: path)) ?? []
    return names.filter { $0.hasSuffix(CacheSegment.ending) }
      .compactMap { try? CacheFile.reading(path + "/" + $0) }
  }
}
