import Testing

@testable import Reporting

@Suite("TeX to MathML")
struct MathMLTests {
  /// The fixture's formulas: `D` before one on a line of its own, `I` before one in running text.
  @Test("the formulas of the field give the recorded MathML, and nothing to warn of")
  func formulasAsRecorded() throws {
    let macros = ["R": #"\mathbb{R}"#, #"\loss"#: #"\mathcal{L}"#]
    var output = ""
    for line in String(decoding: try fixture("Maths/formulas.txt"), as: UTF8.self)
      .split(separator: "\n") where !line.hasPrefix("#")
    {
      let tex = String(line.dropFirst(2))
      let rendering = MathML.render(tex, display: line.hasPrefix("D"), macros: macros)
      #expect(rendering.warnings.map(\.fact.message) == [], "\(tex)")
      output += "\(line)\n\(rendering.markup)\n"
    }
    try expectSnapshot([UInt8](output.utf8), "Maths/formulas.mathml")
  }

  private func inline(_ tex: String) -> String {
    let markup = MathML.render(tex, display: false).markup
    return String(markup.dropFirst("<math>".count).dropLast("</math>".count))
  }

  private func display(_ tex: String) -> String {
    MathML.render(tex, display: true).markup
  }

  @Test("fractions, roots and scripts have their elements")
  func structures() {
    #expect(inline(#"\frac12"#) == "<mfrac><mn>1</mn><mn>2</mn></mfrac>")
    #expect(inline(#"\sqrt x"#) == "<msqrt><mrow><mi>x</mi></mrow></msqrt>")
    #expect(inline(#"\sqrt[3]x"#) == "<mroot><mrow><mi>x</mi></mrow><mn>3</mn></mroot>")
    #expect(inline("x_i^2") == "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")
    #expect(inline("x^2_i") == inline("x_i^2"))
    #expect(inline("x^12") == "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>")
  }

  @Test("bounds stand above and below in display, beside the sign in running text")
  func bounds() {
    #expect(display(#"\sum_i^n"#).contains("<munderover>"))
    #expect(inline(#"\sum_i^n"#).contains("<msubsup>"))
    #expect(display(#"\lim_x"#).contains("<munder>"))
    #expect(display(#"\int_0^1"#).contains("<msubsup>"))
    #expect(display(#"\int\limits_0^1"#).contains("<munderover>"))
    #expect(inline(#"\sum\limits_i"#).contains("<munder>"))
  }

  @Test("a minus without a left operand is a sign")
  func signs() {
    #expect(inline("a=-b").contains(#"<mo form="prefix">−</mo>"#))
    #expect(inline("a-b").contains("<mo>−</mo>"))
    #expect(inline("(-1)").contains(#"<mo form="prefix">−</mo>"#))
  }

  @Test("fences stay characters, whether they grow or not")
  func fences() {
    let grown = display(#"\left(\frac ab\right]"#)
    #expect(grown.contains(#"<mo class="f-paren" form="prefix">(</mo>"#))
    #expect(grown.contains(#"<mo class="f-square-r" form="postfix">]</mo>"#))
    #expect(inline(#"\left(x\right)"#).contains(#"<mo form="prefix" stretchy="false">(</mo>"#))
    #expect(display(#"\left.\frac ab\right|"#).contains(">|</mo>"))
  }

  @Test("words keep their blanks, and dollars among them are mathematics")
  func words() {
    #expect(
      inline(#"\text{if $x_1$ is}"#)
        == "<mrow><mtext>if\u{A0}</mtext><msub><mi>x</mi><mn>1</mn></msub>"
        + "<mtext>\u{A0}is</mtext></mrow>")
    #expect(inline(#"\text{50\% of \$3}"#) == "<mtext>50% of $3</mtext>")
  }

  @Test("a formula's text cannot become markup")
  func escaping() {
    for tex in [
      "<b>", #"\text{<b>&"}"#, #"\unknown{<b>}"#, "{<b>", #"\operatorname{<b>}"#,
      #"\color{"><b>}x"#, #"\begin{<b>}"#, #"\mathbb{<b>}"#, #"\not<b>"#,
    ] {
      let markup = MathML.render(tex, display: false).markup
      #expect(!markup.contains("<b>"), "\(tex)")
      #expect(!markup.contains("\"><"), "\(tex)")
    }
  }

  @Test("macros expand where they are used, with or without their backslash")
  func macros() {
    let macros = ["R": #"\mathbb{R}"#, #"\half"#: #"\frac12"#, "name": #"\text{\R}"#]
    let markup = MathML.render(#"\R^2 \half"#, display: false, macros: macros).markup
    #expect(markup.contains(#"<msup><mi mathvariant="normal">ℝ</mi><mn>2</mn></msup>"#))
    #expect(markup.contains("<mfrac><mn>1</mn><mn>2</mn></mfrac>"))
  }

  @Test("a colour behind a group colours that group alone, otherwise the rest of its group")
  func colors() {
    #expect(
      inline(#"\color{red}{x}y"#) == #"<mstyle class="ink-red"><mi>x</mi></mstyle><mi>y</mi>"#)
    #expect(
      inline(#"{\color{red}x}y"#) == #"<mstyle class="ink-red"><mi>x</mi></mstyle><mi>y</mi>"#)
    #expect(inline(#"\textcolor{#0a0}{x}"#) == ##"<mstyle mathcolor="#0a0"><mi>x</mi></mstyle>"##)
  }

  @Test("a long formula may break before relations in display and after them in running text")
  func lines() {
    let tex = "aaaaaaaaaa = bbbbbbbbbb = cccccccccc"
    #expect(display(tex).hasPrefix(#"<math class="lines" display="block"><mrow>"#))
    #expect(display(tex).contains("</mrow><mrow><mo>=</mo>"))
    #expect(MathML.render(tex, display: false).markup.contains("<mo>=</mo></mrow><mrow>"))
  }
}
