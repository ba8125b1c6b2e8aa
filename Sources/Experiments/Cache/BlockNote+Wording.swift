extension BlockNote {
  /// What the last run did, on one line.
  package var summary: String {
    let total = computed + found
    let trials = "\(total) trial\(total == 1 ? "" : "s")"
    let counts =
      if found == 0 {
        "\(trials) computed"
      } else if computed == 0 {
        "\(trials) found in the cache"
      } else {
        "\(computed) of \(trials) computed, \(found) found in the cache"
      }
    return "\(notebook): \(block): \(counts)"
  }

  /// The same with the reasons.
  package var explanation: String {
    summary + "\n" + reasons.map { "  " + $0 }.joined(separator: "\n")
  }

  private var reasons: [String] {
    guard let changes else { return ["it is the first run that is known of this block"] }
    if !changes.isEmpty {
      return ["since the run before, this changed:"] + changes.map { "  " + $0 }
    }
    let same = "nothing that determines the results changed since the run before"
    if computed == 0 { return [same] }
    if isFresh { return [same, "all was computed since --fresh asked for it"] }
    guard lacking > 0 else {
      return [same, "what was computed was not in the cache: cleared, damaged, or not finished"]
    }
    return [
      same,
      "\(lacking) had been kept without a value that 'record' or 'show' asks for now",
    ]
  }
}
