/// Whom a handout is for.
enum Audience: String, NamedChoice, Sendable {
  /// Solutions are left out of every output.
  case student
  /// Solutions are shown unfolded.
  case solutions
}
