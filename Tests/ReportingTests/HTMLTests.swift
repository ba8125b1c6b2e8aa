import Experiments
import Testing

@testable import Reporting

@Suite("HTML")
struct HTMLTests {
  @Test("raw HTML is shown as text")
  func rawHTML() {
    let page = article(
      handout("<script>alert(1)</script>\n\nText <img src=x onerror=alert(1)> and <b>bold</b>.\n"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("<b>"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains("&lt;b&gt;bold&lt;/b&gt;"))
  }

  @Test(
    "dangerous links are dropped, their words stay",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)",
      "vbscript:x", "data:text/html;base64,PHN2Zz4=", "file:///etc/passwd",
      "<java\u{1}script:alert(1)>", "data:image/svg+xml;base64,PHN2Zz4=",
    ])
  func dangerousLinks(address: String) {
    let page = article(handout("[words](\(address)) and ![picture](\(address))\n"))
    #expect(!page.contains("href"))
    #expect(!page.contains("src="))
    #expect(page.contains("words") && page.contains("picture"))
  }

  @Test(
    "harmless links stay", arguments: ["https://a.org/?b=1&c=2", "mailto:a@b.org", "x/y.html#z"])
  func links(address: String) {
    let escaped = address.replacing("&", with: "&amp;")
    #expect(article(handout("[a](\(address))\n")).contains("<a href=\"\(escaped)\">a</a>"))
  }

  @Test("a picture in the data form may stay, and quotation marks cannot leave an attribute")
  func attributes() {
    #expect(
      article(handout("![a](data:image/png;base64,AAAA)\n")).contains("<img src=\"data:image"))
    let page = article(handout("[a](</x\" onclick=\"alert(1)> 'a \"title\" <b>')\n"))
    #expect(page.contains("href=\"/x%22%20onclick=%22alert(1)\""))
    #expect(page.contains("title=\"a &quot;title&quot; &lt;b&gt;\""))
  }

  @Test("names, captions, values and settings cannot bring markup")
  func resultsInjection() {
    var result = SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 3)])
    result.derivatives[0] = NamedText("w", "<img src=x>")
    let text = "```yaml experiment walk\nx\n```\n\n`{walk.verdict}`\n"
    let page = html(
      handout(
        text,
        [
          SampleResults.block(
            "walk", .experiment, .experiment(result), caption: "<script>alert(1)</script>")
        ],
        values: ["walk.verdict": .string("<b onload=x>")]))
    #expect(!page.contains("<img"))
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<b onload"))
  }

  @Test("tight lists have no paragraphs, loose ones have")
  func lists() {
    #expect(article(handout("- a\n- b\n")) == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
    #expect(
      article(handout("3. a\n\n4. b\n"))
        == "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n")
  }

  @Test("heading anchors are GitHub's, and no two are equal")
  func anchors() {
    let page = article(handout("# It's *one* `step`!\n\n## A\n\n## A\n\n## Größe_2\n"))
    for id in ["its-one-step", "a", "a-1", "größe_2"] { #expect(page.contains("id=\"\(id)\"")) }
  }

  @Test("footnotes stand at the end, with a way back from each")
  func footnotes() {
    let page = article(handout("A[^n] and B[^n].\n\n[^n]: The note.\n"))
    #expect(page.contains("<a id=\"fnref-1\" href=\"#fn-1\""))
    #expect(page.contains("<a id=\"fnref-1-2\" href=\"#fn-1\""))
    #expect(page.contains("<li id=\"fn-1\" value=\"1\">"))
    #expect(page.contains("href=\"#fnref-1-2\""))
  }

  @Test("exercises are numbered, hints and solutions folded")
  func callouts() {
    let page = article(
      handout(
        "> [!EXERCISE] First *step*\n> Do.\n>\n> > [!HINT]\n> > Look.\n\n> [!EXERCISE]\n> Again.\n")
    )
    #expect(page.contains("id=\"exercise-1\""))
    #expect(page.contains("Exercise 1</span> First <em>step</em></p>"))
    #expect(page.contains("<details class=\"callout hint\">"))
    #expect(page.contains("Exercise 2</span></p>"))
  }

  @Test("values are set in, references numbered, unknown ones left as written")
  func values() {
    let blocks = [
      SampleResults.block(
        "walk", .experiment,
        .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 3)])))
    ]
    let page = article(
      handout(
        "`{walk.x %.2f}` `{walk.z}` [](#walk) [it](#walk) [](#none)\n\n"
          + "```yaml experiment walk\nx\n```\n",
        blocks, values: ["walk.x": .number(-0.123, .float64)]))
    #expect(page.contains("−0.12"))
    #expect(page.contains("<code>{walk.z}</code>"))
    #expect(page.contains("<a href=\"#walk\">Figure 1</a> <a href=\"#walk\">it</a>"))
    #expect(page.contains("#none"))
    #expect(page.contains("id=\"walk\""))
  }

  @Test("numbers are aligned by an invisible head, so that their text is the number alone")
  func alignment() {
    let table = Table(
      caption: "c", columns: [Table.Column("n")], rows: [[.number(1)], [.number(-12.5)]])
    var writer = HTMLWriter()
    HTMLTable.write(table, label: nil, id: "t", to: &writer)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(text.contains("<td class=\"n\" data-head=\"−1\">1</td>"))
    #expect(text.contains("<td class=\"n\">−12.5</td>"))
  }

  @Test("relative links and images go through relocation, others do not")
  func relocation() {
    var options = HTMLRenderer.Options()
    options.relocate = { "../notebooks/" + $0 }
    let page = String(
      decoding: HTMLRenderer.render(
        handout("[a](b.csv) [c](https://d.org) ![e](f.png) [g](#h) [i](/j)\n"), options: options),
      as: UTF8.self)
    #expect(page.contains("href=\"../notebooks/b.csv\""))
    #expect(page.contains("src=\"../notebooks/f.png\""))
    #expect(page.contains("href=\"https://d.org\""))
    #expect(page.contains("href=\"/j\""))
  }

  @Test("the record cannot end its element")
  func record() {
    var options = HTMLRenderer.Options()
    options.record = .object([.init("name", .string("</script><b>"))])
    let page = HTMLRenderer.render(handout("x\n"), options: options)
    #expect(!String(decoding: page, as: UTF8.self).contains("</script><b>"))
    let record = HandoutRecord.json(inHTML: page).flatMap { RecordedValue(json: $0) }
    #expect(record?["name"]?.text == "</script><b>")
  }

  @Test("deep nesting is written without deep recursion")
  func nesting() {
    let page = article(handout(String(repeating: ">", count: 10_000) + " deep\n"))
    #expect(page.contains("deep"))
  }

  @Test("formulas in one line slant variables and keep their text")
  func formulas() {
    #expect(FormulaMarkup.html("2(w - 5)^2") == "2(<var>w</var> − 5)²")
    #expect(FormulaMarkup.html("x @ W1 + b1").contains("<var>W</var><sub>1</sub>"))
    #expect(FormulaMarkup.html("exp(x)*1e-05") == "exp(<var>x</var>)·1×10⁻⁵")
    #expect(FormulaMarkup.html("∂L/∂w") == "∂<var>L</var>/∂<var>w</var>")
    #expect(FormulaMarkup.html("<b>") == "&lt;<var>b</var>&gt;")
    #expect(FormulaMarkup.html("2/λ_max") == "2/<var>λ</var><sub>max</sub>")
  }

  @Test("an image's alternative text holds raw HTML as text, as in CommonMark")
  func rawAlternative() {
    #expect(
      article(handout("![a <b>](data:image/png;base64,x)\n"))
        == "<p><img src=\"data:image/png;base64,x\" alt=\"a &lt;b&gt;\"></p>\n")
  }

  @Test("a link with a text to an unknown name stays a link")
  func unknownTarget() {
    #expect(
      article(handout("[a](#b) [](#c)\n")) == "<p><a href=\"#b\">a</a> #c</p>\n")
  }

  @Test("thousands of equal headings get their own anchors in little time")
  func equalHeadings() {
    let page = handout(String(repeating: "# A\n", count: 20_000))
    #expect(page.index.headings.last?.slug == "a-19999")
  }

  @Test("a transposed matrix keeps its index")
  func transposed() {
    #expect(
      FormulaMarkup.html("x W12ᵀ") == "<var>x</var> <var>W</var><sub>12</sub>ᵀ")
  }

  @Test("a reference may be percent-encoded, as browsers copy it")
  func encodedReference() {
    let page = handout("# hé ü\n\n[](#h%C3%A9-%c3%bc)\n")
    #expect(article(page).hasSuffix(">hé ü</a></p>\n"))
    #expect(page.problems { _ in true }.isEmpty)
    #expect(Slug.decoded("50%-%zz%4") == "50%-%zz%4")
  }

  @Test("raw HTML and links of every kind pass where they are let through")
  func unsafeHTML() {
    let page = handout("<b>x</b> [a](javascript:b)\n\n<hr class=\"own\">\n")
    var options = HTMLRenderer.Options()
    options.allowsHTML = true
    let text = String(decoding: HTMLRenderer.render(page, options: options), as: UTF8.self)
    #expect(text.contains("<p><b>x</b> <a href=\"javascript:b\">a</a></p>\n<hr class=\"own\">\n"))
    #expect(page.problems(allowsHTML: true) { _ in true }.isEmpty)
  }

  @Test("numbered headings count from the second level on, and their numbers stand in the contents")
  func numberedSections() {
    var header = Header()
    header.numbered = true
    header.toc = true
    let page = html(handout("# A\n\n## B\n\n### C\n\n### D\n\n## E\n\n#### F\n", header: header))
    for (id, level, number) in [
      ("b", 2, "1"), ("c", 3, "1.1"), ("d", 3, "1.2"), ("e", 2, "2"), ("f", 4, "2.1.1"),
    ] {
      #expect(
        page.contains(
          "<h\(level) id=\"\(id)\"><span class=\"section-number\">\(number)</span> "))
    }
    #expect(page.contains("<a href=\"#d\"><span class=\"section-number\">1.2</span> D</a>"))
    #expect(page.contains("<h1 id=\"a\">A</h1>"))
  }

  @Test(
    "a page has the rules that its formulas need",
    arguments: [
      ("No formula.", ""), ("$w - 1$ and $\\sqrt{2}$", MathML.plainStyle),
      ("$w - 1$, $\\left(\\frac12\\right)$, $w$", MathML.style),
      ("$$\\sum_i w_i$$", MathML.style), ("$\\hat w$", MathML.style),
      ("$\\mathcal L$", MathML.style), ("$a \\xrightarrow{f} b$", MathML.style),
    ])
  func formulaRules(text: String, rules: String) {
    #expect(html(handout(text)).contains("<style>\n" + HTMLStyle.sheet + rules + "</style>"))
  }

  @Test("formulas know the front matter's macros")
  func macros() {
    var header = Header()
    header.macros = ["R": "\\mathbb{R}"]
    let page = handout("$x \\in \\R$\n", header: header)
    #expect(page.problems { _ in true }.isEmpty)
    #expect(article(page).contains("ℝ"))
  }

  @Test("the footer tells what the page was made from, and that it can be run again")
  func footer() {
    var options = HTMLRenderer.Options()
    options.source = .object([])
    let page = String(
      decoding: HTMLRenderer.render(handout("x\n"), options: options), as: UTF8.self)
    #expect(
      page.contains(
        "<footer>\n<p>Computed by runbook from <code>sample.md</code>, SHA-256 "
          + "<code>73cb3858a687a849</code>. The page carries it: <code>runbook check</code> runs it again "
          + "and compares every number.</p>\n</footer>"), "\(page.suffix(600))")
  }
}
