import Experiments

/// The caches of one command's notebooks: one for each folder.
struct TrialCaches {
  let reads: Bool
  private var caches: [String: TrialCache] = [:]

  init(reads: Bool) { self.reads = reads }

  mutating func cache(of notebook: String) -> TrialCache {
    let folder = CacheFolder(besideNotebooksIn: FilePath.folder(of: notebook)).path
    if let cache = caches[folder] { return cache }
    let cache = TrialCache(folder: folder, reads: reads)
    caches[folder] = cache
    return cache
  }

  func close() {
    for cache in caches.values { cache.close() }
  }
}
