import Experiments
import Testing

@testable import Reporting

@Suite("Markdown")
struct MarkdownTests {
  private let walk = [
    SampleResults.block(
      "walk", .experiment,
      .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 1)])),
      show: [.updates])
  ]

  @Test("prose without runbook's constructs keeps every byte")
  func untouched() {
    let text =
      "---\ntitle: x\n---\n\n# A  \r\n\r\n* b\n\n\t code\n\n| a |\n|---|\n| $x_1$ |\n\n<b>raw</b>\n[^1]\n\n"
      + "[^1]: *note*\n> [!NOTE]\n> alert\n\n[a](https://b.org) no end"
    #expect(markdown(handout(text)) == text)
  }

  @Test("values, answers and references are replaced where they stand")
  func inlines() {
    let text = "A `{walk.x %.1f}`, `{answer walk.y}` **`{walk.v}`**.\n"
    let out = markdown(
      handout(
        text, values: ["walk.x": .number(-0.123, .float64), "walk.v": .string("a*b")]))
    #expect(out == "A -0.1, `____________` **a\\*b**.\n")
  }

  @Test("a whole number at the start of a line does not become a list")
  func lineStart() {
    let out = markdown(handout("It is\n`{w.n}`. Then.\n", values: ["w.n": .integer(6)]))
    #expect(out == "It is\n6\\. Then.\n")
  }

  @Test("results stand after their block, with its container's prefix")
  func containers() {
    let text = "1. Do:\n\n   > ```yaml experiment walk\n   > x\n   > ```\n   > after\n"
    let out = markdown(handout(text, walk))
    #expect(
      out == """
        1. Do:

           > <details><summary>Source of <code>walk</code></summary>
           >
           > ```yaml experiment walk
           > x
           > ```
           >
           > </details>
           >
           > **Table 1.** The first update
           >
           > | Step |    w | dL/dw | η·dL/dw | new w |
           > | ---: | ---: | ----: | ------: | ----: |
           > |    0 |    8 |     6 |     0.6 |   7.4 |
           >
           > after

        """)
  }

  @Test("a block as a list item's first line goes on with blanks")
  func listItem() {
    let out = markdown(handout("- ```yaml experiment walk\n  x\n  ```\n", walk))
    #expect(out.hasPrefix("- <details><summary>"))
    #expect(out.contains("\n  | Step |"))
  }

  @Test("Windows line ends stay, also in what is inserted")
  func lineEnds() {
    let out = markdown(handout("a\r\n\r\n```yaml experiment walk\r\nx\r\n```\r\n", walk))
    #expect(!out.replacing("\r\n", with: "").contains("\n"))
    #expect(out.contains("| Step |"))
  }

  @Test("source can be shown or hidden")
  func source() {
    var shown = walk
    shown[0].presentation.source = .shown
    let text = "```yaml experiment walk\nx\n```\n"
    #expect(markdown(handout(text, shown)).hasPrefix(text + "\n**Table 1.**"))
    shown[0].presentation.source = .hidden
    #expect(markdown(handout(text, shown)).hasPrefix("**Table 1.**"))
  }

  @Test("callouts take forms that GitHub shows")
  func callouts() {
    let text = """
      > [!EXERCISE] One *step*
      > Do it.
      >
      > > [!HINT] Look
      > > There.

      > [!NOTE] Digits
      > Many.

      > [!TIP]
      > Kept.

      """
    #expect(
      markdown(handout(text)) == """
        > **Exercise 1.** One *step*
        >
        > Do it.
        >
        > > <details><summary><b>Hint: Look</b></summary>
        > >
        > > There.
        > >
        > > </details>

        > [!NOTE]
        > **Digits**
        >
        > Many.

        > [!TIP]
        > Kept.

        """)
  }

  @Test("relative destinations are moved, wherever they stand")
  func relocation() {
    let text = """
      [a](b.csv "t") ![*c*](<d e.png>) [f][g] [h](https://i.org) `[j](k)` [l](#m)

      [g]: n/o.md 'title'

      """
    #expect(
      markdown(handout(text), relocate: { "../x/" + $0 }) == """
        [a](../x/b.csv "t") ![*c*](<../x/d e.png>) [f][g] [h](https://i.org) `[j](k)` [l](#m)

        [g]: ../x/n/o.md 'title'

        """)
  }

  @Test("definitions are moved in lists, quotations and over two lines, and text like them is not")
  func definitions() {
    let text = """
      \u{FEFF}[a]: a.md

      - [b]: <b c.md>

      1. > [d]:
         > d\\_e.md "title"

      [a] [b] [d] and
      [a]: a.md

      ```
      [a]: a.md
      ```

      """
    #expect(
      markdown(handout(text), relocate: { "../" + $0 }) == """
        \u{FEFF}[a]: ../a.md

        - [b]: <../b c.md>

        1. > [d]:
           > ../d\\_e.md "title"

        [a] [b] [d] and
        [a]: a.md

        ```
        [a]: a.md
        ```

        """)
  }

  @Test("a name of two lines stays within its cell")
  func lineEndsInCells() {
    let table = Table(caption: "", columns: [Table.Column("a\nb|c")], rows: [[.text("d\r\ne")]])
    #expect(MarkdownTable.lines(table) == ["| a b\\|c |", "| ------ |", "| d e    |"])
  }

  @Test("what stands in place of a hidden block does not go on with the paragraph above it")
  func hiddenBelowText() {
    var hidden = walk
    hidden[0].presentation.source = .hidden
    let out = markdown(handout("> - Text\n>   ```yaml experiment walk\n>   x\n>   ```\n", hidden))
    #expect(out.hasPrefix("> - Text\n>   \n>   **Table 1.** The first update\n"))
  }
}
