/// A number as people write it: `-12`, `.5`, `2.`, `1e-3`, that is,
/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
struct DecimalNumber {
  /// Whether it has neither point nor exponent.
  let isWhole: Bool
  /// The double nearest to it, by no locale's rules.
  let value: Double

  /// Nil where the text is not such a number.
  init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    let known = bytes.withContiguousStorageIfAvailable { Spelling($0) }
    guard let spelling = known ?? Array(bytes).withUnsafeBufferPointer({ Spelling($0) }),
      let value = spelling.exactValue ?? Double(text)
    else { return nil }
    isWhole = spelling.isWhole
    self.value = value
  }

  /// The number that the text spells; nil where it is not one.
  static func parse(_ text: some StringProtocol) -> Double? { DecimalNumber(text)?.value }
}

/// ± digits · 10^exponent.
private struct Spelling {
  private(set) var isWhole = true
  private var isNegative = false
  private var digits: UInt64 = 0
  private var digitCount = 0
  private var exponent = 0

  /// Nil where the text has another shape.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var rest = text[...]
    isNegative = Self.takeSign(from: &rest)
    takeDigits(from: &rest)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      isWhole = false
      let before = digitCount
      takeDigits(from: &rest)
      exponent = before - digitCount
    }
    guard digitCount > 0 else { return nil }
    if let letter = rest.first, letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") {
      rest.removeFirst()
      isWhole = false
      var power = Spelling()
      power.isNegative = Self.takeSign(from: &rest)
      power.takeDigits(from: &rest)
      guard power.digitCount > 0 else { return nil }
      let size = power.digitCount <= 4 ? Int(power.digits) : 9999
      exponent += power.isNegative ? -size : size
    }
    guard rest.isEmpty else { return nil }
  }

  private init() {}

  private static func takeSign(from rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else {
      return false
    }
    rest.removeFirst()
    return sign == UInt8(ascii: "-")
  }

  private mutating func takeDigits(from rest: inout Slice<UnsafeBufferPointer<UInt8>>) {
    while let byte = rest.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
      digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
      digitCount += 1
      rest.removeFirst()
    }
  }

  /// The number, where its digits and the power of ten are doubles themselves: one operation on them
  /// rounds once (Clinger, “How to read floating point numbers accurately”, PLDI 1990). Most numbers
  /// that are written down are such ones.
  var exactValue: Double? {
    guard digitCount <= 19, digits <= 1 << 53, exponent.magnitude < Self.powers.count else {
      return nil
    }
    let power = Self.powers[Int(exponent.magnitude)]
    let size = exponent < 0 ? Double(digits) / power : Double(digits) * power
    return isNegative ? -size : size
  }

  /// 10^0 to 10^22, all that doubles hold exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
