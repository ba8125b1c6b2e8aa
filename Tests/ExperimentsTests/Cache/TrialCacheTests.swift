import Foundation
import Testing

@testable import Experiments

@Suite struct TrialCacheTests {
  private let cache = TemporaryCache()
  private let texts = (0..<20).map { "result \($0) " + String(repeating: "x", count: 7 * $0) }

  private func found(in opened: TrialCache) -> [String] {
    texts.filter { opened.text(ContentDigest(of: $0)) == $0 }
  }

  @Test("what one run keeps the next finds, and what was not kept is a miss")
  func keeps() {
    let first = cache.open()
    first.append(Array(texts[..<5]))
    first.append(Array(texts[5..<7]))
    first.close()
    let second = cache.open()
    #expect(found(in: second) == Array(texts[..<7]))
    #expect(second.takeProblems() == [])
    #expect(cache.segments.count == 1)
  }

  @Test("a run that keeps nothing makes no folder")
  func emptyRun() {
    cache.open().close()
    #expect(!FileManager.default.fileExists(atPath: cache.folder))
  }

  @Test("the folder tells git to leave it alone")
  func ignored() throws {
    cache.open().append(["a"])
    let file = URL(fileURLWithPath: cache.folder).deletingLastPathComponent()
      .appendingPathComponent(".gitignore")
    #expect(try String(contentsOf: file, encoding: .utf8) == "*\n")
  }

  @Test("a fresh cache looks nothing up and keeps all the same")
  func fresh() {
    let first = cache.open()
    first.append(["a"])
    first.close()
    let fresh = cache.open(reads: false)
    #expect(fresh.text(ContentDigest(of: "a")) == nil)
    fresh.append(["b"])
    fresh.close()
    let last = cache.open()
    #expect(last.text(ContentDigest(of: "a")) == "a")
    #expect(last.text(ContentDigest(of: "b")) == "b")
  }

  @Test("two that write at once each have a segment, and both are read")
  func together() {
    let (one, other) = (cache.open(), cache.open())
    one.append(["a"])
    other.append(["b"])
    one.append(["c"])
    // Open, too.
    let third = cache.open()
    #expect(["a", "b", "c"].allSatisfy { third.text(ContentDigest(of: $0)) == $0 })
    #expect(third.takeProblems() == [])
    #expect(cache.segments.count == 2)
  }

  @Test("a segment cut at any byte gives its whole records, says so, and takes new ones")
  func cut() throws {
    let writer = cache.open()
    writer.append(texts)
    writer.close()
    let path = try #require(cache.segments.first)
    let whole = try cache.bytes(of: path)
    var ends: [Int] = []
    var end = CacheSegment.opening.count
    for text in texts {
      end += CacheSegment.record(ContentDigest(of: text), Array(text.utf8)).count
      ends.append(end)
    }
    #expect(end == whole.count)
    for count in stride(from: 0, through: whole.count, by: 3) {
      for path in cache.segments { try FileManager.default.removeItem(atPath: path) }
      try cache.write(Array(whole[..<count]), to: path)
      let opened = cache.open()
      #expect(found(in: opened) == Array(texts.prefix(ends.count { $0 <= count })))
      let isWhole = ends.contains(count) || [0, CacheSegment.opening.count].contains(count)
      let problems = opened.takeProblems()
      if count < CacheSegment.opening.count, count > 0 {
        #expect(problems == [.foreign(path: path)] || problems == [.unfinished(path: path)])
      } else {
        #expect(problems == (isWhole ? [] : [.unfinished(path: path)]))
      }
      opened.append(texts)
      opened.close()
      let again = cache.open()
      #expect(found(in: again) == texts)
      #expect(again.takeProblems().filter { $0 != .foreign(path: path) } == [])
    }
  }

  @Test("a byte changed anywhere costs at most its record, and no wrong result is given")
  func flipped() throws {
    let writer = cache.open()
    writer.append(texts)
    writer.close()
    let path = try #require(cache.segments.first)
    let whole = try cache.bytes(of: path)
    for place in stride(from: CacheSegment.opening.count, to: whole.count, by: 5) {
      for path in cache.segments { try FileManager.default.removeItem(atPath: path) }
      var bytes = whole
      bytes[place] ^= 1 << UInt8(place % 8)
      try cache.write(bytes, to: path)
      let opened = cache.open()
      for text in texts {
        let value = opened.text(ContentDigest(of: text))
        #expect(value == nil || value == text)
      }
      #expect(found(in: opened).count == texts.count - 1)
      #expect(opened.takeProblems() == [.damaged(path: path, count: 1)])
      opened.close()
      // The damage has been cleared away.
      let again = cache.open()
      #expect(found(in: again).count == texts.count - 1)
      #expect(again.takeProblems() == [])
    }
  }

  /// Keeps "a", and puts a file beside it that is no segment.
  private func addForeignSegment() throws -> String {
    let writer = cache.open()
    writer.append(["a"])
    writer.close()
    let path = cache.folder + "/other.segment"
    try cache.write(Array("something else entirely".utf8), to: path)
    return path
  }

  @Test("a file that is no segment is left alone, with a warning")
  func foreign() throws {
    let path = try addForeignSegment()
    let opened = cache.open()
    #expect(opened.text(ContentDigest(of: "a")) == "a")
    #expect(
      opened.takeProblems().map(\.description) == [
        "\(path) is not of this version's cache format; it is left alone"
      ])
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("a folder is read when the first result is looked up")
  func readWhenAsked() throws {
    let path = try addForeignSegment()
    let opened = cache.open()
    #expect(opened.takeProblems().isEmpty)
    #expect(opened.text(ContentDigest(of: "b")) == nil)
    #expect(
      opened.takeProblems().map(\.description) == [
        "\(path) is not of this version's cache format; it is left alone"
      ])
  }

  @Test("many segments are merged into one, each record once, and those being written stay")
  func merged() {
    let open = cache.open()
    open.append(["being written"])
    for text in texts {
      let writer = cache.open(reads: false)
      writer.append([text, "in all"])
      writer.close()
    }
    #expect(cache.segments.count == texts.count + 1)
    let merged = cache.open()
    // A run that looks nothing up leaves the folder alone.
    #expect(cache.segments.count == texts.count + 1)
    #expect(found(in: merged) == texts)
    #expect(cache.segments.count == 2)
    #expect(merged.text(ContentDigest(of: "being written")) == "being written")
    let contents = CacheFolder(cache.folder).contents()
    #expect(contents.records == texts.count + 2)
    #expect(contents.damaged == 0)
  }

  @Test("where the folder cannot be made, one warning says so and the run goes on")
  func unwritable() throws {
    let root = URL(fileURLWithPath: cache.folder).deletingLastPathComponent()
      .deletingLastPathComponent()
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try Data().write(to: root.appendingPathComponent(".runbook"))
    let opened = cache.open()
    _ = opened.takeProblems()
    opened.append(["a"])
    opened.append(["b"])
    #expect(
      opened.takeProblems().map(\.description) == [
        "cannot make the cache's folder \(cache.folder): a part of the path is not a folder; "
          + "the run goes on without keeping its trials"
      ])
    #expect(opened.text(ContentDigest(of: "a")) == nil)
  }

  @Test("every problem is worded")
  func wording() {
    let problems: [CacheProblem] = [
      .cannotWrite(path: "c", error: 28), .cannotRead(path: "c", error: 5),
      .damaged(path: "c/1.segment", count: 1), .damaged(path: "c/1.segment", count: 2),
      .unfinished(path: "c/1.segment"),
    ]
    #expect(
      problems.map(\.description) == [
        "cannot write to the cache c: the disk is full; the run goes on without keeping further "
          + "trials",
        "cannot read the cache c: the device failed; its trials are computed again",
        "the cache c/1.segment is damaged (1 place); the trials that stood there are computed again",
        "the cache c/1.segment is damaged (2 places); the trials that stood there are computed again",
        "the last record of the cache c/1.segment is incomplete; its trial is computed again",
      ])
  }
}
