/// Merges the segments of ended processes into one, so that a folder does not fill with small files.
///
/// The merged file appears under its name when it is whole, and the old ones go after that: whoever
/// reads meanwhile finds each record at least once, and one killed on the way leaves a draft that
/// nobody reads.
enum CacheCompaction {
  /// More segments than these are merged, and any number where one is damaged.
  static let mostSegments = 16
  /// Segments of more bytes than these together are left as they are.
  static let mostBytes = 1 << 30
  static let lockName = "compaction.lock"
  static let draftEnding = ".draft"

  /// - Parameter always: whether few segments are merged too, so that what is damaged goes.
  static func run(in folder: String, always: Bool = false) {
    guard let names = try? CacheDirectory.names(in: folder),
      always || names.count(where: { $0.hasSuffix(CacheSegment.ending) }) > mostSegments,
      let lock = try? CacheFile.locking(folder + "/" + lockName), lock.lock()
    else { return }
    for name in names where name.hasSuffix(draftEnding) {
      _ = CacheDirectory.remove(folder + "/" + name)
    }
    // A segment that is being written is locked by its process.
    var held: [CacheFile] = []
    var bytes = 0
    for file in CacheFolder(folder).segments() where file.lock() {
      guard bytes + file.size <= mostBytes else { continue }
      bytes += file.size
      held.append(file)
    }
    guard held.count > (always ? 0 : 1) else { return }
    merge(held, in: folder)
  }

  private static func merge(_ files: [CacheFile], in folder: String) {
    let name = CacheDirectory.uniqueName
    let draft = "\(folder)/\(name)\(draftEnding)"
    do {
      let target = try CacheFile.creating(draft)
      var end = CacheSegment.opening.count
      try target.write(CacheSegment.opening, at: 0)
      var seen: Set<[ContentDigest]> = []
      var merged: [CacheFile] = []
      for file in files {
        let scan = try CacheSegment.scan(file)
        guard scan.isSegment else { continue }
        var batch: [UInt8] = []
        for (key, place) in scan.records {
          guard let payload = try CacheSegment.payload(at: place, in: file) else { continue }
          let content = payload.withUnsafeBytes { ContentDigest(of: $0) }
          guard seen.insert([key, content]).inserted else { continue }
          batch += CacheSegment.record(key, payload)
          if batch.count > 1 << 22 {
            try target.write(batch, at: end)
            end += batch.count
            batch = []
          }
        }
        try target.write(batch, at: end)
        end += batch.count
        merged.append(file)
      }
      // The old ones are removed: what takes their place must outlast a loss of power.
      target.synchronize()
      guard CacheDirectory.rename(draft, to: "\(folder)/\(name)\(CacheSegment.ending)") else {
        _ = CacheDirectory.remove(draft)
        return
      }
      for file in merged { _ = CacheDirectory.remove(file.path) }
    } catch {
      _ = CacheDirectory.remove(draft)
    }
  }
}
