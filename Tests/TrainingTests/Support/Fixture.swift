import Autodiff
import Foundation

/// A JSON value of a reference file.
enum JSON: Decodable, Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([JSON])
  case object([String: JSON])
  case absent

  init(from decoder: Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  /// The member of this name; `absent` where there is none.
  subscript(key: String) -> JSON { members[key] ?? .absent }

  var isPresent: Bool { if case .absent = self { false } else { true } }

  var number: Double? {
    switch self {
    case .number(let value): value
    case .text("nan"): .nan
    case .text("inf"): .infinity
    case .text("-inf"): -.infinity
    default: nil
    }
  }

  /// The number, or not a number where there is none.
  var double: Double { number ?? .nan }

  /// The text, or none.
  var string: String { text ?? "" }

  var text: String? { if case .text(let value) = self { value } else { nil } }
  var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
  var list: [JSON]? { if case .list(let value) = self { value } else { nil } }
  var members: [String: JSON] { if case .object(let value) = self { value } else { [:] } }

  /// All numbers, in order.
  var numbers: [Double] { number.map { [$0] } ?? (list ?? []).flatMap(\.numbers) }

  /// A scalar, vector or matrix.
  var tensor: Tensor {
    if let number { return Tensor(number) }
    let items = list ?? []
    if items.first?.list == nil { return Tensor(numbers) }
    return Tensor(items.map(\.numbers))
  }
}

/// A copy of a reference file.
struct Fixture {
  let cases: [JSON]

  init(_ name: String, file: String = #filePath) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name).json"))
    cases = try JSONDecoder().decode(JSON.self, from: data)["cases"].list ?? []
  }
}

/// The largest difference, relative to the largest magnitude expected.
///
/// What stands beside much larger numbers and is 0 but for their rounding (the gradient of a bias
/// before batchnorm) is compared with `cancelling`, these numbers.
func relativeDifference(
  _ actual: [Double], _ expected: [Double], cancelling others: [Double] = []
) -> Double {
  guard actual.count == expected.count else { return .infinity }
  if zip(actual, expected).contains(where: { $0.isNaN != $1.isNaN }) { return .infinity }
  let worst = zip(actual, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
  let scale = expected.reduce(0) { max($0, abs($1)) }
  let rounding = 1e-15 * others.reduce(0) { max($0, abs($1)) }
  return worst <= rounding ? 0 : worst / max(scale, .leastNormalMagnitude)
}
