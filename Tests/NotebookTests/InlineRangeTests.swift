import Testing

/// The bytes of each inline node, in the places where cmark's own positions are off.
@Suite struct InlineRangeTests {
  @Test("emphasis nests and keeps its marks")
  func emphasis() {
    #expect(
      ReadNotebook("a **b _c_ d** ***e***").tree == """
        paragraph «a **b _c_ d** ***e***»
          text «a » «a »
          strong «**b _c_ d**»
            text «b » «b »
            emphasis «_c_»
              text «c» «c»
            text « d» « d»
          text « » « »
          emphasis «***e***»
            strong «**e**»
              text «e» «e»
        """)
  }

  @Test("a code span over two lines of a quotation has both its ends")
  func codeOverLines() {
    #expect(
      ReadNotebook("> a `b\n>  c` d\ne `f`").tree == """
        quote «> a `b⏎>  c` d⏎e `f`»
          paragraph «a `b⏎>  c` d⏎e `f`»
            text «a » «a »
            code «b c» «`b⏎>  c`»
            text « d» « d»
            break «⏎»
            text «e » «e »
            code «f» «`f`»
        """)
  }

  @Test("a break reaches from the text before it to the text behind it")
  func breaks() {
    #expect(
      ReadNotebook("- a  \n  b\\\n  c \n  d\n").tree == """
        list «- a  ⏎  b\\⏎  c ⏎  d»
          item «- a  ⏎  b\\⏎  c ⏎  d»
            paragraph «a  ⏎  b\\⏎  c ⏎  d»
              text «a» «a»
              hard break «  ⏎  »
              text «b» «b»
              hard break «\\⏎  »
              text «c» «c»
              break « ⏎  »
              text «d» «d»
        """)
  }

  @Test("links of every form end behind their destination or label")
  func links() {
    #expect(
      ReadNotebook("[a](<b c> \"t\\\"\") [d][e] [e][] [e] <ab:y> ![*i*](j\n'k')\n\n[e]: /f").tree
        == """
        paragraph «[a](<b c> "t\\"") [d][e] [e][] [e] <ab:y> ![*i*](j⏎'k')»
          link b c t" «[a](<b c> "t\\"")»
            text «a» «a»
          text « » « »
          link /f «[d][e]»
            text «d» «d»
          text « » « »
          link /f «[e][]»
            text «e» «e»
          text « » « »
          link /f «[e]»
            text «e» «e»
          text « » « »
          link ab:y «<ab:y>»
            text «ab:y» «ab:y»
          text « » « »
          image j k «![*i*](j⏎'k')»
            emphasis «*i*»
              text «i» «i»
        """)
  }

  @Test("text behind definitions, escapes and entities is where it stands")
  func definitionsAndEscapes() {
    #expect(
      ReadNotebook("[a]: /b\n'c'\nd \\* &amp;&ngE; &no; *e*").tree == """
        paragraph «[a]: /b⏎'c'⏎d \\* &amp;&ngE; &no; *e*»
          text «d * &≧̸ &no; » «d \\* &amp;&ngE; &no; »
          emphasis «*e*»
            text «e» «e»
        """)
  }

  @Test("headings of both forms hold exact inlines")
  func headings() {
    #expect(
      ReadNotebook("##\t*a* b ##\n\n*c*\nd\n===\n\n\ne\n").tree == """
        heading 2 «##⇥*a* b ##»
          emphasis «*a*»
            text «a» «a»
          text « b» « b»
        heading 1 «*c*⏎d⏎===»
          emphasis «*c*»
            text «c» «c»
          break «⏎»
          text «d» «d»
        paragraph «e»
          text «e» «e»
        """)
  }

  @Test("HTML keeps its bytes, in lines and in blocks")
  func html() {
    #expect(
      ReadNotebook("a <b\nc='d'> e\n\n<!-- f\n\ng -->\nh").tree == """
        paragraph «a <b⏎c='d'> e»
          text «a » «a »
          html «<b⏎c='d'>» «<b⏎c='d'>»
          text « e» « e»
        html block «<!-- f⏎⏎g -->⏎» «<!-- f⏎⏎g -->»
        paragraph «h»
          text «h» «h»
        """)
  }

  @Test("tabs, emoji and Windows line ends move nothing")
  func tabsAndEmoji() {
    #expect(
      ReadNotebook("\u{FEFF}😀 *é*\r\n\tb `c`\r\n\r\n-\t*d*\r\n").tree == """
        paragraph «😀 *é*␍⏎⇥b `c`»
          text «😀 » «😀 »
          emphasis «*é*»
            text «é» «é»
          break «␍⏎⇥»
          text «b » «b »
          code «c» «`c`»
        list «-⇥*d*»
          item «-⇥*d*»
            paragraph «*d*»
              emphasis «*d*»
                text «d» «d»
        """)
  }

  @Test("a task's mark is taken out of its text")
  func tasks() {
    #expect(
      ReadNotebook("- [ ] *a*\n- [x] b\n- [X] c\n- [ ]d\n").tree == """
        list «- [ ] *a*⏎- [x] b⏎- [X] c⏎- [ ]d»
          item open «- [ ] *a*»
            paragraph «[ ] *a*»
              emphasis «*a*»
                text «a» «a»
          item done «- [x] b»
            paragraph «[x] b»
              text «b» «b»
          item done «- [X] c»
            paragraph «[X] c»
              text «c» «c»
          item «- [ ]d»
            paragraph «[ ]d»
              text «[ ]d» «[ ]d»
        """)
  }

  @Test("a link to '#name' is a reference")
  func references() {
    #expect(
      ReadNotebook("[](#xor) [the *plot*](#lr-1) [top](#)").tree == """
        paragraph «[](#xor) [the *plot*](#lr-1) [top](#)»
          reference xor «[](#xor)»
          text « » « »
          reference lr-1 «[the *plot*](#lr-1)»
            text «the » «the »
            emphasis «*plot*»
              text «plot» «plot»
          text « » « »
          link # «[top](#)»
            text «top» «top»
        """)
  }
}
