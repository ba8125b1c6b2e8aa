import Experiments
import Source
import Testing

@testable import Reporting

@Suite("Problems in prose")
struct ProblemTests {
  private func problems(_ text: String, values: [String: ResultValue] = [:]) -> [String] {
    let page = handout(text, values: values)
    let printer = DiagnosticPrinter(source: page.document.source, colored: false)
    return page.problems { $0 == "there.png" }.map { printer.text(for: $0) }
  }

  @Test("an unknown path is an error under the path")
  func unknownPath() {
    #expect(
      problems("The loss is `{xor.loss %.2f}`.\n") == [
        """
        notebooks/sample.md:1:15: error: no value 'xor.loss'
        1 | The loss is `{xor.loss %.2f}`.
          |               ^^^^^^^^
        """
      ])
  }

  @Test("an unknown reference suggests what is near")
  func unknownReference() {
    #expect(
      problems("# The chain rule\n\n[](#the-chain-rul)\n") == [
        """
        notebooks/sample.md:3:1: warning: nothing here is called '#the-chain-rul'
        3 | [](#the-chain-rul)
          | ^^^^^^^^^^^^^^^^^^
          help: did you mean '#the-chain-rule'?
        """
      ])
  }

  @Test("missing and remote images and dangerous links are warnings")
  func images() {
    let found = problems(
      "![a](there.png) ![b](gone.png) ![c](https://d.org/e.png) [f](javascript:g)\n")
    #expect(found.count == 3)
    #expect(found[0].contains("warning: the image 'gone.png' was not found"))
    #expect(found[1].contains("the image 'https://d.org/e.png' is not on this computer"))
    #expect(found[2].contains("the link to 'javascript:g' is not safe and was dropped"))
  }

  @Test("a path to more than one value names a member")
  func objects() {
    let found = problems(
      "`{a.b}`\n", values: ["a.b": .object([.init("W1", .integer(1))])])
    #expect(found.count == 1)
    #expect(found[0].contains("'a.b' is not one value"))
    #expect(found[0].contains("name one of its members: 'a.b.W1'"))
  }

  @Test("a formula's problem has its place within quotations")
  func formulaInQuotation() {
    #expect(
      problems("> Text\n>\n> $$\n> a +\n> \\nothing b\n> $$\n").map { $0.prefix(27) } == [
        "notebooks/sample.md:5:3: wa"
      ])
  }
}
