import Foundation
import Testing

@testable import runbook

@Suite("Files that are written")
struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  private func entry(_ path: String) throws -> (number: Int, time: Date) {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (
      try #require(attributes[.systemFileNumber] as? Int),
      try #require(attributes[.modificationDate] as? Date)
    )
  }

  /// Writes one file with these bytes, then with those, and so on.
  private func expectWritten(_ contents: [[UInt8]]) throws {
    for bytes in contents {
      try OutputFile.replace(path("page.html"), with: bytes)
      #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path("page.html")))) == bytes)
    }
  }

  @Test("a file with the same bytes stays, with a new time")
  func sameBytes() throws {
    let page = path("page.html")
    // More than is compared at once.
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try OutputFile.replace(page, with: bytes)
    let past = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: page)
    let before = try entry(page)
    try OutputFile.replace(page, with: bytes)
    let after = try entry(page)
    #expect(after.number == before.number)
    #expect(after.time > past)
  }

  @Test(
    "a file with other bytes is replaced, wherever the difference is",
    arguments: [0, 16_383, 16_384, 199_999])
  func otherBytes(place: Int) throws {
    let bytes = [UInt8](repeating: 1, count: 200_000)
    var others = bytes
    others[place] = 2
    try expectWritten([bytes, others])
  }

  @Test("a file that is longer or shorter is replaced")
  func otherLength() throws {
    try expectWritten([[1, 2, 3], [1, 2], [], [1, 2, 3, 4]])
  }

  @Test("a link is replaced by a file, and what it leads to stays")
  func link() throws {
    let (target, link) = (path("target.html"), path("page.html"))
    try OutputFile.replace(target, with: [1, 2, 3])
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let before = try entry(target)
    try OutputFile.replace(link, with: [1, 2, 3])
    let type = try FileManager.default.attributesOfItem(atPath: link)[.type]
    #expect(type as? FileAttributeType == .typeRegular)
    #expect(try entry(target).number == before.number)
  }
}
