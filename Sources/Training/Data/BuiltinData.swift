/// The data sets that a notebook can name without a file.
package enum BuiltinData: String, CaseIterable, Hashable, Sendable, Codable {
  case xor
  case and
  case or
  case line
  case sine
  case moons
  case circles
  case spirals
  case blobs
  case random
  case iris
  case digits

  /// An argument: `samples=200`.
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let standard: Double
    package let range: ClosedRange<Double>
    package let isInteger: Bool

    static func count(
      _ name: String, _ standard: Double, from least: Double = 1, to most: Double = 1_000_000
    ) -> Parameter {
      Parameter(name: name, standard: standard, range: least...most, isInteger: true)
    }

    static func number(
      _ name: String, _ standard: Double, in range: ClosedRange<Double> = -1e9...1e9
    ) -> Parameter {
      Parameter(name: name, standard: standard, range: range, isInteger: false)
    }
  }

  /// The arguments that it takes, with their defaults and limits, in the order of its description.
  package var parameters: [Parameter] {
    let seed = Parameter.count("seed", 0, from: 0, to: 0x1p53)
    let noise = { Parameter.number("noise", $0, in: 0...1e6) }
    switch self {
    case .xor, .and, .or, .iris:
      return []
    case .digits:
      return [.count("samples", 1797, to: 1797)]
    case .line:
      return [
        .count("samples", 32), .number("slope", 2), .number("intercept", 1), noise(0.1), seed,
      ]
    case .sine:
      return [.count("samples", 64), noise(0), seed]
    case .moons:
      return [.count("samples", 200, from: 2), noise(0.1), seed]
    case .circles:
      return [
        .count("samples", 200, from: 2), noise(0.05), .number("factor", 0.5, in: 0...1), seed,
      ]
    case .spirals:
      return [
        .count("samples", 200, from: 2), noise(0.02), .count("classes", 2, from: 2, to: 1000),
        .number("turns", 1, in: 0...100), seed,
      ]
    case .blobs:
      return [
        .count("samples", 150), .count("features", 2, to: 100_000),
        .count("classes", 3, from: 2, to: 1000), noise(1), seed,
      ]
    case .random:
      return [
        .count("samples", 32), .count("features", 784, to: 100_000),
        .count("classes", 10, from: 2, to: 1000), seed,
      ]
    }
  }

  /// The most numbers that one data set may hold.
  package static var limit: Int { 100_000_000 }

  /// Each parameter's value: the argument given, else its default.
  /// - Throws: `BuiltinDataError` for an unknown name, one given twice, or a value out of range.
  package func values(of arguments: [NamedValue]) throws(BuiltinDataError) -> [NamedValue] {
    for (index, argument) in arguments.enumerated() {
      guard let parameter = parameters.first(where: { $0.name == argument.name }) else {
        throw .unknownArgument(argument.name, of: self)
      }
      guard !arguments[..<index].contains(where: { $0.name == argument.name }) else {
        throw .givenTwice(argument.name, of: self)
      }
      let value = argument.value
      guard parameter.range.contains(value), !parameter.isInteger || value == value.rounded() else {
        throw .outOfRange(parameter, value, of: self)
      }
    }
    let values = parameters.map { parameter in
      arguments.first { $0.name == parameter.name }
        ?? NamedValue(parameter.name, parameter.standard)
    }
    let numbers = values.reduce(1.0) {
      $1.name == "samples" || $1.name == "features" ? $0 * $1.value : $0
    }
    guard numbers <= Double(Self.limit) else { throw .tooLarge(numbers, of: self) }
    return values
  }
}

/// Why a built-in data set cannot be made from the arguments given.
package enum BuiltinDataError: Error, Hashable, Sendable {
  case unknownArgument(String, of: BuiltinData)
  case givenTwice(String, of: BuiltinData)
  case outOfRange(BuiltinData.Parameter, Double, of: BuiltinData)
  /// More than `BuiltinData.limit` numbers.
  case tooLarge(Double, of: BuiltinData)
}
