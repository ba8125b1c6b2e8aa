/// Finds the word that was probably meant.
package enum Suggestion {
  /// The candidate nearest to `word`, or nil where none is near: at most a third of the letters
  /// may differ, two at most for short words. Spaces, hyphens and underscores count as equal,
  /// letter case does not count. Ties go to the first candidate.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = normalized(word)
    guard !letters.isEmpty else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = normalized(candidate)
      let limit = max(1, min(3, max(letters.count, other.count) / 3))
      guard abs(letters.count - other.count) <= limit else { continue }
      let distance = editDistance(letters, other)
      // A word that shares no letter with another is not near it, however short both are.
      guard distance < max(letters.count, other.count) else { continue }
      if distance <= limit, distance < best?.distance ?? Int.max {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }

  private static func normalized(_ word: String) -> [Character] {
    word.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }
  }

  /// The optimal string alignment distance: insertions, deletions, substitutions and
  /// transpositions of neighbours, each counted once (Damerau 1964). O(mn).
  package static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
