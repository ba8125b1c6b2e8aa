import Source

/// What is amiss with the cache. None of it stops a run: what cannot be read is computed, and what
/// cannot be written is computed again next time.
package enum CacheProblem: Hashable, Sendable {
  case cannotMakeFolder(path: String, error: Int32)
  case cannotWrite(path: String, error: Int32)
  case cannotRead(path: String, error: Int32)
  /// So many stretches of a segment are not what was written.
  case damaged(path: String, count: Int)
  /// The last record of a segment is incomplete: its process was ended while it wrote.
  case unfinished(path: String)
  /// Written by another version of the format.
  case foreign(path: String)
}

extension CacheProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotMakeFolder(let path, let error):
      "cannot make the cache's folder \(path): \(SystemError.reason(error)); "
        + "the run goes on without keeping its trials"
    case .cannotWrite(let path, let error):
      "cannot write to the cache \(path): \(SystemError.reason(error)); "
        + "the run goes on without keeping further trials"
    case .cannotRead(let path, let error):
      "cannot read the cache \(path): \(SystemError.reason(error)); its trials are computed again"
    case .damaged(let path, let count):
      "the cache \(path) is damaged (\(count) place\(count == 1 ? "" : "s")); "
        + "the trials that stood there are computed again"
    case .unfinished(let path):
      "the last record of the cache \(path) is incomplete; its trial is computed again"
    case .foreign(let path):
      "\(path) is not of this version's cache format; it is left alone"
    }
  }
}
