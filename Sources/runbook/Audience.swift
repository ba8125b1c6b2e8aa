import ArgumentParser

/// Whom a handout is for.
enum Audience: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// Solutions are left out of every output.
  case student
  /// Solutions are shown unfolded.
  case solutions
}
