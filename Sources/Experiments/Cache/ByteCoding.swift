/// Appends numbers and texts to bytes, the lowest byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: about how many bytes will be written, so that they are not moved on the way.
  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Makes room for so many bytes more, where they are many.
  mutating func reserve(_ count: Int) {
    if count > bytes.count { bytes.reserveCapacity(bytes.count + count) }
  }

  /// Begins anew in the same memory.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Writes over what stands at a place.
  mutating func replace(at start: Int, _ raw: [UInt8]) {
    bytes.replaceSubrange(start..<start + raw.count, with: raw)
  }

  mutating func write(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: Double) { write(value.bitPattern) }

  mutating func write(_ values: [Double]) {
    write(values.count)
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in values { write(value) }
    #endif
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

  /// A count, then each item.
  mutating func write<Item>(_ items: [Item], _ one: (inout ByteWriter, Item) -> Void) {
    write(items.count)
    for item in items { one(&self, item) }
  }

  mutating func write<Value>(_ value: Value?, _ some: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { some(&self, value) }
  }
}

/// Reads what `ByteWriter` wrote; bytes that cannot be that are an error, never a trap.
struct ByteReader {
  struct Unreadable: Error {}

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  private mutating func take(_ count: Int) throws(Unreadable) -> Range<Int> {
    guard count >= 0, count <= bytes.endIndex - position else { throw Unreadable() }
    defer { position += count }
    return position..<position + count
  }

  mutating func word() throws(Unreadable) -> UInt64 {
    let range = try take(8)
    return bytes.withUnsafeBytes {
      UInt64(
        littleEndian: $0.loadUnaligned(
          fromByteOffset: range.lowerBound - bytes.startIndex, as: UInt64.self))
    }
  }

  mutating func integer() throws(Unreadable) -> Int { Int(Int64(bitPattern: try word())) }

  mutating func flag() throws(Unreadable) -> Bool {
    switch bytes[try take(1).lowerBound] {
    case 0: false
    case 1: true
    default: throw Unreadable()
    }
  }

  mutating func number() throws(Unreadable) -> Double { Double(bitPattern: try word()) }

  mutating func numbers() throws(Unreadable) -> [Double] {
    let count = try integer()
    guard count >= 0, count <= (bytes.endIndex - position) / 8 else { throw Unreadable() }
    let start = try take(8 * count).lowerBound - bytes.startIndex
    return bytes.withUnsafeBytes { raw in
      [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
        for index in 0..<count {
          let bits = raw.loadUnaligned(fromByteOffset: start + 8 * index, as: UInt64.self)
          buffer.initializeElement(at: index, to: Double(bitPattern: UInt64(littleEndian: bits)))
        }
        initialized = count
      }
    }
  }

  mutating func text() throws(Unreadable) -> String {
    String(decoding: bytes[try take(try integer())], as: UTF8.self)
  }

  mutating func list<Item>(
    _ one: (inout ByteReader) throws(Unreadable) -> Item
  ) throws(Unreadable) -> [Item] {
    let count = try integer()
    // Every item has a byte at least.
    guard count >= 0, count <= bytes.endIndex - position else { throw Unreadable() }
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count { items.append(try one(&self)) }
    return items
  }

  mutating func optional<Value>(
    _ some: (inout ByteReader) throws(Unreadable) -> Value
  ) throws(Unreadable) -> Value? {
    try flag() ? try some(&self) : nil
  }
}
