import Autodiff

/// A scalar as a function of the parameters in an arena, with an eye on the branches that its
/// operations take.
struct LossProbe {
  let workspace: Workspace<Double>
  private let program: Program
  private let loss: Int
  private let kinks: [Range<Int>]
  /// The sign of each argument of a kink at the centre.
  private let branches: [Int8]

  /// Takes the parameters as they now stand for the centre.
  ///
  /// - Parameters:
  ///   - loss: where the program leaves the scalar.
  ///   - kinks: where it leaves the values whose signs tell branches.
  init(_ workspace: Workspace<Double>, _ program: Program, loss: Int, kinks: [Range<Int>]) {
    self.workspace = workspace
    self.program = program
    self.loss = loss
    self.kinks = kinks
    workspace.run(program)
    branches = kinks.flatMap { workspace.elements[$0].map(Self.sign) }
  }

  private static func sign(_ x: Double) -> Int8 { x > 0 ? 1 : x < 0 ? -1 : 0 }

  /// The scalar with the parameters as they now stand.
  func sample() -> FiniteDifference.Sample {
    workspace.run(program)
    let elements = workspace.elements
    var position = 0
    for range in kinks {
      for index in range {
        if Self.sign(elements[index]) != branches[position] {
          return FiniteDifference.Sample(value: elements[loss], isSmooth: false)
        }
        position += 1
      }
    }
    return FiniteDifference.Sample(value: elements[loss], isSmooth: true)
  }
}
