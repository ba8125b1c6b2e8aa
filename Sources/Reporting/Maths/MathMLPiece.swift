/// Markup with an estimate of its size, in em of its own font.
///
/// The estimates decide what the markup cannot ask the browser: whether a fence has to grow at all,
/// how wide a drawn fence is, how long a labelled arrow, and where a long formula may break.
struct MathMLPiece {
  var markup: String
  /// The number of elements in `markup`.
  var count = 1
  var ascent = 0.75
  var descent = 0.25
  var width = 0.6

  var height: Double { ascent + descent }

  /// The markup as one element.
  var element: String { count == 1 ? markup : "<mrow>\(markup)</mrow>" }

  static var empty: MathMLPiece {
    MathMLPiece(markup: "", count: 0, ascent: 0, descent: 0, width: 0)
  }

  mutating func append(_ other: MathMLPiece) {
    markup += other.markup
    count += other.count
    ascent = max(ascent, other.ascent)
    descent = max(descent, other.descent)
    width += other.width
  }

  mutating func appendSpace(_ em: Double) {
    markup += #"<mspace width="\#(MathMLBuilder.length(em))"></mspace>"#
    count += 1
    width += em
  }
}
