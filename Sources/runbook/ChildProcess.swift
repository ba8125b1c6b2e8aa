import Subprocess

/// Runs other programs to their end.
enum ChildProcess {
  struct Result: Sendable {
    let output: String
    let errors: String
    let isSuccess: Bool
  }

  enum Failure: Error {
    case notFound(name: String)
    /// It ran for longer than it was given, and was ended.
    case tooLong(Duration)
  }

  private static let mostOutput = 10_000_000

  /// - Parameters:
  ///   - name: looked for in `PATH`, or a path.
  ///   - input: what it reads.
  ///   - limit: how long it may run; nil: as long as it takes.
  static func run(
    _ name: String, _ arguments: [String], input: String = "", limit: Duration? = nil
  ) async throws(Failure) -> Result {
    do {
      return try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await start(name, arguments, input) }
        if let limit {
          group.addTask {
            try await Task.sleep(for: limit)
            throw Failure.tooLong(limit)
          }
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw Failure.notFound(name: name) }
        return first
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .notFound(name: name)
    }
  }

  private static func start(
    _ name: String, _ arguments: [String], _ input: String
  ) async throws -> Result {
    let result = try await Subprocess.run(
      name.contains("/") ? .path(.init(name)) : .name(name), arguments: Arguments(arguments),
      input: .string(input), output: .string(limit: mostOutput), error: .string(limit: mostOutput))
    return Result(
      output: result.standardOutput, errors: result.standardError,
      isSuccess: result.terminationStatus.isSuccess)
  }
}
