import Source

/// A YAML scalar. A plain one is resolved by YAML 1.2's core schema (section 10.3.2 of the
/// specification); a quoted one is text.
package struct YAMLScalar: Sendable {
  package enum Value: Hashable, Sendable {
    case null
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
  }

  package let text: String
  package let isPlain: Bool
  /// Where the text's parts stand in the notebook, as in an `Excerpt`.
  package let pieces: [Excerpt.Line]

  package init(_ text: String, isPlain: Bool, pieces: [Excerpt.Line]) {
    self.text = text
    self.isPlain = isPlain
    self.pieces = pieces
  }

  package var value: Value { isPlain ? Self.resolve(text) : .text(text) }

  /// The core schema: `null`, `true`, `12`, `0x1F`, `0o7`, `1e-3`, `.inf`, `.nan`; all else is text.
  package static func resolve(_ text: String) -> Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .flag(true)
    case "false", "False", "FALSE": return .flag(false)
    case ".nan", ".NaN", ".NAN": return .number(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
    default: break
    }
    if text.hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16), isUnsigned(text) {
      return .integer(value)
    }
    if text.hasPrefix("0o"), let value = Int(text.dropFirst(2), radix: 8), isUnsigned(text) {
      return .integer(value)
    }
    guard let kind = DecimalNumber.kind(of: text) else { return .text(text) }
    if kind == .whole, let value = Int(text) { return .integer(value) }
    return Double(text).map(Value.number) ?? .text(text)
  }

  /// `Int(_:radix:)` takes a sign, which the schema does not have here.
  private static func isUnsigned(_ text: String) -> Bool {
    let third = text.utf8.dropFirst(2).first
    return third != UInt8(ascii: "-") && third != UInt8(ascii: "+")
  }
}

/// The shape of a decimal number: `-12`, `.5`, `2.`, `1e-3`.
enum DecimalNumber {
  enum Kind {
    case whole
    case fraction
  }

  /// Nil where the text is not `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
  static func kind(of text: some StringProtocol) -> Kind? {
    var bytes = text.utf8[...]
    func skipDigits() -> Int {
      let count = bytes.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
      bytes = bytes.dropFirst(count)
      return count
    }
    func skip(_ allowed: UInt8...) -> Bool {
      guard let first = bytes.first, allowed.contains(first) else { return false }
      bytes = bytes.dropFirst()
      return true
    }
    var kind = Kind.whole
    _ = skip(UInt8(ascii: "-"), UInt8(ascii: "+"))
    let before = skipDigits()
    if skip(UInt8(ascii: ".")) {
      kind = .fraction
      if skipDigits() + before == 0 { return nil }
    } else if before == 0 {
      return nil
    }
    if skip(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      kind = .fraction
      _ = skip(UInt8(ascii: "-"), UInt8(ascii: "+"))
      if skipDigits() == 0 { return nil }
    }
    return bytes.isEmpty ? kind : nil
  }

  /// The number that the text spells, by no locale's rules; nil where it is not one.
  static func parse(_ text: some StringProtocol) -> Double? {
    kind(of: text) == nil ? nil : Double(text)
  }
}
