import Experiments
import Testing

@testable import Reporting

@Suite struct AnswerKeyTests {
  /// Whether a page would call a number right.
  private func accepts(_ key: AnswerKey, _ value: Double) -> Bool {
    guard let grid = key.grid else { return false }
    return AnswerKey.digest(of: String(Int(grid.cell(of: value))), salt: key.salt) == key.digest
  }

  @Test(
    "a number is right within its tolerance, the ends included",
    arguments: [7.4, -7.4, 0, 1e-8, 12345.678, -0.25], [0.01, 0.5, 1e-6])
  func numbers(value: Double, tolerance: Double) throws {
    let key = try #require(AnswerKey(.number(value, .float64), tolerance: tolerance, salt: "1 x"))
    for share in [-1, -0.5, 0, 0.5, 1] as [Double] {
      #expect(accepts(key, value + share * tolerance), "\(share)")
    }
    for share in [-1.01, 1.01, 2, -3] as [Double] {
      #expect(!accepts(key, value + share * tolerance), "\(share)")
    }
  }

  @Test("without a tolerance it is 1 %, and whole numbers are right exactly")
  func standard() throws {
    let number = try #require(AnswerKey(.number(200, .float64), tolerance: nil, salt: "1 x"))
    #expect(accepts(number, 202) && accepts(number, 198) && !accepts(number, 202.1))
    let whole = try #require(AnswerKey(.integer(200), tolerance: nil, salt: "1 x"))
    #expect(accepts(whole, 200) && !accepts(whole, 201) && !accepts(whole, 200.1))
  }

  @Test("words are compared without capitals and further blanks")
  func words() throws {
    let key = try #require(AnswerKey(.string("Converged"), tolerance: nil, salt: "1 x"))
    #expect(key.grid == nil)
    #expect(AnswerKey.normalized("  CONVERGED ") == "converged")
    #expect(AnswerKey.digest(of: "converged", salt: "1 x") == key.digest)
  }

  @Test("lists, objects and what is not finite have no key")
  func none() {
    #expect(AnswerKey(.numbers([1], .float64), tolerance: 1, salt: "") == nil)
    #expect(AnswerKey(.object([]), tolerance: 1, salt: "") == nil)
    #expect(AnswerKey(.number(.nan, .float64), tolerance: 1, salt: "") == nil)
    #expect(AnswerKey(.number(.infinity, .float64), tolerance: nil, salt: "") == nil)
  }

  @Test("the digest is the one that the page's script computes")
  func digest() {
    // As node prints it for the script's own function.
    #expect(AnswerKey.digest(of: "326", salt: "1 Answers") == "83977785977c1c9a")
  }
}
