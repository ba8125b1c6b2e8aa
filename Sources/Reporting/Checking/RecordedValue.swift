import FoundationEssentials

/// A value of a record as it was read back from JSON.
package enum RecordedValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([RecordedValue])
  case object([String: RecordedValue])

  /// Reads JSON text; nil where it is not JSON.
  package init?(json: [UInt8]) {
    guard let value = try? JSONDecoder().decode(RecordedValue.self, from: Data(json)) else {
      return nil
    }
    self = value
  }

  package subscript(key: String) -> RecordedValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// An object less some members.
  package func without(_ keys: Set<String>) -> RecordedValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }

  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}

extension RecordedValue: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let array = try? container.decode([RecordedValue].self) {
      self = .array(array)
    } else if let object = try? container.decode([String: RecordedValue].self) {
      self = .object(object)
    } else if let boolean = try? container.decode(Bool.self) {
      self = .boolean(boolean)
    } else {
      self = .null
    }
  }
}
