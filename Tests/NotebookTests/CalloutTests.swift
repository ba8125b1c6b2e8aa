import Testing

@Suite struct CalloutTests {
  @Test("alerts nest, and a title holds inlines")
  func nested() {
    #expect(
      ReadNotebook("> [!EXERCISE] A *b* #\n> c\n>\n> > [!hint]\n> > d\n").tree == """
        callout exercise «> [!EXERCISE] A *b* #⏎> c⏎>⏎> > [!hint]⏎> > d»
          title «A *b* #»
            text «A » «A »
            emphasis «*b*»
              text «b» «b»
            text « #» « #»
          paragraph «c»
            text «c» «c»
          callout hint «> [!hint]⏎> > d»
            paragraph «d»
              text «d» «d»
        """)
  }

  @Test("a block, a formula or a table may follow the title at once")
  func contents() {
    let tree = ReadNotebook(
      "> [!NOTE]\n> $$\n> - a\n> $$\n\nb\n\n> [!TIP] c\n> |d|\n> |-|\n\ne\n\n> [!WARNING]\n> ```tape\n> ```\n"
    ).tree
    #expect(tree.contains("callout note «> [!NOTE]⏎> $$⏎> - a⏎> $$»\n  math block «⏎- a⏎»"))
    #expect(tree.contains("title «c»\n    text «c» «c»\n  table none «|d|⏎> |-|»"))
    #expect(tree.contains("callout warning «> [!WARNING]⏎> ```tape⏎> ```»\n  executable 0"))
  }

  @Test("an unknown word is a quotation, with a warning where a known one is near")
  func unknown() {
    let notebook = ReadNotebook("> [!SOLUTON] a\n\n> [!ABSTRACT]\n\n> [!NOTE]a\n\n[!NOTE]\n")
    #expect(!notebook.tree.contains("callout"))
    #expect(
      notebook.messages == """
        notebook.md:1:5: warning: '[!SOLUTON]' is not a kind of alert, so this is shown as a quotation
        1 | > [!SOLUTON] a
          |     ^^^^^^^
          help: did you mean '[!SOLUTION]'?
        """)
  }

  @Test("only the first paragraph of a quotation makes an alert")
  func later() {
    #expect(!ReadNotebook("> a\n>\n> [!NOTE]\n> b").tree.contains("callout"))
    #expect(!ReadNotebook("> \\[!NOTE]").tree.contains("callout"))
  }
}
