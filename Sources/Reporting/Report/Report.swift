import Experiments
import Source

/// Results as sections that know no markup: one for each executable block, in order.
package struct Report: Hashable, Sendable {
  package var sections: [Section]

  package init(sections: [Section]) { self.sections = sections }

  /// What one block shows.
  package struct Section: Hashable, Sendable {
    package var name: String
    package var kind: ExecutableBlock.Kind
    package var source: Presentation.SourceDisplay
    package var plots: Presentation.Plots
    package var parts: [Part]

    package init(
      name: String, kind: ExecutableBlock.Kind, source: Presentation.SourceDisplay,
      plots: Presentation.Plots, parts: [Part]
    ) {
      self.name = name
      self.kind = kind
      self.source = source
      self.plots = plots
      self.parts = parts
    }
  }

  package enum Part: Hashable, Sendable {
    case table(Table)
    case plot(Plot)
    case equations(Equations)
    case text([Span])
    case code(Listing)
    case graph(ComputationGraph)
  }

  /// A stretch of a sentence.
  package enum Span: Hashable, Sendable {
    case plain(String)
    case strong(String)
    /// A formula in one line: `∂L/∂w`, `2 -> 4 tanh`.
    case formula(String)
    case number(Double)
    /// A gap to fill in.
    case blank
  }

  /// A program or a drawing in letters.
  package struct Listing: Hashable, Sendable {
    package var caption: String
    package var language: String
    package var text: String
    /// Whether a reader unfolds it.
    package var isFolded: Bool

    package init(caption: String, language: String, text: String, isFolded: Bool = false) {
      self.caption = caption
      self.language = language
      self.text = text
      self.isFolded = isFolded
    }
  }
}

/// Equations under each other, aligned at their equals signs.
package struct Equations: Hashable, Sendable {
  package var caption: String
  package var lines: [Line]

  package struct Line: Hashable, Sendable {
    /// Empty where the line goes on from the one before.
    package var left: String
    package var right: String

    package init(_ left: String, _ right: String) {
      self.left = left
      self.right = right
    }
  }

  package init(caption: String, lines: [Line]) {
    self.caption = caption
    self.lines = lines
  }
}
