import Autodiff

/// The fields of an encodable value in order, each with its path: what cache keys are hashed from, and
/// what changes are told by.
///
/// Two values have equal fields where they are equal, since every field that is encoded is named; a
/// field added to a type is in the list without being mentioned anywhere.
struct FieldList: Sendable {
  struct Field: Hashable, Sendable {
    /// `training.optimizer.beta1`, `data.features[0]`.
    let path: String
    let value: String
  }

  private(set) var fields: [Field] = []

  /// Lists of more numbers than this stand as their count and digest.
  static let mostNumbers = 16

  mutating func add(_ path: String, _ value: String) {
    fields.append(Field(path: path, value: value))
  }

  mutating func add(_ path: String, _ value: some Encodable) {
    let sink = FieldSink()
    // Only a value's own `encode` can throw, and those of specs are synthesized.
    try? FieldEncoder(sink: sink, codingPath: [], path: path).encodeAny(value)
    fields += sink.fields
  }

  /// One line a field; line ends within values are escaped, so that no two lists have one text.
  var text: String {
    var text = ""
    for field in fields {
      text += field.path
      text += "\t"
      text += Self.escaped(field.value)
      text += "\n"
    }
    return text
  }

  static func escaped(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 })
    else { return value }
    return value.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
      .replacing("\r", with: "\\r").replacing("\t", with: "\\t")
  }

  static func unescaped(_ value: String) -> String {
    var text = ""
    var isEscaped = false
    for letter in value {
      if isEscaped {
        text.append(letter == "n" ? "\n" : letter == "r" ? "\r" : letter == "t" ? "\t" : letter)
        isEscaped = false
      } else if letter == "\\" {
        isEscaped = true
      } else {
        text.append(letter)
      }
    }
    return text
  }

  static func text(_ numbers: [Double]) -> String {
    guard numbers.count > mostNumbers else {
      return "[" + numbers.map { ResultValue.shortest($0) }.joined(separator: ", ") + "]"
    }
    return "\(numbers.count) numbers \(ContentDigest(of: numbers).text)"
  }
}

private final class FieldSink {
  var fields: [FieldList.Field] = []
}

private struct FieldEncoder: Encoder {
  let sink: FieldSink
  let codingPath: [any CodingKey]
  let path: String
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func encodeAny(_ value: some Encodable) throws {
    switch value {
    case let text as String: emit(text)
    case let number as Double: emit(ResultValue.shortest(number))
    case let numbers as [Double]: emit(FieldList.text(numbers))
    case let tensor as Tensor: emit("\(tensor.shape) " + FieldList.text(tensor.values))
    default: try value.encode(to: self)
    }
  }

  func emit(_ value: String) {
    sink.fields.append(FieldList.Field(path: path, value: value))
  }

  func inner(_ key: any CodingKey) -> FieldEncoder {
    // The unlabelled value of an enum's case.
    if key.stringValue == "_0" { return FieldEncoder(sink: sink, codingPath: [], path: path) }
    let name = path.isEmpty ? key.stringValue : path + "." + key.stringValue
    return FieldEncoder(sink: sink, codingPath: [], path: name)
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    emit("list")
    return Unkeyed(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: FieldEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) throws { encoder.inner(key).emit("nothing") }

    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
      try encoder.inner(key).encodeAny(value)
    }

    /// Called for a case of an enum, which may have nothing in it.
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      encoder.emit(key.stringValue)
      return encoder.inner(key).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      encoder.inner(key).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder.inner(key) }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let encoder: FieldEncoder
    var codingPath: [any CodingKey] { [] }
    private(set) var count = 0

    init(encoder: FieldEncoder) { self.encoder = encoder }

    private mutating func next() -> FieldEncoder {
      defer { count += 1 }
      return FieldEncoder(sink: encoder.sink, codingPath: [], path: "\(encoder.path)[\(count)]")
    }

    mutating func encodeNil() throws { next().emit("nothing") }
    mutating func encode<T: Encodable>(_ value: T) throws { try next().encodeAny(value) }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy keyType: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      next().container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      next().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { next() }
  }

  private struct Single: SingleValueEncodingContainer {
    let encoder: FieldEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { encoder.emit("nothing") }
    mutating func encode<T: Encodable>(_ value: T) throws {
      // Bool, String and the numbers encode themselves into this container.
      switch value {
      case let scalar as any LosslessStringConvertible: encoder.emit("\(scalar)")
      default: try encoder.encodeAny(value)
      }
    }
    mutating func encode(_ value: Double) throws { encoder.emit(ResultValue.shortest(value)) }
  }
}
