/// The steps of a run that gradient flow and diagnosis look at: the first, the last, and between them
/// so many that each is about twice as far as the one before.
enum ObservedSteps {
  private static let most = 8

  /// Ascending, each once, for a run of so many updates.
  static func steps(of total: Int) -> [Int] {
    guard total > most else { return Array(0..<max(0, total)) }
    var steps = [total - 1]
    for shift in 1..<most - 1 where total >> shift > 0 { steps.append(total >> shift) }
    return Set(steps + [0]).sorted()
  }

  /// The steps before which parameters have to be kept, so that each observed step's update is known.
  static func snapshots(of total: Int) -> [Int] {
    Set(steps(of: total).flatMap { [$0, $0 + 1] }).sorted()
  }
}
