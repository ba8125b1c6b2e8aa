/// The arena that programs run in: one a worker, used by one thread at a time.
package final class Workspace<Element: Real> {
  /// Makes an arena for these programs, zeroed, with their constants in place.
  package init(_ programs: [Program]) { fatalError() }

  /// Runs a program once. Allocates nothing.
  package func run(_ program: Program) { fatalError() }

  /// The arena's elements, to read and write inputs, parameters and results in place.
  package var elements: UnsafeMutableBufferPointer<Element> { fatalError() }
}
