import Testing

@Suite struct DialectInlineTests {
  @Test("footnotes have paragraphs, blocks and references in any case of letters")
  func footnotes() {
    #expect(
      ReadNotebook("a[^N] b[^2] c[^3]\n\n[^n]: One\n    `d`\n\n    *e*\n[^2]: http://x\n\n+ f\n")
        .tree == """
          paragraph «a[^N] b[^2] c[^3]»
            text «a» «a»
            reference to footnote n «[^N]»
            text « b» « b»
            reference to footnote 2 «[^2]»
            text « c[^3]» « c[^3]»
          footnote n «[^n]: One⏎    `d`⏎⏎    *e*»
            paragraph «One⏎    `d`»
              text «One» «One»
              break «⏎    »
              code «d» «`d`»
            paragraph «*e*»
              emphasis «*e*»
                text «e» «e»
          footnote 2 «[^2]: http://x»
            paragraph «http://x»
              link http://x «http://x»
                text «http://x» «http://x»
          list «+ f»
            item «+ f»
              paragraph «f»
                text «f» «f»
          """)
  }

  @Test("what looks like a footnote in code is code")
  func footnoteInCode() {
    #expect(
      ReadNotebook("```\n[^1]: a\n```\n").tree
        == "code block  «[^1]: a⏎» «```⏎[^1]: a⏎```»")
  }

  @Test("one tilde or two strike out, between inlines of one parent")
  func strikethrough() {
    #expect(
      ReadNotebook("~~a *b*~~ ~c~ ~~~f~~~ \\~g *~~h* i~~ d~e").tree == """
        paragraph «~~a *b*~~ ~c~ ~~~f~~~ \\~g *~~h* i~~ d~e»
          struck «~~a *b*~~»
            text «a » «a »
            emphasis «*b*»
              text «b» «b»
          text « » « »
          struck «~c~»
            text «c» «c»
          text « ~~~f~~~ ~g » « ~~~f~~~ \\~g »
          emphasis «*~~h*»
            text «~~h» «~~h»
          text « i~~ d~e» « i~~ d~e»
        """)
  }

  @Test(
    "bare links end before the sentence's punctuation",
    arguments: [
      ("see http://a.b/c_d_e.", "link http://a.b/c_d_e «http://a.b/c_d_e»"),
      ("(https://a.b/c_(d)), e", "link https://a.b/c_(d) «https://a.b/c_(d)»"),
      ("www.a.com?b=c&amp;", "link http://www.a.com?b=c «www.a.com?b=c»"),
      ("*www.a.com*", "link http://www.a.com «www.a.com»"),
      ("ask me.too+x@a-b.org.", "link mailto:me.too+x@a-b.org «me.too+x@a-b.org»"),
      ("http://localhost:80/x<b>", "link http://localhost:80/x «http://localhost:80/x»"),
    ])
  func bareLinks(_ text: String, _ link: String) {
    #expect(ReadNotebook(text).tree.contains(link), "\(ReadNotebook(text).tree)")
  }

  @Test(
    "words with signs in them are no links",
    arguments: ["xhttp://a", "awww.b.c", "www.a_b.c_d", "a@b", "a@b.c1", "http://", "@a.b", "x:y"])
  func noLinks(_ text: String) {
    #expect(!ReadNotebook(text).tree.contains("link"), "\(ReadNotebook(text).tree)")
  }

  @Test("a link's text holds no bare link")
  func linkInLink() {
    #expect(
      ReadNotebook("[http://a.b](/c)").tree == """
        paragraph «[http://a.b](/c)»
          link /c «[http://a.b](/c)»
            text «http://a.b» «http://a.b»
        """)
  }
}
