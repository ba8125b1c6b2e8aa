import Source

/// What a number may be.
struct NumberBounds {
  let words: String
  let contains: @Sendable (Double) -> Bool

  static let any = NumberBounds(words: "a number") { _ in true }
  static let positive = NumberBounds(words: "a number above 0") { $0 > 0 }
  static let notNegative = NumberBounds(words: "a number of at least 0") { $0 >= 0 }
  /// For averages that decay: 1 would never forget.
  static let belowOne = NumberBounds(words: "a number from 0 to below 1") { $0 >= 0 && $0 < 1 }
  static let share = NumberBounds(words: "a number between 0 and 1") { $0 > 0 && $0 < 1 }
}

extension SpecDecoder {
  mutating func number(_ node: YAMLNode, key: String, _ bounds: NumberBounds) -> Double? {
    let value: Double?
    switch node.scalar?.value {
    case .integer(let whole): value = Double(whole)
    case .number(let number): value = number
    case .text(let text): value = DecimalNumber.parse(text)
    default: value = nil
    }
    guard let value, value.isFinite, bounds.contains(value) else {
      reject(node, key: key, expected: bounds.words)
      return nil
    }
    return value
  }

  mutating func wholeNumber(_ node: YAMLNode, key: String, atLeast least: Int) -> Int? {
    var value: Int?
    switch node.scalar?.value {
    case .integer(let whole): value = whole
    // 1e3 is a whole number to its author.
    case .number(let number): value = Int(exactly: number)
    case .text(let text): value = DecimalNumber.parse(text).flatMap { Int(exactly: $0) }
    default: value = nil
    }
    guard let value, value >= least else {
      reject(node, key: key, expected: "a whole number of at least \(least)")
      return nil
    }
    return value
  }

  mutating func flag(_ node: YAMLNode, key: String) -> Bool? {
    if case .flag(let value) = node.scalar?.value { return value }
    reject(node, key: key, expected: "true or false")
    return nil
  }

  /// A text, a number's spelling included.
  mutating func text(_ node: YAMLNode, key: String) -> String? {
    guard let scalar = node.scalar, scalar.value != .null else {
      reject(node, key: key, expected: "a text")
      return nil
    }
    return scalar.text
  }

  /// One of the given words; spaces, hyphens and underscores count as equal.
  mutating func word<Value>(
    _ node: YAMLNode, key: String, among choices: [(name: String, value: Value)]
  ) -> Value? {
    guard let scalar = node.scalar, scalar.value != .null else {
      reject(node, key: key, expected: "a word")
      return nil
    }
    let wanted = normalizedWords(scalar.text)
    if let choice = choices.first(where: { normalizedWords($0.name) == wanted }) {
      return choice.value
    }
    rejectWord(scalar.text, at: node.range, key: key, known: choices.map(\.name))
    return nil
  }

  /// One of an enumeration's words.
  mutating func word<Value: RawRepresentable & CaseIterable>(
    _ node: YAMLNode, key: String, of type: Value.Type
  ) -> Value? where Value.RawValue == String {
    word(node, key: key, among: Value.allCases.map { (name: $0.rawValue, value: $0) })
  }

  /// A list's items; a single value counts as a list of one.
  func items(_ node: YAMLNode) -> [YAMLNode] { node.sequence ?? [node] }

  /// A mapping's entries by name, unknown ones reported.
  mutating func entries(
    _ node: YAMLNode, key: String, known: [String]
  ) -> [String: YAMLNode]? {
    guard let mapping = node.mapping else {
      reject(node, key: key, expected: "a mapping such as {\(known.first ?? "key"): …}")
      return nil
    }
    var result: [String: YAMLNode] = [:]
    for entry in mapping {
      if known.contains(entry.name) {
        result[entry.name] = entry.value
      } else {
        rejectKey(entry, of: "'\(key)'", known: known)
      }
    }
    return result
  }
}
