import Testing

@testable import Reporting

@Suite struct TextTokensTests {
  private func tokens(_ text: String) -> [String] {
    TextTokens(text.utf8).map { token, range in
      switch token {
      case .word(let word): word
      case .number(let form): "\(form.digits)e\(form.exponent)"
      }
    }
  }

  @Test("words are letters alone, in lower case, and names with digits are none")
  func words() {
    #expect(tokens("Gradient<b>Über</b> a1b2 deadbeef0 x") == ["gradient", "b", "über", "b", "x"])
  }

  @Test(
    "numbers are their digits and the place of the first, however they are written",
    arguments: [
      ("0.00123", "123e-3"), ("1.23e-3", "123e-3"), ("1230", "123e3"), ("12.30", "123e1"),
      ("1.23E+03", "123e3"), ("-1.5", "15e0"), ("0.1", "1e-1"),
    ])
  func numbers(text: String, form: String) {
    #expect(tokens(text) == [form])
  }
}
