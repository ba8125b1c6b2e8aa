import Testing

@testable import Reporting

@Suite("TeX's commands")
struct TeXSymbolsTests {
  @Test("every command that stands for a symbol renders without a warning")
  func symbols() {
    let tables = [
      TeXSymbols.lowercaseGreek, TeXSymbols.uprightLetters, TeXSymbols.ordinarySymbols,
      TeXSymbols.binaryOperators, TeXSymbols.relations, TeXSymbols.arrows, TeXSymbols.sums,
      TeXSymbols.integrals, TeXSymbols.functionsWithLimits, TeXSymbols.punctuation,
      TeXSymbols.dots, TeXSymbols.openings, TeXSymbols.closings,
    ]
    for (name, symbol) in tables.flatMap({ $0 }) {
      let rendering = MathML.render("a \\\(name) b", display: true)
      #expect(rendering.warnings.isEmpty, "\(name)")
      #expect(!rendering.markup.contains(#"class="tex""#), "\(name)")
      #expect(symbol.contains(".") || symbol.count == 1 || symbol.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test("the commands of the language's list are known")
  func commonCommands() {
    let commands = """
      alpha beta gamma delta epsilon varepsilon eta theta lambda mu nu xi pi rho sigma tau phi
      varphi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega partial nabla infty ell
      hbar forall exists emptyset neg top bot times div cdot circ odot oplus otimes pm mp ast cap
      cup setminus wedge vee leq geq neq approx equiv sim simeq propto in notin subset subseteq
      supset mid parallel perp ll gg to mapsto rightarrow leftarrow Rightarrow Leftrightarrow
      implies iff sum prod int oint bigcup bigcap sin cos tan exp log ln max min sup inf lim det
      arg ldots cdots vdots ddots dots quad qquad langle rangle lfloor rfloor lceil rceil
      """
    for name in commands.split(whereSeparator: \.isWhitespace) {
      #expect(TeXSymbols.node(for: String(name)) != nil, "\(name)")
    }
  }

  @Test("letters of the early alphabets come from where Unicode has them")
  func alphabets() {
    let markup = MathML.render(#"\mathbb{RE1}\mathcal{LN}"#, display: false).markup
    for letter in ["ℝ", "𝔼", "𝟙", "ℒ", "𝒩"] { #expect(markup.contains(letter)) }
  }

  @Test("bold, sans-serif and typewriter letters stay letters, with a variant")
  func variants() {
    let markup = MathML.render(#"\mathbf{Wx}\boldsymbol\theta\mathrm{ReLU}"#, display: false).markup
    #expect(markup.contains(#"<mi mathvariant="bold">Wx</mi>"#))
    #expect(markup.contains(#"<mi mathvariant="bold-italic">θ</mi>"#))
    #expect(markup.contains(#"<mi mathvariant="normal">ReLU</mi>"#))
  }
}
