import Foundation
import Testing

/// Compares output with a recorded file in `Fixtures`. With `RUNBOOK_RECORD=1` in the environment it
/// writes the file instead, and fails, so that nobody records by accident.
func expectSnapshot(
  _ actual: [UInt8], _ name: String, location: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let file = folder.appending(path: "Fixtures/\(name)")
  if ProcessInfo.processInfo.environment["RUNBOOK_RECORD"] == "1" {
    try Data(actual).write(to: file)
    Issue.record("recorded \(name); run again without RUNBOOK_RECORD", sourceLocation: location)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8).split(
    separator: "\n", omittingEmptySubsequences: false)
  let lines = String(decoding: actual, as: UTF8.self).split(
    separator: "\n", omittingEmptySubsequences: false)
  for (number, (old, new)) in zip(expected, lines).enumerated() where old != new {
    #expect(old == new, "\(name), line \(number + 1)", sourceLocation: location)
    return
  }
  #expect(expected.count == lines.count, "the lines of \(name)", sourceLocation: location)
}

func fixture(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}
