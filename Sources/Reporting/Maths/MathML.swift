/// TeX mathematics as MathML.
package enum MathML {
  package static let style = ""

  package struct Rendering: Sendable {
    package let markup: String
    package let warnings: [Warning]
  }

  package struct Warning: Sendable {
    package let range: Range<Int>
    package let fact: TeXFact
  }

  package static func render(
    _ tex: String, display: Bool, macros: [String: String] = [:]
  ) -> Rendering {
    Rendering(markup: "<code class=\"tex\">\(Escape.html(tex))</code>", warnings: [])
  }
}
