import Notebook
import Testing

@Suite struct InlineValueTests {
  @Test(
    "a path in braces is a value, with or without a format",
    arguments: [
      ("`{xor.final_loss}`", "value xor.final_loss - «"),
      ("`{xor.final_loss %.3f}`", "value xor.final_loss %.3f «"),
      ("`{ lr.trials[2].final_loss  %-8g }`", "value lr.trials[2].final_loss %-8g «"),
      ("``{a-b.W1[0][1] %+08.2e}``", "value a-b.W1[0][1] %+08.2e «"),
      ("`{t.gradients.L.σ %d}`", "value t.gradients.L.σ %d «"),
      ("`{answer ex1.w ± 0.01}`", "answer ex1.w 0.01 «"),
      ("`{answer ex1.w±1e-3}`", "answer ex1.w 0.001 «"),
      ("`{answer ex1.w +- 2}`", "answer ex1.w 2.0 «"),
      ("`{answer ex1.w}`", "answer ex1.w - «"),
    ])
  func forms(_ text: String, _ node: String) {
    let notebook = ReadNotebook(text)
    #expect(notebook.tree == "paragraph «\(text)»\n  \(node)\(text)»")
    #expect(notebook.messages.isEmpty)
  }

  @Test(
    "braces of another form are code",
    arguments: [
      "`{}`", "`{a}`", "`{a, b}`", "`{\"x\": 1}`", "`{a.}`", "`{.a}`", "`{a.b c}`", "`{a.b`",
      "`{1.a}`", "`{a[x]}`", "`{answer}`", "`{a.b}}`", "`f{a.b}`",
    ])
  func plain(_ text: String) {
    let notebook = ReadNotebook(text)
    #expect(notebook.tree.contains("  code "), "\(notebook.tree)")
    #expect(notebook.messages.isEmpty)
  }

  @Test("ranges of path and format are exact, over lines too")
  func ranges() throws {
    let notebook = ReadNotebook("> a ``{x.y[0]\n>  %.2f}``")
    let node = try #require(notebook.document.nodes.last)
    guard case .value(let value) = node.kind else {
      Issue.record("\(notebook.tree)")
      return
    }
    #expect(notebook.source.text(value.pathRange) == "x.y[0]")
    #expect(value.formatRange.map { notebook.source.text($0) } == "%.2f")
  }

  @Test("a malformed format or tolerance is an error at its place")
  func malformed() {
    #expect(
      ReadNotebook("`{a.b %q}` `{a.b %.999f}` `{a.b%f}`\n`{answer a.b 0.1}` `{answer a.b ± -1}`")
        .messages == """
          notebook.md:1:7: error: '%q' is not a number format
          1 | `{a.b %q}` `{a.b %.999f}` `{a.b%f}`
            |       ^^
            help: a format is '%', then flags, width and '.precision' as needed, then f, e, g or d: '%.3f'
          notebook.md:1:18: error: '%.999f' asks for more than 100 characters
          1 | `{a.b %q}` `{a.b %.999f}` `{a.b%f}`
            |                  ^^^^^^
            help: width and precision are at most 100
          notebook.md:1:32: error: '%f' is not a number format
          1 | `{a.b %q}` `{a.b %.999f}` `{a.b%f}`
            |                                ^^
            help: a format is '%', then flags, width and '.precision' as needed, then f, e, g or d: '%.3f'
          notebook.md:2:14: error: '0.1' is not a tolerance
          2 | `{answer a.b 0.1}` `{answer a.b ± -1}`
            |              ^^^
            help: write a number that is not negative after '±' or '+-': {answer name.path ± 0.01}
          notebook.md:2:35: error: '-1' is not a tolerance
          2 | `{answer a.b 0.1}` `{answer a.b ± -1}`
            |                                   ^^
            help: write a number that is not negative after '±' or '+-': {answer name.path ± 0.01}
          """)
  }
}
