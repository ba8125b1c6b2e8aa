/// TeX mathematics as MathML, which browsers draw natively.
///
/// The dialect is that of LaTeX with amsmath, as far as formulas go. What the browser would have to
/// grow with a mathematics font (fences, roots, big operators, accents, braces) carries a class and
/// is drawn by ``style``, so that a page looks the same with and without such a font.
package enum MathML {
  /// Groups, fences and environments may nest so deep; TeX beyond it is shown as its source.
  package static let depthLimit = 40
  /// The number of tokens that the macros of one formula may come to.
  package static let expansionLimit = 20_000

  /// A formula as markup.
  package struct Rendering: Sendable {
    /// One `<math>` element; where the formula as a whole cannot be read, `<code class="tex">`
    /// with its source.
    package let markup: String
    /// What could not be read, in order of place; the same fact once, at its first place.
    package let warnings: [Warning]
    /// False where `markup` is the source.
    package var isFormula: Bool { markup.hasPrefix("<math") }

    /// What it needs of a style sheet.
    package var means: Means {
      var rest = markup.utf8[...]
      while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
        rest = rest[rest.index(after: quote)...]
        if MathDrawing.classes.contains(where: { rest.starts(with: $0.utf8) }) { return .drawn }
      }
      return .plain
    }
  }

  /// What formulas need of a style sheet, from nothing to all of it.
  package enum Means: Int, Comparable, Sendable {
    case none
    /// ``plainStyle``: there is nothing in them that has to be drawn.
    case plain
    /// ``style``.
    case drawn

    package static func < (one: Means, other: Means) -> Bool { one.rawValue < other.rawValue }
  }

  /// A fact about a formula with its place.
  package struct Warning: Sendable {
    /// UTF-8 offsets in the formula's TeX.
    ///
    /// What a macro brought stands at the macro's use.
    package let range: Range<Int>
    package let fact: TeXFact
  }

  /// Renders what stands between the dollars.
  ///
  /// A command that is not known shows as its source within the formula; where the structure
  /// cannot be read (an open brace, an unknown environment), the whole formula shows as its source.
  /// Time is linear in the length of the TeX, and the call nests no deeper than ``depthLimit``.
  ///
  /// - Parameters:
  ///   - display: a formula on a line of its own (`$$…$$`) instead of one in running text.
  ///   - macros: commands without arguments by name, with or without the backslash.
  package static func render(
    _ tex: String, display: Bool, macros: [String: String] = [:]
  ) -> Rendering {
    var parser = TeXParser(tex: tex, macros: macros)
    do {
      let nodes = try parser.parseFormula()
      let builder = MathMLBuilder(style: display ? .display : .text)
      return Rendering(
        markup: builder.formula(nodes, display: display),
        warnings: inOrder(parser.warnings))
    } catch {
      let source = #"<code class="tex">"# + MathMLBuilder.escaped(tex) + "</code>"
      return Rendering(markup: source, warnings: inOrder(parser.warnings + [error.warning]))
    }
  }

  private static func inOrder(_ warnings: [Warning]) -> [Warning] {
    warnings.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
