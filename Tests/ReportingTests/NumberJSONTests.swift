import Testing
import Training

@testable import Reporting

/// Numbers in JSON against the standard library's description, which is the shortest text too.
struct NumberJSONTests {
  @Test("random float64 are written as the standard library describes them")
  func doubles() {
    var generator = RandomGenerator(seed: 1, purpose: "numbers")
    for _ in 0..<100_000 {
      check(Double(bitPattern: generator.next()))
      check(generator.uniform() * 10)
    }
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      for value in [power, power.nextUp, power.nextDown, -3 * power] { check(value) }
    }
    for exponent in -330...308 {
      guard let power = Double("1e\(exponent)") else { continue }
      for value in [power, power.nextUp, power.nextDown] { check(value) }
    }
  }

  @Test("random float32 are written as the standard library describes them")
  func floats() {
    var generator = RandomGenerator(seed: 2, purpose: "numbers")
    for _ in 0..<100_000 {
      let bits = generator.next()
      check(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      check(Float(bits >> 40) / 1e6)
    }
    for exponent in -149...127 {
      let power = Float(sign: .plus, exponent: exponent, significand: 1)
      for value in [power, power.nextUp, power.nextDown] { check(value) }
    }
  }

  @Test("numbers are written without what JSON does not need")
  func forms() {
    #expect(text(0) == "0")
    #expect(text(-0.0) == "-0.0")
    #expect(text(5) == "5")
    #expect(text(-999_999) == "-999999")
    #expect(text(1_234_567) == "1234567")
    #expect(text(0.1) == "0.1")
    #expect(text(1e-4) == "0.0001")
    #expect(text(1e-5) == "1e-5")
    #expect(text(1.5e300) == "1.5e300")
    #expect(text(.nan) == "\"nan\"")
    #expect(text(.infinity) == "\"inf\"")
    #expect(text(-.infinity) == "\"-inf\"")
    #expect(text(Double(Float(0.1)), .float32) == "0.1")
  }

  private func text(_ value: Double, _ precision: Precision = .float64) -> String {
    var bytes: [UInt8] = []
    NumberJSON.append(value, precision, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func check(_ value: Double) {
    guard value.isFinite, value != 0 else { return }
    #expect(text(value) == compact(value.description))
  }

  private func check(_ value: Float) {
    guard value.isFinite, value != 0 else { return }
    #expect(text(Double(value), .float32) == compact(value.description))
  }

  /// `1e-05` as `1e-5`, `1e+16` as `1e16`, `5.0` as `5`.
  private func compact(_ description: String) -> String {
    let parts = description.split(separator: "e")
    let mantissa = parts[0].hasSuffix(".0") ? String(parts[0].dropLast(2)) : String(parts[0])
    guard parts.count > 1, let exponent = Int(parts[1]) else { return mantissa }
    return "\(mantissa)e\(exponent)"
  }
}
