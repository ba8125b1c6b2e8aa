import Experiments
import Testing

@testable import Reporting

@Suite("JSON")
struct JSONTests {
  private func text(_ value: ResultValue) -> String {
    String(decoding: JSONRenderer.render(value), as: UTF8.self)
  }

  @Test("objects are indented, numbers stand in rows")
  func layout() {
    let value = ResultValue.object([
      .init("name", .string("xor")), .init("empty", .object([])),
      .init(
        "trials",
        .array([
          .object([
            .init("losses", .numbers([0.25, 0.1 + 0.2, 1e-7], .float64)),
            .init("W1", .array([.numbers([1, 2], .float64), .numbers([3, 4], .float64)])),
          ])
        ])),
    ])
    #expect(
      text(value) == """
        {
          "name": "xor",
          "empty": {},
          "trials": [
            {
              "losses": [0.25, 0.30000000000000004, 1e-7],
              "W1": [[1, 2], [3, 4]]
            }
          ]
        }

        """)
  }

  @Test("numbers are the shortest that read back to the same bits")
  func numbers() throws {
    let values = [0.0, -0.0, 1, -36, 1e16, 1.5e300, 5e-324, 1e-5, 123_456_789, .pi, 0.1]
    #expect(
      text(.numbers(values, .float64))
        == "[0, -0.0, 1, -36, 1e16, 1.5e300, 5e-324, 1e-5, 123456789, 3.141592653589793, 0.1]\n")
    #expect(text(.number(Double(Float(0.1)), .float32)) == "0.1\n")
    #expect(
      text(.numbers([.nan, .infinity, -.infinity], .float64)) == "[\"nan\", \"inf\", \"-inf\"]\n")
  }

  @Test("what is written reads back to the same bits")
  func roundTrip() throws {
    var state: UInt64 = 7
    let values = (0..<2000).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      return value.isFinite ? value : 0
    }
    let json = JSONRenderer.render(.object([.init("x", .numbers(values, .float64))]))
    guard case .array(let items)? = RecordedValue(json: json)?["x"] else {
      Issue.record("no list")
      return
    }
    let read = items.map { item -> Double in
      if case .number(let number) = item { number } else { 0 }
    }
    #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test("strings are escaped")
  func strings() {
    #expect(text(.string("a\"b\\c\n\t\u{1}é</b>")) == "\"a\\\"b\\\\c\\n\\t\\u0001é</b>\"\n")
  }
}
