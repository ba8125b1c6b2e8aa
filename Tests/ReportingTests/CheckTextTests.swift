import Autodiff
import Experiments
import Source
import Testing
import Training

@testable import Reporting

@Suite("What gradients were checked against")
struct CheckTextTests {
  private func text(_ change: (inout GradientCheck) -> Void) -> String {
    var check = GradientCheck()
    check.elements = 17
    check.compared = 17
    check.largest = 3.14159e-11
    change(&check)
    return sentences(CheckText.parts(check)).joined(separator: "\n")
  }

  @Test("the largest difference is told to two digits, and what was compared")
  func plain() {
    #expect(
      text { _ in } == "Checked against central finite differences: the largest difference is "
        + "3.1e-11 of the tensor's largest gradient (17 numbers).")
    #expect(
      text { $0.largest = 0 }
        == "Checked against central finite differences: no difference (17 numbers).")
  }

  @Test("what is left out is counted with its reason")
  func leftOut() {
    #expect(
      text {
        $0.compared = 12
        $0.atKinks = 4
        $0.imprecise = 1
      } == "Checked against central finite differences: the largest difference is 3.1e-11 of the "
        + "tensor's largest gradient (12 of 17 numbers); 4 left out at a kink, 1 left out as too "
        + "small to be told from rounding.")
    #expect(
      text {
        $0.compared = 0
        $0.imprecise = 17
      } == "Checked against central finite differences: they cannot tell these gradients; "
        + "17 left out as too small to be told from rounding.")
  }

  @Test("of many numbers it says how many were compared, in which directions, on which rows")
  func sampled() {
    #expect(
      text {
        $0.elements = 109_386
        $0.compared = 330
        $0.directions = 8
        $0.rows = 36
      } == "Checked against central finite differences: the largest difference is 3.1e-11 of the "
        + "tensor's largest gradient (330 of 109386 numbers and 8 random directions, on the batch's "
        + "first 36 rows).")
  }

  @Test("a contradicted gradient is called wrong, with both values")
  func wrong() {
    #expect(
      text {
        $0.failure = GradientCheck.Failure(name: "W1[0][1]", gradient: 0.5, difference: 0.25)
      } == "These gradients are wrong: central finite differences give 0.25 for W1[0][1], not 0.5.")
  }

  @Test("a value in the middle of a tape is varied by itself")
  func middle() throws {
    let text = "x = 2\na = 3x\nL = a^2 + x\ngradient L wrt x, a"
    let tape = try #require(Tape.read(Excerpt(text: text, fileOffset: 0)).tape).run()
    let check = try #require(tape.check)
    #expect(check.elements == 2)
    #expect(check.compared == 2)
    #expect(check.largest < 1e-12)
  }
}
