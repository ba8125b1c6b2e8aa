import Subprocess

/// Runs other programs to their end.
enum ChildProcess {
  struct Result: Sendable {
    let output: String
    let errors: String
    let isSuccess: Bool
  }

  /// Why a program could not be started.
  struct NotFound: Error {
    let name: String
  }

  private static let mostOutput = 10_000_000

  /// - Parameter input: what it reads.
  static func run(
    _ name: String, _ arguments: [String], input: String = ""
  ) async throws(NotFound) -> Result {
    do {
      let result = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), input: .string(input),
        output: .string(limit: mostOutput), error: .string(limit: mostOutput))
      return Result(
        output: result.standardOutput, errors: result.standardError,
        isSuccess: result.terminationStatus.isSuccess)
    } catch {
      throw NotFound(name: name)
    }
  }
}
