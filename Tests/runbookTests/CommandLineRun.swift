import Foundation

/// Runs the built command as a user would.
struct CommandLineRun {
  let status: Int32
  let output: String
  let errors: String

  /// - Parameter environment: added to a small fixed one, so that no test depends on the caller's.
  init(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
      .merging(environment) { $1 }
    // Files, not pipes: a full pipe would stop the command.
    let outputFile = folder.appendingPathComponent(".stdout")
    let errorFile = folder.appendingPathComponent(".stderr")
    for file in [outputFile, errorFile] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(decoding: Data(contentsOf: outputFile), as: UTF8.self)
    errors = try String(decoding: Data(contentsOf: errorFile), as: UTF8.self)
    try FileManager.default.removeItem(at: outputFile)
    try FileManager.default.removeItem(at: errorFile)
  }

  /// Starts the command without waiting for its end; what it says goes nowhere, or to a file.
  static func start(
    _ arguments: [String], in folder: URL, errors: URL? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError =
      try errors.map { try FileHandle(forWritingTo: $0) }
      ?? FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The command stands beside the test runner.
  private static var executable: URL {
    #if os(Linux)
      URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("runbook")
    #else
      Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }[0].bundleURL
        .deletingLastPathComponent().appendingPathComponent("runbook")
    #endif
  }
}

/// A folder of its own for one test, removed at the end.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("runbook-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
    return file
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
  }
}
