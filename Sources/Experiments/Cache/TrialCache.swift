import Synchronization

/// Results of trials on the disk, by the digest of what determines them.
///
/// The folder holds segments (see `CacheSegment`), each written by one process, so that any number of
/// processes can share it, over a network file system too. It is read when a result is first looked
/// up; what others add later is found by the next run. A record that cannot be read, or is not what
/// was written, is a miss. No write waits for the disk: a loss of power may cost records, which are
/// then computed again.
package final class TrialCache: Sendable {
  /// The segments' folder.
  package let folder: String
  private let state: Mutex<State>

  private struct Location {
    let segment: Int
    let place: CacheSegment.Place
  }

  private struct Writer {
    let file: CacheFile
    var end: Int
  }

  private struct State {
    /// Whether the segments are still to be read.
    var isUnread: Bool
    var files: [CacheFile] = []
    var records: [ContentDigest: Location] = [:]
    /// Further records of keys that have several: one may hold what another does not.
    var others: [ContentDigest: [Location]] = [:]
    var writer: Writer?
    var isClosed = false
    var problems: [CacheProblem] = []
    /// Records that are not what was written, by segment.
    var damaged: [Int: Set<CacheSegment.Place>] = [:]
    var foundDamage = false

    mutating func add(_ key: ContentDigest, _ location: Location) {
      if records[key] == nil {
        records[key] = location
      } else {
        others[key, default: []].append(location)
      }
    }

    mutating func note(_ problem: CacheProblem) {
      if !problems.contains(problem) { problems.append(problem) }
    }

    var needsMerging: Bool {
      problems.contains { problem in
        switch problem {
        case .damaged, .unfinished: true
        case .cannotMakeFolder, .cannotWrite, .cannotRead, .foreign: false
        }
      }
    }

    /// Reads the segments, unless that is done.
    mutating func read(_ folder: String) {
      guard isUnread else { return }
      isUnread = false
      CacheCompaction.run(in: folder)
      scan(folder)
      if needsMerging {
        // So that it is told once.
        CacheCompaction.run(in: folder, always: true)
        let found = problems
        (files, records, others) = ([], [:], [:])
        scan(folder)
        problems = found
      }
    }

    private mutating func scan(_ folder: String) {
      do throws(CacheFile.Failure) {
        for name in try CacheDirectory.names(in: folder)
        where name.hasSuffix(CacheSegment.ending) {
          scan(segment: folder + "/" + name)
        }
      } catch {
        note(.cannotRead(path: folder, error: error.number))
      }
    }

    private mutating func scan(segment path: String) {
      // Another process may have merged it with others meanwhile.
      guard let file = try? CacheFile.reading(path) else { return }
      do throws(CacheFile.Failure) {
        let scan = try CacheSegment.scan(file)
        guard scan.isSegment else { return note(.foreign(path: path)) }
        if scan.damaged > 0 { note(.damaged(path: path, count: scan.damaged)) }
        // A writer at work has its file locked.
        if scan.isUnfinished, try CacheFile.reading(path).lock() { note(.unfinished(path: path)) }
        for (key, place) in scan.records {
          add(key, Location(segment: files.count, place: place))
        }
        files.append(file)
      } catch {
        note(.cannotRead(path: path, error: error.number))
      }
    }
  }

  /// The cache of a folder, which need not be there.
  ///
  /// - Parameter reads: whether results of earlier runs are looked up; they are kept in any case.
  package init(folder: String, reads: Bool = true) {
    self.folder = folder
    state = Mutex(State(isUnread: reads))
  }

  /// The first record of a key that `read` makes something of.
  package func find<Value>(
    _ key: ContentDigest, _ read: (ArraySlice<UInt8>) -> Value?
  ) -> Value? {
    let found = state.withLock { state -> [(location: Location, file: CacheFile)] in
      state.read(folder)
      let locations = [state.records[key]].compactMap { $0 } + (state.others[key] ?? [])
      return locations.map { ($0, state.files[$0.segment]) }
    }
    for (location, file) in found {
      do throws(CacheFile.Failure) {
        if let payload = try CacheSegment.payload(at: location.place, in: file) {
          if let value = read(payload[...]) { return value }
        } else {
          state.withLock { state in
            state.damaged[location.segment, default: []].insert(location.place)
            state.foundDamage = true
          }
        }
      } catch {
        state.withLock { $0.note(.cannotRead(path: file.path, error: error.number)) }
      }
    }
    return nil
  }

  /// Keeps results.
  package func append(_ records: [(key: ContentDigest, payload: [UInt8])]) {
    append(records.map(\.key)) { $1.write(records[$0].payload) }
  }

  /// Keeps results under these keys, some in a write.
  ///
  /// - Parameter payload: writes the result of a key by its index.
  func append(_ keys: [ContentDigest], _ payload: (Int, inout ByteWriter) -> Void) {
    var buffer = ByteWriter(capacity: keys.isEmpty ? 0 : Self.bytesAtOnce)
    for (index, key) in keys.enumerated() {
      CacheSegment.write(key, to: &buffer) { payload(index, &$0) }
      if buffer.bytes.count >= Self.bytesAtOnce || index == keys.count - 1 {
        write(buffer.bytes)
        buffer.clear()
      }
    }
  }

  private static let bytesAtOnce = 1 << 18

  private func write(_ bytes: [UInt8]) {
    state.withLock { state in
      guard !state.isClosed else { return }
      if state.writer == nil { state.writer = makeWriter(&state) }
      guard var writer = state.writer else { return }
      do throws(CacheFile.Failure) {
        try writer.file.write(bytes, at: writer.end)
        writer.end += bytes.count
        state.writer = writer
      } catch {
        state.note(.cannotWrite(path: folder, error: error.number))
        state.isClosed = true
      }
    }
  }

  /// This process's own segment; nil, with a problem noted, where the folder takes none.
  private func makeWriter(_ state: inout State) -> Writer? {
    do throws(CacheFile.Failure) {
      try CacheFolder(folder).make()
    } catch {
      state.note(.cannotMakeFolder(path: folder, error: error.number))
      state.isClosed = true
      return nil
    }
    do throws(CacheFile.Failure) {
      let path = folder + "/" + CacheDirectory.uniqueName + CacheSegment.ending
      let file = try CacheFile.creating(path)
      _ = file.lock()
      try file.write(CacheSegment.opening, at: 0)
      return Writer(file: file, end: CacheSegment.opening.count)
    } catch {
      state.note(.cannotWrite(path: folder, error: error.number))
      state.isClosed = true
      return nil
    }
  }

  /// Ends writing, between two records: nothing is kept from now on.
  ///
  /// - Parameter merging: whether segments in which damage was found are replaced.
  package func close(merging: Bool = true) {
    let isDamaged = state.withLock { state in
      state.isClosed = true
      state.writer = nil
      return state.foundDamage
    }
    if isDamaged, merging { CacheCompaction.run(in: folder, always: true) }
  }

  /// What was found amiss since this was last asked.
  package func takeProblems() -> [CacheProblem] {
    state.withLock { state in
      if !state.damaged.isEmpty {
        for (segment, places) in state.damaged.sorted(by: { $0.key < $1.key }) {
          state.note(.damaged(path: state.files[segment].path, count: places.count))
        }
      }
      defer {
        state.problems = []
        state.damaged = [:]
      }
      return state.problems
    }
  }
}
