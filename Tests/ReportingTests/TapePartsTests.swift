import Autodiff
import Experiments
import Source
import Testing

@testable import Reporting

@Suite("The parts of a tape")
struct TapePartsTests {
  private func parts(_ text: String) throws -> [Report.Part] {
    let tape = try #require(Tape.read(Excerpt(text: text, fileOffset: 0)).tape)
    return TapeParts.parts(tape.run(), showing: nil)
  }

  private func notes(_ parts: [Report.Part]) -> [String] {
    sentences(parts).filter { !$0.hasPrefix("Checked") }
  }

  @Test("each target has its backward pass")
  func targets() throws {
    let parts = try parts("x = 2\na = x^2\nb = sum([1, 2] * x)\ngradient a\ngradient b")
    let headings = parts.compactMap { part -> String? in
      guard case .table(let table) = part, table.caption.hasPrefix("Backward") else { return nil }
      return table.columns.map(\.heading).first { $0.contains("quantity") }
    }
    #expect(headings == ["∂a/∂quantity", "∂b/∂quantity"])
  }

  @Test("what only derivatives know is explained once, where it first occurs")
  func notation() throws {
    #expect(
      notes(try parts("x = 2\nL = relu(3x) + max(0, x)\ngradient L")) == [
        "step(z) is 1 for z > 0, else 0; "
          + "heaviside(z) is 1 for z > 0, ½ at 0 (equal values share evenly), else 0."
      ])
    #expect(notes(try parts("step = 2\nL = step^2\ngradient L")) == [])
    #expect(
      notes(try parts("x = [[1], [2]]\nw = [[3]]\nz = x @ w\nL = sum(z)\ngradient L wrt w")) == [
        "… stands for the gradient that arrives at the quantity on the left."
      ])
  }

  @Test("a long derivative is left to the JSON")
  func longDerivative() throws {
    let text = "x = 2\nL = sin(x) * exp(cos(x)) / (1 + sin(x)^2) * tanh(x)\ngradient L"
    let long = try parts(text).contains { part in
      if case .equations(let equations) = part {
        equations.caption == "The derivative"
      } else {
        false
      }
    }
    #expect(!long)
  }
}
