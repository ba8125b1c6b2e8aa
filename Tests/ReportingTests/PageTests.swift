import Experiments
import Testing

@testable import Reporting

@Suite("Whole pages")
struct PageTests {
  private func lesson() throws -> Handout {
    var header = Header()
    header.title = "Gradient descent, step by step"
    header.author = "A. Teacher"
    header.date = "2025-03-01"
    header.toc = true
    let blocks = [
      SampleResults.block(
        "step", .experiment,
        .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 1)])),
        show: [.updates], caption: "One step from w = 8"),
      SampleResults.block(
        "walk", .experiment,
        .experiment(SampleResults.minimize([SampleResults.descent(rate: 0.1, steps: 50)])),
        caption: "Fifty steps, down to a loss of `{walk.final_loss %.1e}`"),
      SampleResults.block(
        "chain", .tape, .tape(SampleResults.chain), show: [.graph, .forward, .backward, .gradients]),
      SampleResults.block("rates", .experiment, .experiment(SampleResults.rates)),
      SampleResults.block("points", .data, .data(SampleResults.xorData)),
      SampleResults.block("xor", .experiment, .experiment(SampleResults.xor)),
    ]
    return handout(
      String(decoding: try fixture("lesson.md"), as: UTF8.self), blocks,
      values: [
        "walk.final_loss": .number(1.8e-9, .float64), "walk.steps": .integer(50),
        "step.derivatives.w": .string("2(w - 5)"), "step.gradients.w": .number(6, .float64),
        "xor.final_loss": .number(0.0054508, .float64),
      ], header: header)
  }

  @Test("a lesson as HTML")
  func lessonAsHTML() throws {
    // Styles and scripts are judged by eye and hand.
    let page = html(try lesson()).replacing(HTMLStyle.sheet + MathML.plainStyle, with: "")
      .replacing(PlayScript.text, with: "")
    try expectSnapshot(Array(page.utf8), "lesson.html")
  }

  @Test("a lesson as Markdown")
  func lessonAsMarkdown() throws {
    try expectSnapshot(MarkdownRenderer.render(try lesson()), "lesson.output.md")
  }
}
