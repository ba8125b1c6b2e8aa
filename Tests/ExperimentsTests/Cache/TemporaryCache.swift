import Foundation

@testable import Experiments

/// A cache's folder of its own for one test, removed at the end.
final class TemporaryCache {
  let folder: String

  init() {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("runbook-cache-\(UUID().uuidString)/.runbook/cache").path
  }

  deinit {
    let root = URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent()
    try? FileManager.default.removeItem(at: root)
  }

  func open(reads: Bool = true) -> TrialCache { TrialCache(folder: folder, reads: reads) }

  var segments: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".segment") }.sorted().map { folder + "/" + $0 }
  }

  func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}

extension TrialCache {
  /// What is kept under a key, as text.
  func text(_ key: ContentDigest) -> String? {
    find(key) { String(decoding: $0, as: UTF8.self) }
  }

  func append(_ texts: [String]) {
    append(texts.map { (ContentDigest(of: $0), Array($0.utf8)) })
  }
}
