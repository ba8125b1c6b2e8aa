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
    if let number = DecimalNumber(text) {
      return (number.isWhole ? Int(text) : nil).map(Value.integer) ?? .number(number.value)
    }
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
    return .text(text)
  }

  /// `Int(_:radix:)` takes a sign, which the schema does not have here.
  private static func isUnsigned(_ text: String) -> Bool {
    let third = text.utf8.dropFirst(2).first
    return third != UInt8(ascii: "-") && third != UInt8(ascii: "+")
  }
}
