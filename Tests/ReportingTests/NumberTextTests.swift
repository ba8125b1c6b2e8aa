import Testing

@testable import Reporting

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "a number shows its significant digits and no more",
    arguments: [
      (0.1 + 0.2, "0.3"), (1.0, "1"), (-0.0, "0"), (0, "0"), (2.0 / 3, "0.66667"),
      (123456.789, "123457"), (9_999_999.4, "9999999"), (12_345_678, "1.2346e+07"),
      (0.0001, "0.0001"), (0.00009999999, "0.0001"), (0.000012, "1.2e-05"), (1e300, "1e+300"),
      (5e-324, "4.9407e-324"), (-0.256067, "-0.25607"), (0.999999, "1"), (1e-5, "1e-05"),
    ] as [(Double, String)])
  func digits(value: Double, text: String) {
    #expect(NumberText(value).written(.ascii) == text)
  }

  @Test("rounding goes by the exact value: 1.005 is below the half, 2.5 is one and goes to even")
  func rounding() {
    #expect(NumberText(1.005, digits: 3).written(.ascii) == "1")
    #expect(NumberText(2.5, digits: 1).written(.ascii) == "2")
    #expect(NumberText(0.000_15, digits: 1).written(.ascii) == "0.0001")
  }

  @Test("a page has the typographic signs, Markdown the ASCII ones")
  func notations() {
    #expect(NumberText(-1.2e-5).written(.typographic) == "−1.2×10⁻⁵")
    #expect(NumberText(-1.2e-5).written(.ascii) == "-1.2e-05")
    #expect(NumberText(1e12).written(.typographic) == "1×10¹²")
    #expect(NumberText(-.infinity).written(.typographic) == "−∞")
    #expect(NumberText(.infinity).written(.ascii) == "inf")
    #expect(NumberText(.nan).written(.ascii) == "nan")
  }

  @Test("columns stand with their points below each other")
  func alignment() {
    let numbers = [1, -0.25, 12.125, .nan, 1e-6].map { NumberText($0) }
    let column = NumberColumn(numbers, .ascii)
    #expect(
      numbers.map { column.padded($0, with: "_") }
        == [
          "__1____", "_-0.25_", "_12.125", "nan____",
          "__1e-06",
        ])
  }

  @Test("what is shown reads back to the number within half a unit of its last digit")
  func accuracy() throws {
    var state: UInt64 = 1
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state & 0x7FFF_FFFF_FFFF_FFFF)
      guard value.isFinite, value < 1e300, value > 1e-300 else { continue }
      let back = try #require(Double(NumberText(value).written(.ascii)))
      #expect((back - value).magnitude <= 0.500_001e-4 * value)
    }
  }
}
