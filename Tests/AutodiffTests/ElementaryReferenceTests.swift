import CKernels
import Foundation
import Testing

/// Function values that were computed to 1,400 bits and rounded once.
private struct ReferenceCase: Decodable {
  let function: String
  let x: [Number]
  let y: [Number]?
  let float64: [Number]
  let float32: [Number]

  /// A number, or one of the strings `nan`, `inf`, `-inf`.
  struct Number: Decodable {
    let value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        guard let number = Double(text) else {
          throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "not a number: \(text)")
        }
        value = number
      } else {
        value = try container.decode(Double.self)
      }
    }
  }

  static func all() throws -> [ReferenceCase] {
    struct File: Decodable { let cases: [ReferenceCase] }
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(
      contentsOf: folder.appendingPathComponent("Fixtures/transcendental.json"))
    return try JSONDecoder().decode(File.self, from: data).cases
  }
}

@Suite("Elementary functions against the reference")
struct ElementaryReferenceTests {
  @Test("float64 is within one unit in the last place, float32 too")
  func oneVariable() throws {
    let cases = try ReferenceCase.all().filter { $0.y == nil && $0.function != "sqrt" }
    #expect(cases.count == 9)
    for reference in cases {
      let function = try ElementaryFunction.named(reference.function)
      for (index, x) in reference.x.enumerated() {
        let double = function.float64(x.value)
        let float = function.float32(Float(x.value))
        #expect(distance(double, reference.float64[index].value) <= 1, "\(function)(\(x.value))")
        #expect(
          distance(float, Float(reference.float32[index].value)) <= 1, "\(function)(\(x.value))")
      }
    }
  }

  @Test("Most results are the correctly rounded ones")
  func correctlyRounded() throws {
    for reference in try ReferenceCase.all() where reference.y == nil {
      guard reference.function != "sqrt" else { continue }
      let function = try ElementaryFunction.named(reference.function)
      let same = zip(reference.x, reference.float64).filter {
        distance(function.float64($0.value), $1.value) == 0
      }
      #expect(same.count * 100 >= reference.x.count * 95, "\(function): \(same.count)")
    }
  }

  @Test("pow is within one unit in the last place")
  func power() throws {
    let reference = try #require(ReferenceCase.all().first { $0.function == "pow" })
    let exponents = try #require(reference.y)
    for (index, (x, y)) in zip(reference.x, exponents).enumerated() {
      let double = ck_scalar_pow_f64(x.value, y.value)
      let float = ck_scalar_pow_f32(Float(x.value), Float(y.value))
      #expect(distance(double, reference.float64[index].value) <= 1, "\(x.value)^\(y.value)")
      #expect(
        distance(float, Float(reference.float32[index].value)) <= 1, "\(x.value)^\(y.value)")
    }
  }
}
