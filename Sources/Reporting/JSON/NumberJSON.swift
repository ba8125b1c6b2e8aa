import Training

/// Numbers in the shortest form that reads back to the same bits.
enum NumberJSON {
  /// Appends a number; one that is not finite as the string `"nan"`, `"inf"` or `"-inf"`.
  static func append(_ value: Double, _ precision: Precision, to text: inout [UInt8]) {
    guard value.isFinite else {
      text += value.isNaN ? "\"nan\"".utf8 : value > 0 ? "\"inf\"".utf8 : "\"-inf\"".utf8
      return
    }
    if let whole = Int64(exactly: value), whole.magnitude < 1_000_000 {
      appendWhole(whole, value, to: &text)
      return
    }
    // The standard library's description is the shortest text that reads back, nearest to the
    // value among those of its length.
    var description = precision == .float32 ? Float(value).description : value.description
    description.withUTF8 { append(compacting: $0, to: &text) }
  }

  private static func appendWhole(_ whole: Int64, _ value: Double, to text: inout [UInt8]) {
    // A reader may take -0 for an integer, which has no such value.
    if whole == 0, value.sign == .minus {
      text += "-0.0".utf8
    } else {
      text += String(whole).utf8
    }
  }

  /// `1e-05` as `1e-5`, `1e+16` as `1e16`, `1234567.0` as `1234567`.
  private static func append(
    compacting number: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]
  ) {
    guard let exponent = number.lastIndex(of: UInt8(ascii: "e")) else {
      let isWhole =
        number.count > 2 && number[number.count - 2] == UInt8(ascii: ".")
        && number[number.count - 1] == UInt8(ascii: "0")
      text += isWhole ? number[..<(number.count - 2)] : number[...]
      return
    }
    text += number[...exponent]
    var rest = number[(exponent + 1)...]
    if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.first == UInt8(ascii: "-") {
      text.append(UInt8(ascii: "-"))
      rest.removeFirst()
    }
    while rest.count > 1, rest.first == UInt8(ascii: "0") { rest.removeFirst() }
    text += rest
  }
}
