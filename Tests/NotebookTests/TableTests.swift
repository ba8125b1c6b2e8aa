import Testing

@Suite struct TableTests {
  @Test("cells hold inlines with their places; short rows are filled, long ones cut")
  func table() {
    #expect(
      ReadNotebook("| a | *b* |\n|:--|:-:|\n| `c \\| d` |\ne \\| f | $|$ | h\n").tree == """
        table left center «| a | *b* |⏎|:--|:-:|⏎| `c \\| d` |⏎e \\| f | $|$ | h»
          header «| a | *b* |»
            cell «a»
              text «a» «a»
            cell «*b*»
              emphasis «*b*»
                text «b» «b»
          row «| `c \\| d` |»
            cell «`c \\| d`»
              code «c | d» «`c \\| d`»
            cell «»
          row «e \\| f | $|$ | h»
            cell «e \\| f»
              text «e | f» «e \\| f»
            cell «$»
              text «$» «$»
        """)
  }

  @Test("a formula in a cell writes its bars as '\\|'")
  func formula() {
    #expect(ReadNotebook("a|b\n-|-\n$\\|x\\|$|y").tree.contains("math «|x|» «$\\|x\\|$»"))
  }

  @Test("a table ends the paragraph before it, and a rule may follow it")
  func neighbours() {
    #expect(
      ReadNotebook("a\nb | c\n--|-:\n1 | 2\n---\n").tree == """
        paragraph «a»
          text «a» «a»
        table none right «b | c⏎--|-:⏎1 | 2»
          header «b | c»
            cell «b»
              text «b» «b»
            cell «c»
              text «c» «c»
          row «1 | 2»
            cell «1»
              text «1» «1»
            cell «2»
              text «2» «2»
        rule «---»
        """)
  }

  @Test("tables stand in quotations and lists, and end with them")
  func containers() {
    #expect(
      ReadNotebook("> * |a#|\n>   |-|\n>   |`{x.y}`|\nb\n").tree == """
        quote «> * |a#|⏎>   |-|⏎>   |`{x.y}`|»
          list «* |a#|⏎>   |-|⏎>   |`{x.y}`|»
            item «* |a#|⏎>   |-|⏎>   |`{x.y}`|»
              table none «|a#|⏎>   |-|⏎>   |`{x.y}`|»
                header «|a#|»
                  cell «a#»
                    text «a#» «a#»
                row «|`{x.y}`|»
                  cell «`{x.y}`»
                    value x.y - «`{x.y}`»
        paragraph «b»
          text «b» «b»
        """)
  }

  @Test(
    "lines that are no table stay a paragraph",
    arguments: ["a | b\n- | -\n", "a | b\n--|--|--\n", "a\n--|--\n", "a | b\n", "a | b\n|==|==|\n"])
  func noTable(_ text: String) {
    #expect(!ReadNotebook(text).tree.contains("table"))
  }

  @Test("links in cells find definitions anywhere in the file")
  func definitions() {
    #expect(ReadNotebook("|[a]|\n|-|\n\n[a]: /b").tree.contains("link /b «[a]»"))
  }
}
