import Foundation
import Testing

@testable import runbook

@Suite("Files that are written")
struct OutputFileTests {
  /// A folder of its own for what a test writes.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/output-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func entry(_ path: String) throws -> (number: Int, time: Date) {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (
      try #require(attributes[.systemFileNumber] as? Int),
      try #require(attributes[.modificationDate] as? Date)
    )
  }

  @Test("a file with the same bytes stays, with a new time")
  func sameBytes() throws {
    try inFolder { folder in
      let path = folder + "/page.html"
      // More than is compared at once.
      let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
      try OutputFile.replace(path, with: bytes)
      let past = Date(timeIntervalSince1970: 1_000_000)
      try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: path)
      let before = try entry(path)
      try OutputFile.replace(path, with: bytes)
      let after = try entry(path)
      #expect(after.number == before.number)
      #expect(after.time > past)
    }
  }

  @Test(
    "a file with other bytes is replaced, wherever the difference is",
    arguments: [0, 16_383, 16_384, 199_999])
  func otherBytes(place: Int) throws {
    try inFolder { folder in
      let path = folder + "/page.html"
      var bytes = [UInt8](repeating: 1, count: 200_000)
      try OutputFile.replace(path, with: bytes)
      bytes[place] = 2
      try OutputFile.replace(path, with: bytes)
      #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == bytes)
    }
  }

  @Test("a file that is longer or shorter is replaced")
  func otherLength() throws {
    try inFolder { folder in
      let path = folder + "/page.html"
      for bytes in [[1, 2, 3], [1, 2], [], [1, 2, 3, 4]] as [[UInt8]] {
        try OutputFile.replace(path, with: bytes)
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == bytes)
      }
    }
  }

  @Test("a link is replaced by a file, and what it leads to stays")
  func link() throws {
    try inFolder { folder in
      let target = folder + "/target.html"
      let link = folder + "/page.html"
      try OutputFile.replace(target, with: [1, 2, 3])
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      let before = try entry(target)
      try OutputFile.replace(link, with: [1, 2, 3])
      let type = try FileManager.default.attributesOfItem(atPath: link)[.type]
      #expect(type as? FileAttributeType == .typeRegular)
      #expect(try entry(target).number == before.number)
    }
  }
}
