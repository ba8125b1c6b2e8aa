import Experiments
import Training

/// Writes results as JSON text: objects indented, rows of numbers on one line.
package struct JSONRenderer: Sendable {
  private var text: [UInt8] = []
  /// Escapes what would end an HTML element too.
  private let isInsideHTML: Bool

  /// The results as a file, with a line end at its end.
  package static func render(_ value: ResultValue) -> [UInt8] {
    var renderer = JSONRenderer(isInsideHTML: false)
    renderer.write(value, indent: 0)
    renderer.text.append(UInt8(ascii: "\n"))
    return renderer.text
  }

  /// The results as the content of an HTML element: no `<` is left in it.
  static func renderForHTML(_ value: ResultValue) -> [UInt8] {
    var renderer = JSONRenderer(isInsideHTML: true)
    renderer.write(value, indent: 0)
    return renderer.text
  }

  /// A text in quotation marks.
  static func quoted(_ text: String) -> [UInt8] {
    var renderer = JSONRenderer(isInsideHTML: false)
    renderer.write(text)
    return renderer.text
  }

  private static let piece = 4096

  private init(isInsideHTML: Bool) { self.isInsideHTML = isInsideHTML }

  // Results nest as deep as their shape says (blocks, trials, parameters, rows), whatever an
  // author writes, so this recursion is bounded.
  private mutating func write(_ value: ResultValue, indent: Int) {
    switch value {
    case .string(let string): write(string)
    case .integer(let number): text += String(number).utf8
    case .number(let number, let precision): NumberJSON.append(number, precision, to: &text)
    case .numbers(let numbers, let precision): write(numbers, precision)
    case .array(let items): write(items, indent)
    case .object(let members): write(members, indent)
    }
  }

  private mutating func write(_ numbers: [Double], _ precision: Precision) {
    text.append(UInt8(ascii: "["))
    // Some kilobytes at a time: to append each number by itself takes as long as to write it.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.piece) { buffer in
      var count = 0
      for (index, number) in numbers.enumerated() {
        if index > 0 {
          buffer[count] = UInt8(ascii: ",")
          buffer[count + 1] = UInt8(ascii: " ")
          count += 2
        }
        let place = UnsafeMutableBufferPointer(rebasing: buffer[count...])
        count += NumberJSON.write(number, precision, to: place)
        if count > Self.piece - NumberJSON.longest - 2 {
          text.append(contentsOf: buffer[..<count])
          count = 0
        }
      }
      text.append(contentsOf: buffer[..<count])
    }
    text.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ items: [ResultValue], _ indent: Int) {
    let isOneLine = items.isEmpty || Self.isShort(items)
    text.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { isOneLine ? separate() : text.append(UInt8(ascii: ",")) }
      if !isOneLine { breakLine(indent + 1) }
      write(item, indent: indent + 1)
    }
    if !isOneLine { breakLine(indent) }
    text.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ members: [ResultValue.Member], _ indent: Int) {
    text.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      breakLine(indent + 1)
      write(member.key)
      text.append(UInt8(ascii: ":"))
      text.append(UInt8(ascii: " "))
      write(member.value, indent: indent + 1)
    }
    if !members.isEmpty { breakLine(indent) }
    text.append(UInt8(ascii: "}"))
  }

  /// Whether items fit on a line: numbers, or a small matrix.
  private static func isShort(_ items: [ResultValue]) -> Bool {
    var count = 0
    for item in items {
      switch item {
      case .integer, .number: continue
      case .numbers(let numbers, _): count += numbers.count
      case .string, .array, .object: return false
      }
    }
    return count <= 16
  }

  private mutating func separate() {
    text.append(UInt8(ascii: ","))
    text.append(UInt8(ascii: " "))
  }

  private mutating func breakLine(_ indent: Int) {
    text.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * indent) { text.append(UInt8(ascii: " ")) }
  }

  private mutating func write(_ string: String) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text += "\\n".utf8
      case UInt8(ascii: "\r"): text += "\\r".utf8
      case UInt8(ascii: "\t"): text += "\\t".utf8
      case 0..<0x20, 0x7F: writeEscaped(byte)
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
        if isInsideHTML { writeEscaped(byte) } else { text.append(byte) }
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    text += "\\u00".utf8
    text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
