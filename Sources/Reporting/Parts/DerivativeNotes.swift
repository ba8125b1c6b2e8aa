/// What the notations that only derivatives use mean, said under the first part that uses them.
enum DerivativeNotes {
  private struct Note {
    /// What stands in the text where the notation is used.
    let sign: String
    /// How the note names it.
    let name: String
    let meaning: String
  }

  private static let notes = [
    Note(sign: "step(", name: "step(z)", meaning: "is 1 for z > 0, else 0"),
    Note(
      sign: "heaviside(", name: "heaviside(z)",
      meaning: "is 1 for z > 0, ½ at 0 (equal values share evenly), else 0"),
    Note(sign: "sign(", name: "sign(z)", meaning: "is 1 for z > 0, 0 at 0, -1 for z < 0"),
    Note(
      sign: "Phi(", name: "Phi(z)",
      meaning: "is the probability of a standard normal value up to z"),
    Note(
      sign: "phi(", name: "phi(z)", meaning: "is the standard normal density, exp(-z^2/2)/√(2π)"),
    Note(sign: "log_softmax(", name: "log_softmax(z)", meaning: "is ln(softmax(z))"),
    Note(
      sign: "ones(", name: "ones(r, c)", meaning: "is a matrix of ones with r rows and c columns"),
    Note(
      sign: "one_hot(", name: "one_hot(c)",
      meaning: "has a row for each class in c, with 1 at the class and 0 elsewhere"),
    Note(sign: "⊙", name: "a ⊙ b", meaning: "multiplies element by element"),
    Note(sign: "δ_ij", name: "δ_ij", meaning: "is 1 where i = j, else 0"),
    Note(
      sign: "…", name: "…",
      meaning: "stands for the gradient that arrives at the quantity on the left"),
  ]

  /// The parts, each followed by the notes on what is new in it.
  static func noted(_ parts: [Report.Part]) -> [Report.Part] {
    var said: Set<String> = []
    return parts.flatMap { part -> [Report.Part] in
      let texts = formulas(of: part)
      let new = notes.filter { note in
        !said.contains(note.sign) && texts.contains { uses(note.sign, in: $0) }
      }
      said.formUnion(new.map(\.sign))
      return new.isEmpty ? [part] : [part, .text(sentence(new))]
    }
  }

  private static func sentence(_ notes: [Note]) -> [Report.Span] {
    notes.enumerated().flatMap { index, note -> [Report.Span] in
      let end = index == notes.count - 1 ? "." : "; "
      return [.formula(note.name), .plain(" \(note.meaning)\(end)")]
    }
  }

  /// The derivatives and rules in a part; right sides that the author wrote are no concern.
  private static func formulas(of part: Report.Part) -> [String] {
    switch part {
    case .table(let table):
      return table.rows.joined().compactMap { cell in
        if case .formula(let text) = cell, text.hasPrefix("∂") { text } else { nil }
      }
    case .equations(let equations): return equations.lines.map(\.right)
    case .plot, .text, .code, .graph: return []
    }
  }

  /// Whether a sign stands in a text by itself, not as the end of a longer word.
  private static func uses(_ sign: String, in text: String) -> Bool {
    text.ranges(of: sign).contains { range in
      guard sign.first?.isLetter == true, range.lowerBound > text.startIndex else { return true }
      let before = text[text.index(before: range.lowerBound)]
      // A number may stand before it, as in 3step(z).
      return !before.isLetter && before != "_"
    }
  }
}
