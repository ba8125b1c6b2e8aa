import Autodiff
import Foundation
import Source
import Testing

@testable import Experiments

/// Reads a tape that must be right.
func readTape(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> Tape? {
  let (tape, diagnostics) = Tape.read(Excerpt(text: text, fileOffset: 0))
  let printed = printedProblems(diagnostics, in: text)
  #expect(printed.isEmpty, "\(printed.joined(separator: "\n"))", sourceLocation: sourceLocation)
  return tape
}

/// The whole text of each of a tape's errors.
func tapeProblems(_ text: String) -> [String] {
  printedProblems(Tape.read(Excerpt(text: text, fileOffset: 0)).diagnostics, in: text)
}

func printedProblems(_ diagnostics: [Diagnostic], in text: String) -> [String] {
  let printer = DiagnosticPrinter(source: SourceText(name: "t.md", text))
  return diagnostics.map { printer.text(for: $0) }
}

/// A number, vector or matrix of a fixture, its numbers in row-major order.
struct FixtureValue: Decodable {
  var dimensions: [Int] = []
  var values: [Double] = []

  init(from decoder: Decoder) throws {
    let single = try decoder.singleValueContainer()
    if let number = try? single.decode(Double.self) {
      values = [number]
    } else if let rows = try? single.decode([FixtureValue].self) {
      dimensions = [rows.count] + (rows.first?.dimensions ?? [])
      values = rows.flatMap(\.values)
    } else {
      values = [Double(try single.decode(String.self)) ?? .nan]
    }
  }
}

/// A case of expressions.json or textbook.json.
struct FixtureTape: Decodable, CustomTestStringConvertible {
  var name: String
  var tape: String
  var values: [String: FixtureValue]
  var gradients: [String: [String: FixtureValue]]
  var localDerivatives: [String: FixtureValue]?

  enum CodingKeys: String, CodingKey {
    case name
    case tape
    case values
    case gradients
    case localDerivatives = "local derivatives"
  }

  var testDescription: String { name }

  private struct File: Decodable {
    var cases: [FixtureTape]
  }

  static func cases(of file: String) -> [FixtureTape] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures")
    let data = (try? Data(contentsOf: folder.appendingPathComponent(file))) ?? Data()
    return (try? JSONDecoder().decode(File.self, from: data).cases) ?? []
  }

  static let all = cases(of: "expressions.json") + cases(of: "textbook-tapes.json")
}

/// Whether two arrays agree relative to the largest magnitude of the expected one.
func agree(_ tensor: Tensor?, _ expected: FixtureValue, tolerance: Double) -> Bool {
  guard let tensor, tensor.shape.dimensions == expected.dimensions else { return false }
  let scale = expected.values.map(abs).max() ?? 0
  return zip(tensor.values, expected.values).allSatisfy {
    $0 == $1 || abs($0 - $1) <= tolerance * scale
  }
}
