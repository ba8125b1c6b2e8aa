import Testing

@Suite struct FormulaTests {
  @Test("Markdown's marks inside dollars are TeX")
  func inline() {
    #expect(
      ReadNotebook("*a* $x_1*y$, $\\\\ \\{$ and $$\\frac12$$.").tree == """
        paragraph «*a* $x_1*y$, $\\\\ \\{$ and $$\\frac12$$.»
          emphasis «*a*»
            text «a» «a»
          text « » « »
          math «x_1*y» «$x_1*y$»
          text «, » «, »
          math «\\\\ \\{» «$\\\\ \\{$»
          text « and » « and »
          display «\\frac12» «$$\\frac12$$»
          text «.» «.»
        """)
  }

  @Test(
    "dollars in prose stay prose",
    arguments: [
      "$5 and $6", "costs 5$ or 6$ x", "\\$x\\$", "$ x$", "$x $", "a $x", "$x$5", "$$$x$$$",
    ])
  func prose(_ text: String) {
    let tree = ReadNotebook(text).tree
    #expect(!tree.contains("math") && !tree.contains("display"), "\(tree)")
  }

  @Test(
    "code, HTML and destinations hold no formulas",
    arguments: [
      "`$x$`", "`` a`$x$ ``", "<a b='$x$'>", "<http://a/$x$>", "[a](/$x$)", "    $x$",
      "```\n$x$\n```", "<div>\n$x$\n</div>", "[a]: /$x$\n\n[a]", "[a]: /$x$\n[a]",
    ])
  func opaque(_ text: String) {
    let tree = ReadNotebook(text).tree
    #expect(!tree.contains("math "), "\(tree)")
    #expect(tree.contains("$x$"), "\(tree)")
  }

  @Test("an escaped dollar stands inside a formula")
  func escapedDollar() {
    #expect(ReadNotebook("$a\\$b$").tree.contains("math «a\\$b» «$a\\$b$»"))
  }

  @Test("a formula may stand in headings, links, emphasis and over lines")
  func places() {
    #expect(
      ReadNotebook("# $a_b$\n\n> **$c*d$** [$e_f$](#g) $h\n> i$ $j$").tree == """
        heading 1 «# $a_b$»
          math «a_b» «$a_b$»
        quote «> **$c*d$** [$e_f$](#g) $h⏎> i$ $j$»
          paragraph «**$c*d$** [$e_f$](#g) $h⏎> i$ $j$»
            strong «**$c*d$**»
              math «c*d» «$c*d$»
            text « » « »
            reference g «[$e_f$](#g)»
              math «e_f» «$e_f$»
            text « » « »
            math «h⏎i» «$h⏎> i$»
            text « » « »
            math «j» «$j$»
        """)
  }

  @Test("display maths that opens a paragraph takes whatever its lines start with")
  func display() {
    #expect(
      ReadNotebook("$$\na\n- b\n# c\n> d\n1. e\n    f\n```\n= g\n---\n$$\n\nh").tree == """
        math block «⏎a⏎- b⏎# c⏎> d⏎1. e⏎f⏎```⏎= g⏎---⏎» «$$⏎a⏎- b⏎# c⏎> d⏎1. e⏎    f⏎```⏎= g⏎---⏎$$»
        paragraph «h»
          text «h» «h»
        """)
  }

  @Test("in a quotation its lines are without the marks, with true places")
  func displayInQuotation() throws {
    let notebook = ReadNotebook("> $$\n> - a\n> + b\n> $$ c")
    #expect(
      notebook.tree == """
        quote «> $$⏎> - a⏎> + b⏎> $$ c»
          paragraph «$$⏎> - a⏎> + b⏎> $$ c»
            display «⏎- a⏎+ b⏎» «$$⏎> - a⏎> + b⏎> $$»
            text « c» « c»
        """)
    let node = try #require(
      notebook.document.nodes.first { $0.range.start == 2 && $0.children.isEmpty })
    guard case .math(let formula) = node.kind else {
      Issue.record("no formula")
      return
    }
    let place = notebook.source.location(of: formula.excerpt.fileOffset(of: 5))
    #expect(place == .init(line: 3, column: 3))
  }

  @Test("a blank line may stand inside where the closing dollars end their paragraph")
  func blankLines() {
    #expect(ReadNotebook("$$\n\na\n\n$$\n\nb").tree.hasPrefix("math block «⏎⏎a⏎⏎»"))
  }

  @Test("an unclosed formula is a warning and text, and takes nothing from the next")
  func unclosed() {
    let notebook = ReadNotebook("a\n\n$$\nb\n\nc\n\n$$\nd\n$$\n")
    #expect(
      notebook.messages == """
        notebook.md:3:1: warning: the formula that '$$' opens is never closed, so it is shown as text
        3 | $$
          | ^^
          help: close it with '$$'; for dollars, write '\\$\\$'
        """)
    #expect(notebook.tree.hasSuffix("math block «⏎d⏎» «$$⏎d⏎$$»"))
  }
}
