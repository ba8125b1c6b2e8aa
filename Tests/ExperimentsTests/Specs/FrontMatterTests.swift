import Source
import Testing

@testable import Experiments

/// What the front matter says of the page.
@Suite struct FrontMatterTests {
  private func read(_ yaml: String) -> (header: Header, text: String) {
    let source = SourceText(name: "page.md", yaml)
    let front = FrontMatter(Excerpt(text: yaml, fileOffset: 0), in: source, settings: [])
    let printer = DiagnosticPrinter(source: source)
    return (front.header, front.problems.map(printer.text).joined(separator: "\n"))
  }

  @Test("macros are lines as in LaTeX, or names with their TeX")
  func macros() {
    let lines = read(
      #"""
      macros: |
        \newcommand{\R}{\mathbb{R}}
        \renewcommand\loss{\mathcal{L}_{\text{a\}b}}}
      """#)
    #expect(lines.text == "")
    #expect(
      lines.header.macros == ["R": #"\mathbb{R}"#, "loss": #"\mathcal{L}_{\text{a\}b}}"#])
    let names = read("macros:\n  R: \\mathbb{R}\n  \\N: \\mathbb{N}")
    #expect(names.text == "")
    #expect(names.header.macros == ["R": #"\mathbb{R}"#, "N": #"\mathbb{N}"#])
  }

  @Test(
    "macros with arguments, unclosed ones and other text are errors",
    arguments: [
      #"\newcommand{\v}[1]{\mathbf{#1}}"#, #"\newcommand{\v}{\mathbf{x}"#, #"\newcommand{v}{x}"#,
      #"\let\v\mathbf"#,
    ])
  func unreadableMacros(text: String) {
    let reading = read("macros: '\(text)'")
    #expect(
      reading.text.hasPrefix(
        "page.md:1:9: error: macros must be lines such as \\newcommand{\\R}{\\mathbb{R}}, without "
          + "arguments, not '"), "\(reading.text)")
    #expect(reading.header.macros.isEmpty)
  }

  @Test("a macro's name has letters only")
  func macroNames() {
    #expect(
      read("macros: {R2: x}").text == """
        page.md:1:14: error: macros must be names of letters, such as R, not 'x'
        1 | macros: {R2: x}
          |              ^
        """)
  }

  @Test("headings carry numbers where 'numbered' is true")
  func numbered() {
    #expect(read("numbered: true").header.numbered)
    #expect(!read("title: x").header.numbered)
    #expect(read("numberd: true").text.contains("did you mean 'numbered'?"))
  }
}
