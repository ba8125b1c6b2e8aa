import Source
import Testing

@Suite struct ExecutableBlockTests {
  @Test("the kind may stand behind any language word or alone")
  func kinds() {
    let notebook = ReadNotebook(
      """
      ```yaml experiment xor
      a: 1
      ```
      ~~~tape
      x = 2
      ~~~
      ```whatever data points
      x,y
      ```
      ```python
      experiment
      ```
      """)
    let blocks = notebook.document.executableBlocks
    #expect(blocks.map(\.kind) == [.experiment, .tape, .data])
    #expect(blocks.map(\.name) == ["xor", "tape-1", "points"])
    #expect(blocks.map(\.body.text) == ["a: 1\n", "x = 2\n", "x,y\n"])
    #expect(blocks.map(\.line) == [1, 4, 7])
    #expect(notebook.source.text(blocks[1].range) == "~~~tape\nx = 2\n~~~")
    #expect(notebook.source.text(blocks[0].kindRange) == "experiment")
    #expect(blocks[2].nameRange.map { notebook.source.text($0) } == "points")
    #expect(notebook.messages.isEmpty)
  }

  @Test("blocks without a name are counted by kind, past the names that are given")
  func defaultNames() {
    let notebook = ReadNotebook(
      "```tape\n```\n```tape tape-2\n```\n```tape\n```\n```experiment\n```\n")
    #expect(
      notebook.document.executableBlocks.map(\.name) == [
        "tape-1", "tape-2", "tape-3", "experiment-1",
      ])
  }

  @Test("a body in a quotation is without the marks, with true places")
  func bodyInQuotation() {
    let notebook = ReadNotebook("> > ```tape\n> > x = 2\n> >   y = 3\n>\n> a")
    let body = notebook.document.executableBlocks[0].body
    #expect(body.text == "x = 2\n  y = 3\n")
    #expect(notebook.source.location(of: body.fileOffset(of: 0)) == place(2, 5))
    #expect(notebook.source.location(of: body.fileOffset(of: 8)) == place(3, 7))
    #expect(notebook.source.text(notebook.document.executableBlocks[0].range).hasSuffix("y = 3"))
  }

  @Test("a body in a list loses the list's and the fence's indentation")
  func bodyInList() {
    let notebook = ReadNotebook(
      "1. a\n\n     ```tape\n     x = 1\n       y = 2\n\n    z = 3\n     ```\n")
    let body = notebook.document.executableBlocks[0].body
    #expect(body.text == "x = 1\n  y = 2\n\nz = 3\n")
    #expect(notebook.source.location(of: body.fileOffset(of: 6)) == place(5, 6))
    #expect(notebook.source.location(of: body.fileOffset(of: 15)) == place(7, 5))
  }

  @Test("a tab that a list uses up in part leaves spaces")
  func bodyBehindTab() {
    let notebook = ReadNotebook("- ```tape\n\tx = 1\n  ```\n")
    let body = notebook.document.executableBlocks[0].body
    #expect(body.text == "  x = 1\n")
    #expect(notebook.source.location(of: body.fileOffset(of: 2)) == place(2, 2))
  }

  @Test("an unclosed fence ends with its container")
  func unclosedFence() {
    let notebook = ReadNotebook("> ```tape\n> x = 1\n\nafter\n\n```tape\ny = 2")
    #expect(notebook.document.executableBlocks.map(\.body.text) == ["x = 1\n", "y = 2\n"])
    #expect(
      notebook.tree == """
        quote «> ```tape⏎> x = 1»
          executable 0 «```tape⏎> x = 1»
        paragraph «after»
          text «after» «after»
        executable 1 «```tape⏎y = 2»
        """)
  }

  @Test("Windows line ends are line feeds in a body")
  func windowsLineEnds() {
    let notebook = ReadNotebook("```tape\r\nx = 1\r\ny = 2\r\n```\r\n")
    let body = notebook.document.executableBlocks[0].body
    #expect(body.text == "x = 1\ny = 2\n")
    #expect(notebook.source.location(of: body.fileOffset(of: 6)) == place(3, 1))
  }

  @Test("an empty block has an empty body")
  func emptyBody() {
    let body = ReadNotebook("```data\n```\n").document.executableBlocks[0].body
    #expect(body.text.isEmpty)
    #expect(body.fileOffset(of: 0) == 8)
  }

  @Test("wrong names and words are errors at their place")
  func badInfoStrings() {
    let notebook = ReadNotebook(
      "```tape 2x\n```\n```yaml experiment a b\n```\n> ```data a\n> ```\n")
    #expect(
      notebook.messages == """
        notebook.md:1:9: error: '2x' cannot be the name of a block
        1 | ```tape 2x
          |         ^^
          help: a name is a letter, then letters, digits, '_' and '-'
        notebook.md:3:22: error: unexpected 'b' after the block's name
        3 | ```yaml experiment a b
          |                      ^
          help: a block opens with '[language] kind [name]', and a name is one word
        notebook.md:5:11: error: a second block is named 'a': the first is at line 3
        5 | > ```data a
          |           ^
          help: give each block a name of its own
        """)
    #expect(notebook.document.executableBlocks.map(\.name) == ["2x", "a", "data-1"])
  }

  @Test("a word that is nearly a kind is a warning; languages are not")
  func nearMisses() {
    let notebook = ReadNotebook(
      "```yaml experimnet x\n```\n```Experiment\n```\n```dart\n```\n```tap\n```\n```c date\n```\n")
    #expect(
      notebook.messages == """
        notebook.md:1:9: warning: 'experimnet' is not a kind of block, so this code is shown but not run
        1 | ```yaml experimnet x
          |         ^^^^^^^^^^
          help: did you mean 'experiment'?
        notebook.md:3:4: warning: 'Experiment' is not a kind of block, so this code is shown but not run
        3 | ```Experiment
          |    ^^^^^^^^^^
          help: did you mean 'experiment'?
        notebook.md:9:6: warning: 'date' is not a kind of block, so this code is shown but not run
        9 | ```c date
          |      ^^^^
          help: did you mean 'data'?
        """)
    #expect(notebook.document.executableBlocks.isEmpty)
  }

  @Test("indented code that looks like a fence is code")
  func indentedFence() {
    #expect(
      ReadNotebook("    ```tape\n    x\n\na").tree == """
        code block  «```tape⏎x⏎» «```tape⏎    x»
        paragraph «a»
          text «a» «a»
        """)
  }

  private func place(_ line: Int, _ column: Int) -> Source.SourceLocation {
    Source.SourceLocation(line: line, column: column)
  }
}
