import Training

/// Numbers in the shortest form that reads back to the same bits.
enum NumberJSON {
  /// The most bytes that a number takes.
  static let longest = 32

  /// Appends a number; one that is not finite as the string `"nan"`, `"inf"` or `"-inf"`.
  static func append(_ value: Double, _ precision: Precision, to text: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { buffer in
      let count = write(value, precision, to: buffer)
      text.append(contentsOf: buffer[..<count])
    }
  }

  /// Writes a number at the beginning of a buffer with room for the longest; its length.
  static func write(
    _ value: Double, _ precision: Precision, to buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var writer = Writer(buffer)
    if !value.isFinite {
      writer.put(value.isNaN ? "\"nan\"" : value > 0 ? "\"inf\"" : "\"-inf\"")
    } else if value == 0 {
      // A reader may take -0 for an integer, which has no such value.
      writer.put(value.sign == .minus ? "-0.0" : "0")
    } else {
      if value < 0 { writer.put(UInt8(ascii: "-")) }
      if value.magnitude < 1_000_000, value == value.rounded(.towardZero) {
        writer.put(digits: UInt64(value.magnitude))
      } else if precision == .float32 {
        writer.put(ShortestDecimal(Float(value)), isLarge: value.magnitude > 0x1p24)
      } else {
        writer.put(ShortestDecimal(value), isLarge: value.magnitude > 0x1p53)
      }
    }
    return writer.count
  }

  private struct Writer {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    mutating func put(_ byte: UInt8) {
      buffer[count] = byte
      count += 1
    }

    mutating func put(_ text: StaticString) {
      for index in 0..<text.utf8CodeUnitCount { put(text.utf8Start[index]) }
    }

    mutating func put(digits: UInt64) {
      put(digits: digits, count: Self.length(of: digits))
    }

    /// So many digits, from the back.
    private mutating func put(digits: UInt64, count length: Int) {
      var rest = digits
      for index in (count..<count + length).reversed() {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      count += length
    }

    private static func length(of digits: UInt64) -> Int {
      var (length, bound) = (1, UInt64(10))
      while digits >= bound, length < 19 {
        length += 1
        bound *= 10
      }
      return length
    }

    /// A decimal number: with an exponent where it is large, or below a ten-thousandth.
    mutating func put(_ number: ShortestDecimal, isLarge: Bool) {
      var (digits, exponent) = (number.digits, number.exponent)
      while digits % 10 == 0 { (digits, exponent) = (digits / 10, exponent + 1) }
      let length = Self.length(of: digits)
      // 10^(point − 1) ≤ the number < 10^point
      let point = length + exponent
      if isLarge || point < -3 {
        put(digits: digits, pointAfter: 1, of: length)
        put(UInt8(ascii: "e"))
        if point < 1 { put(UInt8(ascii: "-")) }
        put(digits: UInt64((point - 1).magnitude))
      } else if point <= 0 {
        put("0.")
        for _ in point..<0 { put(UInt8(ascii: "0")) }
        put(digits: digits, count: length)
      } else if exponent < 0 {
        put(digits: digits, pointAfter: point, of: length)
      } else {
        put(digits: digits, count: length)
        for _ in 0..<exponent { put(UInt8(ascii: "0")) }
      }
    }

    private mutating func put(digits: UInt64, pointAfter point: Int, of length: Int) {
      let start = count
      put(digits: digits, count: length)
      guard length > point else { return }
      for index in (start + point..<count).reversed() { buffer[index + 1] = buffer[index] }
      buffer[start + point] = UInt8(ascii: ".")
      count += 1
    }
  }
}
