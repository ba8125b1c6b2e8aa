/// Draws a plot's frames, as many as fit.
enum SVGFrames {
  /// A figure's frames take so many bytes together at most.
  static let mostBytes = 140_000

  /// Where there are too many bytes, every other frame is left out, and so on; the last one stays.
  static func fitting(_ frames: [String]) -> [String] {
    var kept = frames
    while kept.count > 2, kept.reduce(0, { $0 + $1.utf8.count }) > mostBytes {
      let last = kept.count - 1
      kept = kept.indices.filter { (last - $0) % 2 == 0 }.map { kept[$0] }
    }
    return kept
  }
}
