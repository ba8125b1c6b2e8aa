import Testing

@testable import Reporting

@Suite("TeX that cannot be read")
struct TeXProblemTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    let tex: String
    /// What the warning's range covers.
    let place: String
    let message: String
    let help: String?

    init(_ tex: String, _ place: String, _ message: String, _ help: String? = nil) {
      (self.tex, self.place, self.message, self.help) = (tex, place, message, help)
    }

    var testDescription: String { tex }
  }

  private static let cases = [
    Case(#"x + \alhpa"#, #"\alhpa"#, #"unknown TeX command '\alhpa'"#, #"did you mean '\alpha'?"#),
    Case(#"é\zzzzzz"#, #"\zzzzzz"#, #"unknown TeX command '\zzzzzz'"#, "it is shown as its source"),
    Case(
      "a {b", "{", "'{' is never closed in this formula",
      #"write '\{' for a brace that is to be seen"#),
    Case(
      "a} b", "}", "'}' closes nothing in this formula",
      #"write '\}' for a brace that is to be seen"#),
    Case(#"\frac{a}"#, #"\frac"#, #"'\frac' lacks its argument"#),
    Case("x^", "^", "'^' lacks its argument"),
    Case(
      #"\begin{pmatrx}a\end{pmatrx}"#, #"\begin{pmatrx}"#, "unknown TeX environment 'pmatrx'",
      "did you mean 'pmatrix'?"),
    Case(
      #"\begin{cases} a"#, #"\begin{cases}"#,
      #"'\begin{cases}' is never ended in this formula"#),
    Case(#"a \end{cases}"#, #"\end{cases}"#, #"'\end{cases}' ends nothing in this formula"#),
    Case(
      #"\begin{matrix} a \end{cases}"#, #"\end{cases}"#,
      #"'\end{cases}' where '\begin{matrix}' is to be ended"#),
    Case(
      #"\left( x"#, #"\left"#, #"'\left' lacks its '\right'"#, #"'\right.' closes it with nothing"#),
    Case(#"x \right)"#, #"\right"#, #"'\right' stands outside of '\left … \right'"#),
    Case(
      #"\left x"#, "x", #"'x' after '\left' is not a delimiter"#,
      #"delimiters are ( ) [ ] \{ \} | \| \langle \rangle / and . for none"#),
    Case(
      #"\begin{array}{lx} a \end{array}"#, "{lx}", "'x' is not a column of an array",
      "columns are l, c, r and |"),
    Case(
      #"\color{reddish} x"#, "{reddish}", "'reddish' is not a colour",
      "write a name such as 'red' or a code such as '#b04020'"),
    Case(
      #"\hspace{wide}"#, "{wide}", "'wide' is not a length",
      "write a number and a unit: em, ex, mu, pt, px, cm or mm"),
    Case(
      "a # b", "#", "'#' has no meaning in a formula",
      ##"write '\#' for the character itself"##),
    Case(
      "a & b", "&", "'&' has no meaning in a formula",
      "it parts the cells of an environment such as 'aligned'"),
    Case(
      "x^a^b", "^", "a second superscript on the same symbol",
      "use braces: 'x^{a^b}' or '{x^a}^b'"),
    Case(#"x \tag{1}"#, #"\tag{1}"#, #"'\tag' is left out: equations are not numbered"#),
  ]

  @Test("each problem is named with its place and its remedy", arguments: cases)
  private func problem(_ example: Case) throws {
    let rendering = MathML.render(example.tex, display: true)
    #expect(rendering.warnings.count == 1)
    let warning = try #require(rendering.warnings.first)
    let bytes = Array(example.tex.utf8)[warning.range]
    #expect(String(decoding: bytes, as: UTF8.self) == example.place)
    #expect(warning.fact.message == example.message)
    #expect(warning.fact.help == example.help)
  }

  @Test("an unknown command shows as its source in an otherwise whole formula")
  func unknownCommand() {
    let rendering = MathML.render(#"x + \foo{a}{b}"#, display: false)
    #expect(
      rendering.markup
        == #"<math><mi>x</mi><mo>+</mo><mtext class="tex">\foo{a}{b}</mtext></math>"#)
    #expect(rendering.isFormula)
  }

  @Test("a formula whose structure cannot be read shows as its source")
  func brokenStructure() {
    let rendering = MathML.render(#"\frac{a}{b"#, display: false)
    #expect(rendering.markup == #"<code class="tex">\frac{a}{b</code>"#)
    #expect(!rendering.isFormula)
  }

  @Test("the same fact is reported at its first place alone")
  func repeatedFact() {
    let warnings = MathML.render(#"\foo \bar \baz \foo \foo"#, display: false).warnings
    #expect(warnings.map(\.range) == [0..<4, 10..<14])
  }

  private static let nests: [(opening: String, closing: String)] = [
    ("{", "}"), (#"\frac{1}{"#, "}"), (#"\left("#, #"\right)"#), ("x^{", "}"), (#"\hat "#, ""),
    (#"\displaystyle "#, ""), (#"\text{"#, "}"), (#"\text{$\text{"#, "}$}"), (#"\sqrt["#, "]x"),
    (#"\begin{matrix}"#, #"\end{matrix}"#), (#"\color{red}{"#, "}"), (#"\substack{"#, "}"),
  ]

  @Test("nesting of 10,000 levels is a warning", arguments: nests.indices)
  func deepNesting(index: Int) {
    let nest = Self.nests[index]
    let tex =
      String(repeating: nest.opening, count: 10_000) + "y"
      + String(repeating: nest.closing, count: 10_000)
    let rendering = MathML.render(tex, display: true)
    #expect(rendering.warnings.map(\.fact) == [.tooDeep(limit: MathML.depthLimit)])
    #expect(!rendering.isFormula)
  }

  @Test("a macro that calls itself is named")
  func endlessMacro() {
    for body in [#"\x"#, #"a\x"#, #"\x a"#, #"\x\x"#] {
      let rendering = MathML.render(#"1 + \x"#, display: false, macros: ["x": body])
      #expect(
        rendering.warnings.map(\.fact.message) == [
          #"the macro '\x' makes more than 20000 tokens of this formula"#
        ])
      #expect(rendering.markup == #"<code class="tex">1 + \x</code>"#)
    }
  }

  @Test("a row of 20,000 atoms is read whole")
  func longRow() {
    let rendering = MathML.render(String(repeating: "x'_i + ", count: 5000), display: true)
    #expect(rendering.warnings.isEmpty)
    #expect(rendering.isFormula)
  }
}
