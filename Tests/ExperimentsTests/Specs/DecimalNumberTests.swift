import Testing
import Training

@testable import Experiments

@Suite struct DecimalNumberTests {
  @Test(
    "what is not spelled as a number is none",
    arguments: [
      "", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "--1", "1.2.3", "1 ", " 1", "0x1", "1_000",
      "inf", "nan", "1,5", "１", "1e5.",
    ])
  func others(text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test(
    "only digits behind a sign make a whole number",
    arguments: [
      ("12", true), ("-0", true), ("+7", true), ("1.", false), ("1e3", false), (".5", false),
    ])
  func whole(text: String, isWhole: Bool) throws {
    #expect(try #require(DecimalNumber(text)).isWhole == isWhole)
  }

  @Test("the value is the nearest double, whatever the number of digits and the power of ten")
  func values() throws {
    var random = RandomGenerator(seed: 9, purpose: "spellings")
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character(String(random.next() % 10)) })
    }
    for _ in 0..<20_000 {
      var text = random.next() % 2 == 0 ? "-" : ""
      text += digits(1 + Int(random.next() % 20))
      if random.next() % 2 == 0 { text += "." + digits(Int(random.next() % 20)) }
      if random.next() % 2 == 0 { text += "e\(Int(random.next() % 700) - 350)" }
      let expected = try #require(Double(text))
      #expect(DecimalNumber(text)?.value.bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test(
    "halfway cases, zeros, the smallest and the largest numbers are right",
    arguments: [
      "-0", "0.000", "9007199254740992", "9007199254740993", "9007199254740993e22",
      "9007199254740992e-22", "5e-324", "2.5e-324", "2.4e-324", "1.7976931348623157e308", "1e309",
      "1e-400", "123456789012345678901234567890", "0000000000000000000000000000001.5",
      "0.1e00000000000000000001", "1e99999999999999999999", "0e99999999999999999999", "1e22",
      "1e23",
    ])
  func edges(text: String) throws {
    let expected = try #require(Double(text))
    #expect(DecimalNumber(text)?.value.bitPattern == expected.bitPattern)
  }

  @Test("a part of a text is read like a text")
  func parts() {
    #expect(DecimalNumber("a=0.25;".dropFirst(2).dropLast())?.value == 0.25)
  }
}
