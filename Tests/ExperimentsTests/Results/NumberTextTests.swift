import Testing
import Training

@testable import Experiments

@Suite struct NumberTextTests {
  private func format(_ format: String, _ value: Double) -> String? {
    NumberFormat(format)?.text(value)
  }

  @Test("formats are those of printf, on the exact value")
  func formats() {
    #expect(format("%.4f", 3.14159265) == "3.1416")
    #expect(format("%.0f", 0.5) == "0")
    #expect(format("%.0f", 1.5) == "2")
    #expect(format("%.2f", 1.005) == "1.00")
    #expect(format("%.1f", 0.25) == "0.2")
    #expect(format("%.3f", 999.9996) == "1000.000")
    #expect(format("%f", 1e21) == "1000000000000000000000.000000")
    #expect(format("%.20f", 0.1) == "0.10000000000000000555")
    #expect(format("%.3e", 123456) == "1.235e+05")
    #expect(format("%e", 0) == "0.000000e+00")
    #expect(format("%.2e", 9.999e-5) == "1.00e-04")
    #expect(format("%g", 0.0001) == "0.0001")
    #expect(format("%g", 0.00001) == "1e-05")
    #expect(format("%g", 1e6) == "1e+06")
    #expect(format("%.3g", 1234.5) == "1.23e+03")
    #expect(format("%g", 100) == "100")
    #expect(format("%d", 41.6) == "42")
    #expect(format("%8.2f|", 3.14159) == "    3.14|")
    #expect(format("%-8.2f|", 3.14159) == "3.14    |")
    #expect(format("%08.2f", -3.14159) == "-0003.14")
    #expect(format("%+.1f", 2) == "+2.0")
    #expect(format("%.1f %%", 97.25) == "97.2 %")
  }

  @Test("what rounds to nothing has no sign")
  func negativeZero() {
    #expect(format("%.3f", -0.0001) == "0.000")
    #expect(format("%.1f", -0.0) == "0.0")
    #expect(format("%.3f", -0.0006) == "-0.001")
  }

  @Test("what is no format is refused")
  func refused() {
    for text in ["", "4f", "%", "%.4", "%s", "%.2d", "%f %f", "%.1000f", "%4.2x"] {
      #expect(NumberFormat(text) == nil, "\(text)")
    }
  }

  @Test("non-finite numbers are words in every format")
  func nonFinite() {
    #expect(format("%.3f", .nan) == "nan")
    #expect(format("%.3f", -.infinity) == "-inf")
  }

  @Test("the shortest text reads back to the same bits")
  func shortest() {
    #expect(ResultValue.shortest(36) == "36")
    #expect(ResultValue.shortest(0.1) == "0.1")
    #expect(ResultValue.shortest(1e-5) == "1e-5")
    #expect(ResultValue.shortest(1e16) == "1e16")
    #expect(ResultValue.shortest(1.5e300) == "1.5e300")
    #expect(ResultValue.shortest(-0.0) == "-0.0")
    #expect(ResultValue.shortest(0) == "0")
    #expect(ResultValue.shortest(5e-324) == "5e-324")
    #expect(ResultValue.shortest(Double(Float(0.1)), .float32) == "0.1")
    #expect(ResultValue.shortest(.nan) == "nan")
    var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<2000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(Double(ResultValue.shortest(value)) == value)
    }
  }

  @Test("an exact expansion reads back to its number")
  func expansion() {
    var bits: UInt64 = 1
    for _ in 0..<300 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(Double(DecimalExpansion(value).scientificText) == value)
    }
    #expect(DecimalExpansion(5e-324).digits.count == 751)
    #expect(DecimalExpansion(.greatestFiniteMagnitude).point == 309)
  }
}
